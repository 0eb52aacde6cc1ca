//! Reading `site.toml`.

use super::credential_pattern::credential_patterns;
use super::demonstration::read_demonstration;
use super::evidence::read_evidence;
use super::questionnaires::read_questionnaires;
use super::read_opportunities::read_opportunities;
use super::reader_keys::{audience_hint, audience_misfit, meant_reader_key, report_unknown_readers};
use super::settings::{
    Attestation, Budget, Defaults, FreshnessSettings, Level, Limits, Root, RuleSetting, RuleSettings, Settings, Site,
};
use super::suppressions::read_allowance;
use super::{Audience, Audiences};
use crate::finding::{Finding, Place, Salt};
use crate::kinds::Kind;
use crate::source::{Interval, SourceFile, Span, Spanned};
use crate::values::{
    Choice, Fields, INVALID_FRONT_MATTER, Node, Reading, Shape, Shapes, UNKNOWN_KEY, Value, WRONG_TYPE, nearest,
    parse_toml,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The default review intervals of claims by topic; those of entries are in the table of kinds.
const TOPIC_INTERVALS: [(&str, Interval); 6] = [
    ("pricing", Interval::Days(30)),
    ("capability", Interval::Days(60)),
    ("limit", Interval::Days(60)),
    ("performance", Interval::Days(90)),
    ("compliance", Interval::Days(180)),
    ("customer-result", Interval::Months(12)),
];

/// Returns what holds where there is no `site.toml`.
pub fn default_settings() -> Settings {
    read_settings(&SourceFile::new("site.toml", String::new())).0
}

/// Reads the settings; what cannot be read keeps its default and becomes a finding.
pub fn read_settings(file: &Arc<SourceFile>) -> (Settings, Vec<Finding>) {
    let reading = Reading::new(file);
    let node = parse_toml(file.text()).unwrap_or_else(|faults| {
        for fault in faults {
            reading
                .push(Finding::new(&INVALID_FRONT_MATTER, Place::new(file, fault.span), fault.message).subject("toml"));
        }
        Node { span: Span::default(), value: Value::Null }
    });
    let settings = read_node(&reading, &node);
    (settings, reading.findings.into_inner())
}

/// Returns the shape of every key that the settings may hold.
pub fn settings_shapes() -> Shapes {
    let shapes = Shapes::default();
    let file = SourceFile::new("site.toml", String::new());
    let mut reading = Reading::new(&file);
    reading.shapes = Some(&shapes);
    read_node(&reading, &Node { span: Span::default(), value: Value::Null });
    shapes
}

fn read_node(reading: &Reading<'_>, node: &Node) -> Settings {
    let top = Fields::new(reading, node, "");
    let audiences = top.map("audiences", audiences).unwrap_or_else(default_audiences);
    let site = top.map("site", site).unwrap_or_else(|| site(&empty(reading)));
    let roots = roots(&top);
    let private_roots: Vec<&str> =
        roots.iter().filter(|root| root.private).map(|root| root.path.value.as_str()).collect();
    let questionnaires = read_questionnaires(&top, &private_roots, &audiences);
    let settings = Settings {
        file: Arc::clone(reading.file),
        site,
        questionnaires,
        roots,
        defaults: defaults(&top, &audiences),
        freshness: top.map("freshness", freshness).unwrap_or_else(|| freshness(&empty(reading))),
        rules: rules(&top),
        allowed: top.maps("allow", read_allowance).into_iter().flatten().collect(),
        limits: top.map("limits", limits).unwrap_or_else(|| limits(&empty(reading))),
        credential_patterns: credential_patterns(&top),
        internal_hosts: top.map("exposure", |fields| fields.texts("internal_hosts")).unwrap_or_default(),
        evidence: top.map("evidence", read_evidence).unwrap_or_default(),
        gap_weights: gap_weights(&top),
        salt: top.map("fingerprints", salt).flatten(),
        opportunities: top.map("opportunities", read_opportunities).unwrap_or_default(),
        synonyms: top
            .map("search", |fields| fields.text("synonyms"))
            .flatten()
            .unwrap_or_else(|| Spanned::new("synonyms.yaml".to_owned(), Span::default())),
        audiences,
    };
    top.finish();
    settings
}

/// A map with nothing in it, so that a missing table takes its defaults from the same code as a partial one.
fn empty<'a>(reading: &'a Reading<'a>) -> Fields<'a> {
    const NOTHING: Node = Node { span: Span { start: 0, end: 0 }, value: Value::Null };
    static EMPTY: Node = NOTHING;
    Fields::new(reading, &EMPTY, "")
}

fn site(fields: &Fields<'_>) -> Site {
    let text = |key| fields.text(key).map(|text: Spanned<String>| text.value);
    let mut base_url = text("base_url").unwrap_or_default();
    if !base_url.is_empty() && !base_url.ends_with('/') {
        base_url.push('/');
    }
    Site {
        title: text("title").unwrap_or_else(|| "Field knowledge".to_owned()),
        base_url,
        edit_url: text("edit_url"),
        issue_url: text("issue_url"),
        language: text("language").unwrap_or_else(|| "en".to_owned()),
        theme: fields.text("theme").unwrap_or_else(|| Spanned::new("default".to_owned(), Span::default())),
        raw_html: fields.choice("raw_html").map_or(super::RawHtml::Drop, |choice| choice.value),
        strict: fields.choice::<ProfileWord>("profile").is_some_and(|word| word.value == ProfileWord::Strict),
        attestation: attestation(fields),
        demonstration: read_demonstration(fields),
    }
}

/// Returns what makes a date count: `text` if the key is absent, and the strictest if it cannot be read.
fn attestation(fields: &Fields<'_>) -> Attestation {
    let is_written = fields.has("attestation");
    let read = fields.choice("attestation").map(|word| word.value);
    read.unwrap_or(if is_written { Attestation::Signed } else { Attestation::Text })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProfileWord {
    Essential,
    Strict,
}

impl Choice for ProfileWord {
    const WORDS: &'static [(&'static str, Self)] = &[("essential", Self::Essential), ("strict", Self::Strict)];
}

const ORDER: [&str; 5] = ["public", "customer", "partner", "internal", "restricted"];

fn default_audiences() -> Audiences {
    Audiences::new(ORDER.map(str::to_owned).to_vec(), "internal", "internal", Span::default())
}

fn audiences(fields: &Fields<'_>) -> Audiences {
    let names = audience_names(fields);
    let [strictest, loosest] = [names.last(), names.first()].map(|name| name.cloned().unwrap_or_default());
    let known = |key: &'static str, if_unknown: &str| {
        let name = fields.text(key);
        let Some((span, _)) = fields.place_of(key) else { return "internal".to_owned() };
        name.filter(|name| names.contains(&name.value)).map_or_else(
            || {
                let message = format!("`{}` must be one of the audiences in `order`", fields.path_of(key));
                report_unknown_readers(fields.reading(), span, key, message);
                if_unknown.to_owned()
            },
            |name| name.value,
        )
    };
    let (default, build) = (known("default", &strictest), known("build", &loosest));
    for key in fields.take_unknown(|_, _| true) {
        let message = format!("unknown key `{}`; `audiences` has `order`, `default` and `build`", key.value);
        report_unknown_readers(fields.reading(), key.span, &fields.path_of(&key.value), message);
    }
    Audiences::new(names, &default, &build, fields.span())
}

/// Reads the names of the audiences, loosest first: a list of different words.
fn audience_names(fields: &Fields<'_>) -> Vec<String> {
    let default = || ORDER.map(str::to_owned).to_vec();
    let is_list = fields.node("order", Shape::Texts).is_some_and(|node| matches!(node.value, Value::List(_)));
    let Some((span, _)) = fields.place_of("order") else { return default() };
    let names: Vec<String> =
        if is_list { fields.texts("order").into_iter().map(|name| name.value).collect() } else { Vec::new() };
    let distinct: BTreeSet<&String> = names.iter().filter(|name| !name.trim().is_empty()).collect();
    if distinct.len() != names.len() || names.is_empty() || names.len() > 64 {
        let message = "`audiences.order` must be a list of 1 to 64 different names, the loosest first".to_owned();
        report_unknown_readers(fields.reading(), span, "order", message);
        return default();
    }
    names
}

fn roots(top: &Fields<'_>) -> Vec<Root> {
    let roots = top.maps("roots", |fields| {
        let path = fields.text("path");
        // A value that cannot be read, and a misspelt key, counts as private.
        let value = fields.boolean("private").map(|private| private.value);
        let is_private = value.unwrap_or(fields.has("private"));
        let private = private_keys(fields) || is_private;
        if path.is_none() {
            fields.missing("path", "a root is a folder beside the settings");
        }
        path.filter(|path| inside(fields, path)).map(|path| Root { path, private })
    });
    let mut roots: Vec<Root> = roots.into_iter().flatten().collect();
    if roots.is_empty() {
        roots.push(Root { path: Spanned::new("content".to_owned(), Span::default()), private: false });
    }
    roots
}

/// Reports keys that may be meant to make a root private; returns whether there are any. Call it after `path` was read.
fn private_keys(fields: &Fields<'_>) -> bool {
    let keys = fields.take_unknown(|key, _| nearest(key, ["private"].into_iter()).is_some());
    for key in &keys {
        let message = format!("unknown key `{}`; did you mean `private`?", key.value);
        report_unknown_readers(fields.reading(), key.span, &fields.path_of(&key.value), message);
    }
    !keys.is_empty()
}

/// Refuses a root that leads out of the site's folder.
fn inside(fields: &Fields<'_>, path: &Spanned<String>) -> bool {
    let fine =
        !path.starts_with('/') && !path.contains('\\') && path.split('/').all(|part| part != ".." && !part.is_empty());
    if !fine {
        let message = "a root is a folder beside the settings: no `..`, no leading `/`, no `\\`".to_owned();
        fields.reading().report(&WRONG_TYPE, path.span, "path", message);
    }
    fine
}

fn defaults(top: &Fields<'_>, audiences: &Audiences) -> BTreeMap<String, Defaults> {
    let reading = top.reading();
    let mut by_folder = BTreeMap::new();
    for (folder, node) in top.open("defaults") {
        let fields = Fields::new(reading, node, &format!("defaults.{}", folder.value));
        let audience = default_audience(&fields, audiences);
        let entry = Defaults {
            span: folder.span,
            owner: fields.text("owner"),
            audience,
            review_every: fields.interval("review_every").map(|interval| interval.value),
            tags: fields.names("tags"),
            status: fields.choice("status").map(|status| status.value),
        };
        let is_misspelt = misspelt_readers(&fields);
        let entry =
            Defaults { audience: if is_misspelt { Some(audiences.strictest()) } else { entry.audience }, ..entry };
        fields.finish();
        by_folder.insert(folder.value.trim_matches('/').to_owned(), entry);
    }
    by_folder
}

/// Reads the audience of a folder; the strictest if it cannot be read.
fn default_audience(fields: &Fields<'_>, audiences: &Audiences) -> Option<Audience> {
    let name = fields.text("audience");
    let (span, kind) = fields.place_of("audience")?;
    let found = name.as_ref().and_then(|name| audiences.find(&name.value));
    if found.is_none() {
        let words = name.map_or_else(|| format!("found {kind}"), |name| audience_hint(&name.value, audiences));
        let message = audience_misfit(&fields.path_of("audience"), audiences, &words);
        report_unknown_readers(fields.reading(), span, "audience", message);
    }
    Some(found.unwrap_or(audiences.strictest()))
}

/// Reports keys of a folder's defaults that may be meant to limit its readers; returns whether there are any.
fn misspelt_readers(fields: &Fields<'_>) -> bool {
    let keys = fields.take_unknown(|key, node| meant_reader_key(key, node).is_some());
    for key in &keys {
        let message = format!("unknown key `{}`; a folder may have a default `audience`, and no customer", key.value);
        report_unknown_readers(fields.reading(), key.span, &fields.path_of(&key.value), message);
    }
    !keys.is_empty()
}

fn freshness(fields: &Fields<'_>) -> FreshnessSettings {
    let of_kinds = Kind::all().filter_map(|kind| Some((kind.word(), kind.facts().review_every?)));
    let defaults = TOPIC_INTERVALS.into_iter().chain(of_kinds);
    let mut intervals: BTreeMap<_, _> =
        defaults.map(|(name, interval)| (name.to_owned(), Spanned::new(interval, Span::default()))).collect();
    for (name, node) in fields.open("intervals") {
        if !interval_names().any(|known| known == name.value) {
            report_unknown_interval(fields, name);
            continue;
        }
        match &node.value {
            Value::Text(text) if Interval::parse(text).is_some() => {
                let interval = Interval::parse(text).unwrap_or(Interval::Days(30));
                intervals.insert(name.value.clone(), Spanned::new(interval, node.span));
            }
            _ => fields.misfit("intervals", node, "lengths of time such as `30d`, `6w`, `3mo` or `1y`"),
        }
    }
    FreshnessSettings {
        fail: fields.boolean("fail").is_none_or(|fail| fail.value),
        intervals,
        warn_before: fields.interval("warn_before"),
        budget: fields
            .map("budget", |fields| Budget {
                stale: fields.number("stale"),
                stale_exposed_within: fields.interval("stale_exposed_within"),
            })
            .unwrap_or_default(),
    }
}

/// Returns what an interval can be set for: the topics of claims and the kinds of entry.
fn interval_names() -> impl Iterator<Item = &'static str> {
    TOPIC_INTERVALS.iter().map(|(topic, _)| *topic).chain(Kind::all().map(Kind::word))
}

fn report_unknown_interval(fields: &Fields<'_>, name: &Spanned<String>) {
    let path = fields.path_of("intervals");
    let hint = nearest(&name.value, interval_names());
    let words = hint
        .map_or("it must be a topic of claims or a kind of entry".to_owned(), |word| format!("did you mean `{word}`?"));
    let message = format!("unknown key `{}` in `{path}`; {words}", name.value);
    let help = hint.map_or(UNKNOWN_KEY.help.to_owned(), |word| format!("Write `{word}`, or remove the key."));
    let finding = Finding::new(&UNKNOWN_KEY, Place::new(fields.reading().file, name.span), message);
    fields.reading().push(finding.help(help).subject(format!("{path}.{}", name.value)));
}

fn rules(top: &Fields<'_>) -> RuleSettings {
    let reading = top.reading();
    let mut settings = RuleSettings::default();
    for (name, node) in top.open("rules") {
        if name.value != "for" {
            settings.everywhere.extend(rule_setting(reading, name, node));
            continue;
        }
        let Value::List(items) = &node.value else { continue };
        for item in items {
            let Value::Map(pairs) = &item.value else { continue };
            let paths = Fields::new(reading, item, "rules.for").texts("paths");
            let levels = pairs.iter().filter(|(name, _)| name.value != "paths");
            let levels = levels.filter_map(|(name, node)| rule_setting(reading, name, node)).collect();
            settings.by_path.push((paths, levels));
        }
    }
    settings
}

fn rule_setting(reading: &Reading<'_>, name: &Spanned<String>, node: &Node) -> Option<RuleSetting> {
    let level = match &node.value {
        Value::Text(text) => Level::WORDS.iter().find(|(word, _)| word == text).map(|(_, level)| *level),
        _ => None,
    };
    if level.is_none() {
        let message = "a rule is set to `error`, `warning`, `info` or `off`".to_owned();
        reading.report(&WRONG_TYPE, node.span, &name.value, message);
    }
    Some(RuleSetting { selector: name.clone(), level: Spanned::new(level?, node.span) })
}

fn limits(fields: &Fields<'_>) -> Limits {
    let size = |key, default| {
        let Some(node) = fields.node(key, Shape::Text) else { return default };
        let parsed = match &node.value {
            Value::Text(text) | Value::Number(text) => parse_size(text),
            _ => None,
        };
        if parsed.is_none() {
            fields.misfit(key, node, "a size such as `64KiB` or `2MiB`");
        }
        parsed.unwrap_or(default)
    };
    Limits { file: size("file", 2 << 20), front_matter: size("front_matter", 64 << 10) }
}

/// Reads bytes, `KiB` or `MiB`.
fn parse_size(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let factor = match unit.trim() {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// Reads the salt of fingerprints; without one that can be read, the site has none.
fn salt(fields: &Fields<'_>) -> Option<Salt> {
    let text = fields.text("salt")?;
    let salt = Salt::parse(&text.value);
    if salt.is_none() {
        let message = format!("`{}` must be {} lower-case hexadecimal digits", fields.path_of("salt"), Salt::DIGITS);
        fields.reading().report(&WRONG_TYPE, text.span, "salt", message);
    }
    salt
}

fn gap_weights(top: &Fields<'_>) -> BTreeMap<String, u64> {
    let weights = top.map("gaps", |fields| {
        let weights = fields.map("weights", |fields| {
            ["blocker", "major", "minor"].map(|severity| (severity, fields.number(severity).map(|weight| weight.value)))
        });
        weights.into_iter().flatten().collect::<Vec<_>>()
    });
    let mut by_severity: BTreeMap<String, u64> =
        [("blocker", 60), ("major", 30), ("minor", 10)].map(|(name, weight)| (name.to_owned(), weight)).into();
    for (severity, weight) in weights.unwrap_or_default() {
        by_severity.extend(weight.map(|weight| (severity.to_owned(), weight)));
    }
    by_severity
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let (_, findings) = read_settings(&SourceFile::new("site.toml", text.to_owned()));
        let show = |finding: &Finding| {
            let at = finding.place.start();
            format!("{}:{} {}: {}", at.line, at.column, finding.rule.id, finding.message)
        };
        findings.iter().map(show).collect()
    }

    #[test]
    fn every_mistake_is_its_own_finding() {
        let text = "[site]\ntitel = \"T\"\nraw_html = \"keep\"\n[[roots]]\npath = \"../out\"\n[freshness]\nfail = \"no\"\nintervals = { pricing = \"soon\" }\n[opportunities.notion]\ntoken = \"x\"\n";
        assert_eq!(
            messages(text),
            [
                "3:12 schema/wrong-type: `site.raw_html` must be one of `drop`, `sanitise`",
                "2:1 schema/unknown-key: unknown key `titel`; did you mean `title`?",
                "5:8 schema/wrong-type: a root is a folder beside the settings: no `..`, no leading `/`, no `\\`",
                "8:25 schema/wrong-type: `freshness.intervals` must be lengths of time such as `30d`, `6w`, `3mo` or `1y`",
                "7:8 schema/wrong-type: `freshness.fail` must be `true` or `false`",
                "10:9 schema/wrong-type: a token must not be in the settings",
            ]
        );
    }

    #[test]
    fn an_interval_of_an_unknown_name_is_a_finding() {
        let text = "[freshness.intervals]\npricng = \"30d\"\nweather = \"1d\"\npricing = \"30d\"\nguide = \"1y\"\n";
        assert_eq!(
            messages(text),
            [
                "2:1 schema/unknown-key: unknown key `pricng` in `freshness.intervals`; did you mean `pricing`?",
                "3:1 schema/unknown-key: unknown key `weather` in `freshness.intervals`; it must be a topic of claims or a kind of entry",
            ]
        );
    }

    #[test]
    fn an_empty_file_has_every_default() {
        let settings = default_settings();
        assert_eq!(messages(""), Vec::<String>::new());
        assert_eq!(settings.roots.iter().map(|root| root.path.value.as_str()).collect::<Vec<_>>(), ["content"]);
        assert_eq!(settings.audiences.name(settings.audiences.build), "internal");
        assert_eq!(settings.limits.file, 2 * 1024 * 1024);
        assert!(settings.freshness.fail);
    }
}
