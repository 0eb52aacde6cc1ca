//! Front matter of our own, from that of the other tool.

use super::front_matter::{FrontMatter, at, inner, text_of};
use super::log::Log;
use super::navigation::PagePlace;
use crate::values::{Value, quoted};

/// The longest summary that lists show, in characters.
const SUMMARY: usize = 200;

/// What else is known of a page.
pub(super) struct Known<'a> {
    pub(super) place: &'a PagePlace,
    /// The kind that was chosen, if its folder does not say so.
    pub(super) kind: Option<&'a str>,
    /// Former addresses below the site.
    pub(super) moved_from: &'a [String],
    /// The title for a page that has neither one nor a heading.
    pub(super) title: Option<String>,
}

/// Keys that are read elsewhere, or that say the same as something that is written.
const READ: [&str; 12] = [
    "title",
    "slug",
    "id",
    "url",
    "aliases",
    "redirect_from",
    "weight",
    "sidebar_position",
    "nav_order",
    "draft",
    "status",
    "order",
];

/// Writes front matter; keys without a meaning here become comments.
pub(super) fn written(front: &FrontMatter, raw: &str, known: &Known<'_>, log: &mut Log) -> String {
    let mut lines = Vec::new();
    let mut used: Vec<&str> = READ.to_vec();
    if let Some(title) = front.text("title").or_else(|| known.title.clone()) {
        lines.push(format!("title: {}", quoted(&one_line(&title))));
    }
    for key in ["description", "summary", "excerpt"] {
        let summary = front.text(key).map(|text| one_line(&text)).filter(|text| text.chars().count() <= SUMMARY);
        if let Some(summary) = summary {
            lines.push(format!("summary: {}", quoted(&summary)));
            used.push(key);
            break;
        }
    }
    lines.extend(known.kind.map(|kind| format!("kind: {kind}")));
    let owner = owner(front, &mut used);
    lines.push(format!("status: {}", status(front, owner.as_deref(), log)));
    lines.extend(owner.map(|owner| format!("owner: {}", quoted(&owner))));
    let tags: Vec<String> = ["tags", "keywords", "categories"].iter().flat_map(|key| front.texts(key)).collect();
    used.extend(["tags", "keywords", "categories"]);
    lines.extend(listed("tags", &tags));
    lines.extend(known.place.order.map(|order| format!("order: {order}")));
    lines.extend(listed("section", &known.place.section));
    lines.extend(listed("moved_from", known.moved_from));
    let kept: Vec<&str> = comments(front, &used, &mut lines);
    if !kept.is_empty() {
        log.changed("front matter", 1, format!("kept as comments: {}", kept.join(", ")));
    }
    if let Some(fault) = &front.fault {
        log.left_out("front matter", 1, format!("it cannot be read and is kept as comments: {fault}"));
        lines.extend(inner(raw).lines().map(|line| format!("# {line}")));
    }
    format!("---\n{}\n---\n", lines.join("\n"))
}

/// Adds each key that is not `used` as a comment, and returns the keys.
fn comments<'a>(front: &'a FrontMatter, used: &[&str], lines: &mut Vec<String>) -> Vec<&'a str> {
    let mut kept = Vec::new();
    for (key, value) in &front.pairs {
        if used.iter().any(|used| used.eq_ignore_ascii_case(key)) {
            continue;
        }
        kept.push(key.as_str());
        lines.push(format!("# {}: {}", one_line(key), flow(value)));
    }
    kept
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn listed(key: &str, values: &[String]) -> Option<String> {
    let mut seen = std::collections::BTreeSet::new();
    let values: Vec<String> = values
        .iter()
        .filter(|value| !value.trim().is_empty() && seen.insert(*value))
        .map(|value| quoted(&one_line(value)))
        .collect();
    (!values.is_empty()).then(|| format!("{key}: [{}]", values.join(", ")))
}

/// Writes a value on one line, for a comment.
fn flow(value: &Value) -> String {
    match value {
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| flow(&item.value)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(pairs) => {
            let pairs: Vec<String> =
                pairs.iter().map(|(key, node)| format!("{}: {}", one_line(&key.value), flow(&node.value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Null => String::new(),
        value => text_of(value).map(|text| one_line(&text)).unwrap_or_default(),
    }
}

/// Returns the first owner or author.
fn owner(front: &FrontMatter, used: &mut Vec<&str>) -> Option<String> {
    for key in ["owner", "owners", "author", "authors"] {
        let Some(value) = front.get(key) else { continue };
        let first = match value {
            Value::List(items) => items.first().map(|item| &item.value),
            value => Some(value),
        };
        let name = first.and_then(|first| text_of(first).or_else(|| at(first, &["name"]).and_then(text_of)));
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            if !matches!(value, Value::List(items) if items.len() > 1) && !matches!(first, Some(Value::Map(_))) {
                used.push(key);
            }
            return Some(one_line(&name));
        }
    }
    None
}

/// Returns the status that the source gives the page; `unreviewed` if it gives none.
fn status(front: &FrontMatter, owner: Option<&str>, log: &mut Log) -> &'static str {
    if front.is_true("draft") || front.is_true("unlisted") {
        return "draft";
    }
    let known = ["draft", "in-review", "approved", "deprecated", "archived"];
    let written = front.text("status").map(|status| status.trim().to_lowercase().replace([' ', '_'], "-"));
    let found = written.as_ref().and_then(|status| known.iter().find(|known| *known == status).copied());
    match (found, written) {
        (Some("approved" | "in-review" | "deprecated"), _) if owner.is_none() => {
            log.changed("status", 1, "it needs an owner, so the page is unreviewed");
            "unreviewed"
        }
        (Some(status), _) => status,
        (None, Some(status)) => {
            log.changed("status", 1, format!("`{}` is none of ours; the page is unreviewed", one_line(&status)));
            "unreviewed"
        }
        (None, None) => "unreviewed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::construct::Fate;
    use crate::importing::site::front_matter::split;

    fn fields(text: &str, place: &PagePlace) -> (String, Vec<(Fate, String)>) {
        let (raw, _) = split(text);
        let mut log = Log::new("a.md");
        let known = Known { place, kind: None, moved_from: &["docs/old".to_owned()], title: None };
        let written = written(&FrontMatter::read(raw), raw, &known, &mut log);
        (written, log.constructs.into_iter().map(|one| (one.fate, one.note)).collect())
    }

    #[test]
    fn keys_with_a_meaning_are_kept_and_others_become_comments() {
        let text = "---\ntitle: \"A: b\"\ndescription: >\n  Two\n  lines\nauthors: [Ann]\ndate: 2024-01-02\ntags: [x, 1.10]\nkeywords: x\nweight: 3\nmenu: {main: {weight: 2}}\n---\n";
        let place = PagePlace { title: None, order: Some(30), section: vec!["Set up".to_owned()] };
        let (written, notes) = fields(text, &place);
        assert_eq!(
            written,
            "---\ntitle: \"A: b\"\nsummary: Two lines\nstatus: unreviewed\nowner: Ann\ntags: [x, \"1.10\"]\norder: 30\nsection: [Set up]\nmoved_from: [docs/old]\n# date: 2024-01-02\n# menu: {main: {weight: 2}}\n---\n"
        );
        assert_eq!(notes, [(Fate::Changed, "kept as comments: date, menu".to_owned())]);
    }

    #[test]
    fn a_status_is_only_what_the_source_says() {
        let status = |text: &str| {
            let written = fields(&format!("---\n{text}\n---\n"), &PagePlace::default()).0;
            written.lines().find_map(|line| line.strip_prefix("status: ")).unwrap().to_owned()
        };
        let texts = [
            "draft: true",
            "draft: false",
            "status: Approved\nowner: ann",
            "status: approved",
            "status: stable",
            "x: 1",
        ];
        assert_eq!(texts.map(status), ["draft", "unreviewed", "approved", "unreviewed", "unreviewed", "unreviewed"]);
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_comments() {
        let (written, notes) = fields("---\ntitle: \"A\nx: y\n---\n", &PagePlace::default());
        assert_eq!(written, "---\nstatus: unreviewed\nmoved_from: [docs/old]\n# title: \"A\n# x: y\n---\n");
        assert_eq!(notes.len(), 1);
    }
}
