//! The catalogue: every rule's page is run as its test, and what settings and suppressions make of findings.
//!
//! How a page is written: below `## Fails` and `## Passes` stand examples. A fence marked `fieldbook path` holds one
//! file of a tiny site; several fences in a row are the files of one example; a heading `### …` begins the next one.
//! `site.toml`, `people.yaml`, `capabilities.yaml`, `customers.yaml`, `jargon.yaml`, `opportunities.json` and Markdown
//! files mean what they mean everywhere; any other path is an attachment that exists. A fence that holds fences is
//! written with more backticks. Examples are checked for 2026-11-21 with every rule on. Below the last fence of each
//! failing example stands `<!-- finds: path:line:column, …; also other/rule, … -->`: the places of every finding of the
//! page's rule, and which other rules find something. Passing examples have no finding of the page's rule.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test says what it expects")]

use crate::literal_site::LiteralSite;
use crate::secrets::pages::expand_planted;
use fieldbook::artefacts::Artefacts;
use fieldbook::diagrams::{DiagramRenderer, diagram_cache};
use fieldbook::finding::{Family, Profile, Reach, Rule, Severity};
use fieldbook::library::Scope;
use fieldbook::rules::baseline::{Baseline, BaselineUse, GoneEntries, Terms};
use fieldbook::rules::exposure::check_entry;
use fieldbook::rules::{
    Before, Check, EvidenceRecord, Selection, SettingsUse, apply_settings, check, reference, registry, since,
};
use fieldbook::settled::{FormerNames, SettledFinding};
use fieldbook::source::{PastTextsByPath, SourceFile, parse_date};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The path and the text of each file of an example.
pub(crate) type Files = Vec<(String, String)>;

/// Returns everything that a check of the site reports.
pub(crate) fn run(files: &Files, selection: &Selection) -> Vec<SettledFinding> {
    let site = LiteralSite::read(files);
    let today = parse_date("2026-11-21").unwrap();
    let scope = Scope { audience: site.settings.audiences.build, customer: None };
    let artefacts = Artefacts::from_bytes(Vec::new(), "one program");
    let drawings = diagram_cache();
    let input = Check {
        library: &site.library,
        settings: &site.settings,
        today,
        snapshot: site.snapshot.as_ref(),
        responses: &site.responses,
        scope: &scope,
        assets: Some(&site.assets),
        edited: &BTreeMap::new(),
        diagrams: drawings.as_ref().map(|cache| cache as &dyn DiagramRenderer),
        artefacts: &artefacts,
        selection,
    };
    let found = check(&input);
    // What is kept of entries is found again as it was.
    assert_eq!(format!("{:?}", check(&input)), format!("{found:?}"));
    let sources = files.iter().map(|(path, text)| SourceFile::new(path, text.clone()));
    let leaks = sources.flat_map(|source| fieldbook::rules::secrets::check_file(&source));
    let exposed = site.library.entries().iter().flat_map(|entry| check_entry(entry, &site.settings));
    let all = site.findings.into_iter().chain(found).chain(leaks).chain(exposed).collect();
    let (settings, library, past) = (&site.settings, &site.library, &PastTextsByPath::new());
    apply_settings(all, &SettingsUse { settings, library, past, scope: &scope, today, selection })
}

/// Returns everything that a check reports with every rule on.
fn run_strict(files: &Files) -> Vec<SettledFinding> {
    let mut files = files.clone();
    match files.iter_mut().find(|(path, _)| path == "site.toml") {
        Some((_, text)) if text.contains("[site]") => *text = text.replace("[site]", "[site]\nprofile = \"strict\""),
        Some((_, text)) => *text = format!("[site]\nprofile = \"strict\"\n{text}"),
        None => files.push(("site.toml".to_owned(), "[site]\nprofile = \"strict\"\n".to_owned())),
    }
    run(&files, &Selection::default())
}

/// An example of a rule's page.
#[derive(Default)]
struct Example {
    files: Files,
    /// What it says that a check finds: the text between `<!-- finds: ` and ` -->` below its last fence.
    finds: Option<String>,
}

/// Returns the files of the examples below `## heading` of a rule's page.
pub(crate) fn examples(page: &str, heading: &str) -> Vec<Files> {
    read_examples(page, heading).into_iter().map(|example| example.files).collect()
}

/// Reads the examples below `## heading` of a rule's page.
fn read_examples(page: &str, heading: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut example = Example::default();
    let mut fence: Option<(String, String, String)> = None;
    let mut is_inside = false;
    for line in page.lines() {
        if let Some((marks, path, text)) = &mut fence {
            if line == marks {
                example.files.push((std::mem::take(path), std::mem::take(text)));
                fence = None;
            } else {
                text.push_str(line);
                text.push('\n');
            }
            continue;
        }
        let marks: String = line.chars().take_while(|symbol| *symbol == '`').collect();
        let rest = line[marks.len()..].strip_prefix("fieldbook ").filter(|_| marks.len() >= 3);
        if let Some(path) = rest.filter(|_| is_inside) {
            fence = Some((marks, path.to_owned(), String::new()));
        } else if line.starts_with("## ") || line.starts_with("### ") {
            examples.extend((!example.files.is_empty()).then(|| std::mem::take(&mut example)));
            is_inside = if let Some(name) = line.strip_prefix("## ") { name == heading } else { is_inside };
        } else if let Some(finds) = line.strip_prefix("<!-- finds: ").and_then(|rest| rest.strip_suffix(" -->")) {
            example.finds = Some(finds.to_owned());
        }
    }
    examples.extend((!example.files.is_empty()).then_some(example));
    examples
}

/// Says what a check finds in an example of the page of `rule`: the places of the rule's own findings, then the other
/// rules that find something.
fn finds(rule: &Rule, findings: &[SettledFinding]) -> String {
    let (own, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.rule == rule);
    let place = |finding: &&SettledFinding| {
        let at = finding.place.start;
        format!("{}:{}:{}", finding.place.path, at.line, at.column)
    };
    let places = own.iter().map(place).collect::<Vec<_>>().join(", ");
    let others: BTreeSet<&str> = others.iter().map(|finding| finding.rule.id).collect();
    let others = others.into_iter().collect::<Vec<_>>().join(", ");
    if others.is_empty() { places } else { format!("{places}; also {others}") }
}

fn shown(findings: &[SettledFinding]) -> Vec<String> {
    let show = |finding: &SettledFinding| {
        let at = finding.place.start;
        let path = &finding.place.path;
        format!("{path}:{}:{} {} {}: {}", at.line, at.column, finding.severity, finding.rule.id, finding.message)
    };
    findings.iter().map(show).collect()
}

/// Returns `files` with the credentials that they only name.
fn planted(files: &Files) -> Files {
    files.iter().map(|(path, text)| (path.clone(), expand_planted(text))).collect()
}

fn faults_of(rule: &Rule) -> Vec<String> {
    let (fails, passes) = (read_examples(rule.page, "Fails"), examples(rule.page, "Passes"));
    let mut faults = Vec::new();
    if fails.is_empty() || passes.is_empty() {
        faults.push(format!("{}: {} failing and {} passing examples", rule.id, fails.len(), passes.len()));
    }
    let is_found = |findings: &[SettledFinding]| findings.iter().any(|finding| finding.rule.id == rule.id);
    for (index, example) in fails.iter().enumerate() {
        let findings = run_strict(&planted(&example.files));
        let found = finds(rule, &findings);
        if !is_found(&findings) || example.finds.as_ref() != Some(&found) {
            let said = &example.finds;
            faults.push(format!("{} failing example {index} finds: {found}\n  and says {said:?}", rule.id));
        }
    }
    for (index, files) in passes.iter().enumerate() {
        let findings = run_strict(&planted(files));
        if is_found(&findings) {
            faults.push(format!("{}: passing example {index} gives {:#?}", rule.id, shown(&findings)));
        }
    }
    faults
}

#[test]
fn every_page_is_true() {
    let mut faults = Vec::new();
    for rule in registry() {
        // Pages about opportunity files hold records alone, and the reader of those files runs them; faults of bytes,
        // of finished output, of the site that is made, of the repository around it, of the baseline and of a change cannot be written as an example, and have tests
        // of their own.
        let has_own_tests = [
            "schema/unreadable-file",
            "audience/leaked-canary",
            "evidence/weakened",
            "links/address-gone",
            "opportunities/refresh-failed",
            "opportunities/tracked-snapshot",
            "secrets/credential-in-repository",
            "suppression/gone",
            "suppression/other-salt",
        ]
        .contains(&rule.id)
            || rule.family == Family::Site;
        let is_blind = rule.id == "architectures/undrawn-diagram" && diagram_cache().is_none();
        let is_of_records = rule.family == Family::Opportunities && !rule.page.contains("```fieldbook");
        if !is_of_records && !has_own_tests && !is_blind {
            faults.extend(faults_of(rule));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn people_do_not_see_what_the_test_of_a_page_reads() {
    let rule = registry().iter().find(|rule| rule.id == "style/filler").expect("the rule");
    assert!(rule.page.contains("```\n\n<!-- finds: content/briefs/sync.md:5:3 -->\n\n### "), "{}", rule.page);
    for rule in registry() {
        let readable = rule.readable_page();
        assert!(!readable.contains("<!-- finds"), "{}", rule.id);
        let left_out = rule.page.lines().count() - readable.lines().count();
        assert_eq!(left_out, 2 * rule.page.matches("\n\n<!-- finds: ").count(), "{}", rule.id);
    }
}

#[test]
fn pages_of_prose_rules_show_three_of_each() {
    const PROSE: [&str; 13] = [
        "commitments/guarantee",
        "commitments/price-term",
        "commitments/roadmap-promise",
        "evidence/uncited-comparison",
        "evidence/vague-claim",
        "honesty/disparagement",
        "honesty/hearsay",
        "honesty/loaded-question",
        "style/filler",
        "style/jargon",
        "style/spelling",
        "style/unexpanded-acronym",
        "answers/buried-answer",
    ];
    for rule in registry().iter().filter(|rule| PROSE.contains(&rule.id)) {
        let counts = (examples(rule.page, "Fails").len(), examples(rule.page, "Passes").len());
        assert!(counts.0 >= 3 && counts.1 >= 3, "{}: {counts:?}", rule.id);
    }
}

#[test]
fn the_registry_is_sorted_and_each_rule_is_in_the_folder_of_its_family() {
    let ids: Vec<_> = registry().iter().map(|rule| rule.id).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for rule in registry() {
        let (family, fault) = rule.id.split_once('/').expect("a family and a fault");
        assert_eq!(family, rule.family.word());
        assert!(!fault.is_empty() && fault.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        assert!(source.join("rules").join(family).is_dir(), "{}", rule.id);
        for text in [rule.summary, rule.help] {
            assert!(text.ends_with('.') && text.len() < 160, "{}: {text}", rule.id);
        }
        assert!(rule.page.lines().next().is_some_and(|line| line.len() > 20 && !line.starts_with('#')), "{}", rule.id);
    }
}

#[test]
fn every_family_has_a_rule_and_its_own_word() {
    let used: BTreeSet<Family> = reference().iter().map(|rule| rule.family).collect();
    assert_eq!(used.into_iter().collect::<Vec<_>>(), Family::ALL);
    assert!(Family::ALL.windows(2).all(|pair| pair[0].word() < pair[1].word()));
}

#[test]
fn errors_about_secrets_audiences_and_missing_pages_block_publication_and_only_the_last_can_be_lowered() {
    for rule in registry() {
        let is_leak = matches!(rule.family, Family::Secrets | Family::Exposure | Family::Audience | Family::Site)
            && rule.severity == Severity::Error
            // Of files that are not published.
            && rule.id != "secrets/credential-in-repository";
        let is_unreadable = ["schema/invalid-front-matter", "schema/unreadable-file"].contains(&rule.id);
        assert_eq!(rule.blocks_publication(Severity::Error), is_leak || is_unreadable, "{}", rule.id);
        assert!(!rule.blocks_publication(Severity::Warning), "{}", rule.id);
        assert_eq!(rule.has_floor(), is_leak, "{}", rule.id);
        // What must not leave the company is reported in a build for the company, and settable where it is no error.
        let is_of_sharing = rule.family == Family::Exposure
            || ["audience/other-customer", "audience/unknown-customers"].contains(&rule.id);
        assert_eq!(
            rule.holds(Severity::Error, Reach::Company),
            !is_of_sharing && (is_leak || is_unreadable),
            "{}",
            rule.id
        );
        assert_eq!(rule.is_settable(Severity::Warning), !is_leak || is_of_sharing, "{}", rule.id);
    }
}

fn page(path: &str, text: &str) -> (String, String) {
    (path.to_owned(), text.to_owned())
}

const CARD: &str = "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nclaims:\n  - id: no-scim\n    text: Globex has no SCIM.\n    topic: capability\n    source: https://docs.globex.example/plans\n    verified: 2026-06-02\n---\nText.[^no-scim]\n";

#[test]
fn hidden_and_missing_evidence_of_notes_is_named_with_the_form_to_write() {
    const HEAD: &str = "---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\nowner: ann\n---\n";
    let date = "Write `(verified YYYY-MM-DD)` as text that readers see, or remove the date.";
    let address = "Write `<https://…>` as text that readers see, or remove the address.";
    let form = "Write `<https://…> \"the quoted words\" (verified 2026-10-02)`.";
    let url = "<https://docs.globex.example/limits> \"5 TB\"";
    let cases = [
        (
            format!("{url} <!-- verified 2026-11-20 -->"),
            "65 in the note `n`, a date in a comment is not evidence",
            date,
        ),
        (
            format!("{url} ~~verified 2026-11-20~~"),
            "62 in the note `n`, a date in struck-through text is not evidence",
            date,
        ),
        (format!("{url} <i title='2026-11-20'>"), "61 in the note `n`, a date in raw HTML is not evidence", date),
        (
            "Plans <!-- https://docs.globex.example/a -->".to_owned(),
            "18 in the note `n`, an address in a comment is not evidence",
            address,
        ),
        ("The plans of November.".to_owned(), "3 the note `n` has no address, no quote and no date", form),
    ];
    let competitor = || page("content/competitors/globex.md", "---\nname: Globex\n---\n");
    let found = |body: &str| {
        let files = vec![competitor(), page("content/battlecards/globex.md", &format!("{HEAD}{body}"))];
        let findings = run(&files, &Selection::default());
        let own = findings.into_iter().filter(|finding| finding.rule.id == "evidence/unread-note");
        let shown = |finding: SettledFinding| {
            let at = finding.place.start;
            assert_eq!(at.line, 9);
            (format!("{} {}", at.column, finding.message), finding.help.clone())
        };
        own.map(shown).collect::<Vec<_>>()
    };
    for (note, message, help) in cases {
        let body = format!("Globex stops at 5 TB a day.[^n]\n\n[^n]: {note}\n");
        assert_eq!(found(&body), [(message.to_owned(), help.to_owned())], "{note}");
    }
    for body in [
        format!("Globex stops at 5 TB a day.[^n]\n\n[^n]: {url} <!-- their words --> (verified 2026-11-20)\n"),
        format!("Globex stops at 5 TB a day.[^n]\n\n[^n]: {url} `verified 2026-11-20`\n"),
        "[Globex stops](https://docs.globex.example/a) at 5 TB.[^n]\n\n[^n]: The plans of November.\n".to_owned(),
        "We stop at 9 TB a day.[^n]\n\n[^n]: The plans of November.\n".to_owned(),
    ] {
        assert_eq!(found(&body), [], "{body}");
    }
}

#[test]
fn a_stale_claim_names_day_interval_place_owner_and_command() {
    let files = vec![page("content/battlecards/globex.md", CARD)];
    let findings = run(&files, &Selection::default());
    assert_eq!(
        shown(&findings),
        [
            "content/battlecards/globex.md:10:15 error freshness/stale-claim: the claim `no-scim` was checked on 2026-06-02; its 60-day review interval ended on 2026-08-01"
        ]
    );
    assert!(findings[0].help.contains("`fieldbook verify battlecards/globex#no-scim`"), "{}", findings[0].help);
    assert_eq!(findings[0].owner.as_deref(), Some("ann"));
}

#[test]
fn settings_decide_by_path_id_and_family() {
    let severity = |settings: &str| {
        let files = vec![page("site.toml", settings), page("content/battlecards/globex.md", CARD)];
        let findings = run(&files, &Selection::default());
        findings.iter().find(|finding| finding.rule.id == "freshness/stale-claim").map(|finding| finding.severity)
    };
    assert_eq!(severity(""), Some(Severity::Error));
    assert_eq!(severity("[freshness]\nfail = false\n"), Some(Severity::Warning));
    assert_eq!(severity("[rules]\nfreshness = \"off\"\n"), None);
    assert_eq!(severity("[rules]\n\"freshness/stale-claim\" = \"info\"\nfreshness = \"off\"\n"), Some(Severity::Info));
    let by_path =
        "[rules]\nfreshness = \"off\"\n[[rules.for]]\npaths = [\"content/battlecards/**\"]\nfreshness = \"warning\"\n";
    assert_eq!(severity(by_path), Some(Severity::Warning));
    let elsewhere = "[[rules.for]]\npaths = [\"content/briefs/**\"]\nfreshness = \"off\"\n";
    assert_eq!(severity(elsewhere), Some(Severity::Error));
}

#[test]
fn unknown_rules_in_settings_are_found_with_the_word_that_was_meant() {
    let settings = "[rules]\n\"freshnes/stale-claim\" = \"off\"\n\"links\" = \"off\"\n[[rules.for]]\npaths = [\"a[\"]\n\"link\" = \"off\"\n";
    let findings = run(&vec![page("site.toml", settings)], &Selection::default());
    assert_eq!(
        shown(&findings),
        [
            "site.toml:2:1 error schema/unknown-key: unknown rule or family `freshnes/stale-claim`; did you mean `freshness/stale-claim`?",
            "site.toml:5:10 error schema/wrong-type: this pattern cannot be read: unclosed character class; missing ']'",
            "site.toml:6:1 error schema/unknown-key: unknown rule or family `link`; did you mean `links`?"
        ]
    );
}

#[test]
fn a_selection_runs_what_it_names() {
    let files = vec![page("content/battlecards/globex.md", CARD)];
    let ids = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let findings = run(&files, &Selection::of(&names).unwrap());
        findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["freshness"]), ["freshness/stale-claim"]);
    assert_eq!(ids(&["links", "freshness/expired"]), Vec::<&str>::new());
    let fault = Selection::of(&["freshness/stale".to_owned()]).unwrap_err();
    assert!(fault.starts_with("unknown rule or family `freshness/stale`"), "{fault}");
}

#[test]
fn since_reports_what_is_new_wherever_it_stands() {
    let before = run(&vec![page("content/battlecards/globex.md", CARD)], &Selection::default());
    let moved = CARD.replace("title: Globex\n", "title: Globex\nsummary: More lines above.\n");
    let now = run(&vec![page("content/battlecards/globex.md", &moved)], &Selection::default());
    assert!(
        since(now, &Before::of(&before, BTreeSet::new(), EvidenceRecord::default()), &FormerNames::default())
            .is_empty()
    );
    let worse = CARD.replace("Text.", "Text. [x](nowhere.md)");
    let now = run(&vec![page("content/battlecards/globex.md", &worse)], &Selection::default());
    assert_eq!(
        since(now, &Before::of(&before, BTreeSet::new(), EvidenceRecord::default()), &FormerNames::default())
            .iter()
            .map(|finding| finding.rule.id)
            .collect::<Vec<_>>(),
        ["links/broken-internal"]
    );
}

#[test]
fn a_budget_is_a_ratchet() {
    let settings = page("site.toml", "[freshness.budget]\nstale = 0\n[rules]\n\"freshness/stale-claim\" = \"off\"\n");
    let card = |name: &str| page(&format!("content/battlecards/{name}.md"), CARD);
    let one = run(&vec![settings.clone(), card("a")], &Selection::default());
    let two = run(&vec![settings, card("a"), card("b")], &Selection::default());
    assert_eq!((one.len(), two.len()), (1, 1));
    assert_eq!((one[0].count, two[0].count), (Some(1), Some(2)));
    let reported = |now: &[SettledFinding], before: &[SettledFinding]| {
        since(now.to_vec(), &Before::of(before, BTreeSet::new(), EvidenceRecord::default()), &FormerNames::default())
            .len()
    };
    assert_eq!(reported(&two, &one), 1, "one more");
    assert_eq!(reported(&two, &two), 0, "as many");
    assert_eq!(reported(&one, &two), 0, "one fewer");
    assert_eq!(reported(&one, &[]), 1, "within the budget before");
}

#[test]
fn a_baseline_takes_out_what_it_knows_and_reports_what_is_gone() {
    let today = parse_date("2026-11-21").unwrap();
    let findings = run(&vec![page("content/battlecards/globex.md", CARD)], &Selection::default());
    let terms = Terms {
        reason: "fixed with the autumn review".to_owned(),
        until: parse_date("2027-01-31").unwrap(),
        salt: None,
        missing_roots: Vec::new(),
    };
    let baseline = Baseline::of(&findings, &terms, None);
    let text = baseline.to_json().unwrap();
    assert_eq!(Baseline::read(&text), Ok(baseline.clone()));
    let file = SourceFile::new(".fieldbook/baseline.json", text);
    let fixed = GoneEntries::Fixed { missing_roots: Vec::new() };
    let found = |findings: &[SettledFinding], today, gone: &GoneEntries| {
        let used = BaselineUse { file: &file, salt: None, today, past: None, before: None, gone };
        let reported = baseline.apply(findings.to_vec(), &used).reported;
        reported.iter().map(|finding| format!("{} {}", finding.severity, finding.rule.id)).collect::<Vec<_>>()
    };
    assert_eq!(found(&findings, today, &fixed), Vec::<String>::new());
    assert_eq!(found(&[], today, &fixed), ["error suppression/gone"]);
    assert_eq!(found(&[], today, &GoneEntries::Uncertain), ["warning suppression/gone"]);
    let elsewhere = GoneEntries::Fixed { missing_roots: vec!["content".to_owned()] };
    assert_eq!(found(&[], today, &elsewhere), Vec::<String>::new());
    let (last, after) = (parse_date("2027-01-31").unwrap(), parse_date("2027-02-01").unwrap());
    assert_eq!(found(&findings, last, &fixed), Vec::<String>::new());
    assert_eq!(found(&findings, after, &fixed), ["error suppression/expired", "error freshness/stale-claim"]);
    let pruned = |missing_roots: &[String]| baseline.pruned(&[], missing_roots, None);
    assert_eq!(pruned(&[]).entries().len(), 0);
    assert_eq!((baseline.growth(&pruned(&[])), pruned(&[]).growth(&baseline)), (1, 0));
    let content = vec!["content".to_owned()];
    assert_eq!(pruned(&content), baseline, "what is not in this copy may still be there");
    let missing = Terms { missing_roots: content, ..terms };
    assert_eq!(Baseline::of(&[], &missing, Some(&baseline)), baseline);
    assert!(Baseline::read("{}").is_err());
}

fn ids(files: &Files) -> Vec<String> {
    let findings = run(files, &Selection::default());
    findings.iter().map(|finding| format!("{} {}", finding.place.start.line, finding.rule.id)).collect()
}

#[test]
fn a_comment_silences_the_next_block_only() {
    let text = "---\ntitle: Plan\n---\n<!-- fieldbook-allow links/broken-internal until=2026-12-31 reason=\"comes later\" -->\n[a](a.md) and\n[b](b.md)\n\n[c](c.md)\n";
    assert_eq!(ids(&vec![page("content/pages/plan.md", text)]), ["8 links/broken-internal"]);
}

#[test]
fn an_answer_silences_in_its_own_part_and_a_file_everywhere() {
    let suppress = "{rule: links, reason: comes later, until: 2026-12-31}";
    let body = |first: &str, top: &str| {
        format!(
            "---\ntitle: All\nowner: ann\n{top}---\n\n## Where is it?\n\n```yaml\n{first}```\n\n[a](a.md)\n\n## Who has it?\n\n[b](b.md)\n"
        )
    };
    let part = body(&format!("suppress: [{suppress}]\n"), "");
    assert_eq!(ids(&vec![page("content/answers/all.md", &part)]), ["16 links/broken-internal"]);
    let whole = body("tags: [x]\n", &format!("suppress: [{suppress}]\n"));
    assert_eq!(ids(&vec![page("content/answers/all.md", &whole)]), Vec::<String>::new());
}

#[test]
fn what_must_not_be_published_is_silenced_by_its_full_id_and_a_reason_only() {
    let card = page("content/battlecards/globex.md", "---\ntitle: Globex\ncompetitor: Globex\n---\nText.\n");
    let brief = |comment: &str| {
        let text = format!(
            "---\ntitle: Access\naudience: customer\noutcomes: [More]\n---\n<!-- fieldbook-allow {comment} -->\n[card](../battlecards/globex.md)\n"
        );
        ids(&vec![card.clone(), page("content/briefs/access.md", &text)])
    };
    let end = "until=2026-12-31";
    assert_eq!(brief(&format!("audience/link-to-stricter {end} reason=\"the card is public\"")), Vec::<String>::new());
    let by_family = brief(&format!("audience {end} reason=\"the card is public\""));
    assert_eq!(by_family, ["6 suppression/unused", "7 audience/link-to-stricter"]);
    let settings = page("site.toml", "[rules]\n\"audience/link-to-stricter\" = \"off\"\n");
    let text = "---\ntitle: Access\naudience: customer\noutcomes: [More]\n---\n[card](../battlecards/globex.md)\n";
    let off = ids(&vec![card.clone(), settings, page("content/briefs/access.md", text)]);
    assert_eq!(off, ["6 audience/link-to-stricter", "2 schema/wrong-type"]);
}

#[test]
fn findings_do_not_depend_on_the_order_or_the_number_of_threads() {
    let card = |name: &str| page(&format!("content/battlecards/{name}.md"), CARD);
    let files: Files = ["a", "b", "c", "d", "e"].map(card).to_vec();
    let mut turned = files.clone();
    turned.reverse();
    let on = |threads: usize, files: &Files| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| shown(&run_strict(files)))
    };
    assert_eq!(on(1, &files), on(8, &turned));
}

#[test]
fn two_faults_at_one_place_both_stay_and_an_inherited_one_is_said_once() {
    let card = "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nstatus: in-review\n---\n## Why we lose\n\nText.\n";
    let findings = run_strict(&vec![page("content/battlecards/globex.md", card)]);
    let missing = findings.iter().filter(|finding| finding.rule.id == "battlecards/missing-section");
    assert_eq!(missing.count(), 2);
    let answers = "---\ntitle: All\nowner: ann\nverified: 2026-01-01\n---\n\n## Where is it?\n\nHere.\n\n## Who has it?\n\nAnn.\n";
    assert_eq!(ids(&vec![page("content/answers/all.md", answers)]), ["4 freshness/stale-entry"]);
}

/// Writes the README's table: each family with how many rules it has, how many run everywhere, and its first rule.
fn readme_table() -> String {
    let mut families: BTreeMap<&str, Vec<&'static Rule>> = BTreeMap::new();
    for rule in registry() {
        families.entry(rule.id.split_once('/').expect("a family").0).or_default().push(rule);
    }
    let mut table = "| family | rules | essential | errors | for example |\n|---|---|---|---|---|\n".to_owned();
    for (family, rules) in &families {
        let essential = rules.iter().filter(|rule| rule.profile == Profile::Essential).count();
        let errors = rules.iter().filter(|rule| rule.severity == Severity::Error).count();
        let shown = rules.iter().find(|rule| rule.profile == Profile::Essential).or(rules.first()).expect("a rule");
        let name = shown.id.split_once('/').expect("a family").1;
        writeln!(table, "| `{family}` | {} | {essential} | {errors} | `{name}`: {} |", rules.len(), shown.summary)
            .expect("written");
    }
    let all = registry().len();
    let essential = registry().iter().filter(|rule| rule.profile == Profile::Essential).count();
    let errors = registry().iter().filter(|rule| rule.severity == Severity::Error).count();
    writeln!(table, "| all | {all} | {essential} | {errors} | |").expect("written");
    table
}

#[test]
fn the_readme_has_the_table_of_the_registry() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("a README");
    let (start, end) = ("<!-- rules: a test writes this table from the registry -->\n", "<!-- end of rules -->");
    let (before, rest) = readme.split_once(start).expect("the begin of the table");
    let (table, after) = rest.split_once(end).expect("the end of the table");
    let made = readme_table();
    if std::env::var("SNAPSHOTS").is_ok_and(|how| how == "overwrite") {
        std::fs::write(&path, format!("{before}{start}\n{made}\n{end}{after}")).expect("the README can be written");
        return;
    }
    assert_eq!(table.trim(), made.trim(), "SNAPSHOTS=overwrite writes it again");
    // A rule more or less changes the table.
    assert!(made.contains(&format!("| all | {} |", registry().len())), "{made}");
}
