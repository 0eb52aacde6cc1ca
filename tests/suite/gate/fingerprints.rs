//! A finding keeps its fingerprint while the rest of its file changes, and loses it when its own value does.

#![expect(clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use fieldbook::finding::Salt;
use fieldbook::inputs::read_inputs;
use fieldbook::library::Scope;
use fieldbook::report::FORMATS;
use fieldbook::rules::Selection;
use fieldbook::session::pipeline::{CheckRequest, check, load};
use fieldbook::settled::{SettledFinding, fingerprints, shown_fingerprints};
use fieldbook::source::parse_date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SETTINGS: &str = "[site]\ntitle = \"T\"\nprofile = \"strict\"\n";

/// Front matter and paragraphs; those that begin with `!` hold what is found and are never touched.
const FIELDS: &str = "title: T\nowner: ann\nstatus: draft\nsumary: x\nexpires: 2026-01-01\nclaims:\n  - id: bare\n    text: It is 5.\n  - id: old\n    text: It is 6.\n    source: https://e.example/\n    verified: 2025-01-01\n";

fn held() -> Vec<String> {
    let key = super::key();
    vec![
        "See [[pages/nowhere]] and [x](#nothing).".to_owned(),
        "Words are seperate here.[^undefined]".to_owned(),
        format!("Use {key} for now."),
        "Our server is https://wiki.build.corp/x and 10.1.2.3.".to_owned(),
    ]
}

/// A generator of numbers; the same for ever (`SplitMix64`, Steele, Lea and Flood 2014).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let mixed = mixed ^ (mixed >> 31);
        usize::try_from(mixed % bound as u64).expect("small")
    }
}

struct Page {
    fields: String,
    /// Paragraphs, and whether each holds what is found.
    paragraphs: Vec<(bool, String)>,
    line_end: &'static str,
}

impl Page {
    fn new() -> Self {
        let mut paragraphs = vec![(false, "An opening of a few words, on one line.".to_owned())];
        for text in held() {
            paragraphs.push((true, text));
            paragraphs.push((false, "Some words between them. And another sentence follows.".to_owned()));
        }
        Self { fields: FIELDS.to_owned(), paragraphs, line_end: "\n" }
    }

    fn text(&self) -> String {
        let body = self.paragraphs.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        format!("---\n{}---\n{body}\n", self.fields).replace('\n', self.line_end)
    }

    /// Makes one edit that touches nothing that is found.
    fn edit(&mut self, random: &mut Seeded) {
        let free: Vec<usize> = (0..self.paragraphs.len()).filter(|at| !self.paragraphs[*at].0).collect();
        let at = if free.is_empty() { 0 } else { free[random.below(free.len())] };
        match random.below(7) {
            0 => {
                let place = random.below(self.paragraphs.len() + 1);
                let words = format!("New words number {}.", random.below(1000));
                self.paragraphs.insert(place, (false, words));
            }
            1 if free.len() > 1 => {
                self.paragraphs.remove(at);
            }
            2 if !free.is_empty() => {
                let text = &mut self.paragraphs[at].1;
                *text = text.replacen(' ', "\n", 1 + random.below(3));
            }
            3 if !free.is_empty() => self.paragraphs[at].1 = self.paragraphs[at].1.replace('\n', " "),
            4 => self.line_end = if self.line_end == "\n" { "\r\n" } else { "\n" },
            // What is found is wrapped anew: the same words on other lines.
            5 => {
                let holding: Vec<usize> = (0..self.paragraphs.len()).filter(|at| self.paragraphs[*at].0).collect();
                let text = &mut self.paragraphs[holding[random.below(holding.len())]].1;
                let flipped = |symbol| if symbol == '\n' { ' ' } else { symbol };
                *text =
                    if text.contains('\n') { text.chars().map(flipped).collect() } else { text.replacen(' ', "\n", 1) };
            }
            _ => {
                let comment = format!("# a remark, {}\n", random.below(1000));
                self.fields = if self.fields.starts_with('#') {
                    self.fields.split_once('\n').expect("lines").1.to_owned()
                } else {
                    comment + &self.fields
                };
            }
        }
    }
}

fn findings(folder: &Path) -> Vec<SettledFinding> {
    let inputs = read_inputs(folder).expect("it is read");
    let scope = Scope { audience: inputs.settings.audiences.build, customer: None };
    let loaded = load(inputs, None, Vec::new());
    let judged = CheckRequest {
        today: parse_date(super::TODAY).expect("a day"),
        scope: &scope,
        selection: &Selection::default(),
        edited: &BTreeMap::new(),
        past: &BTreeMap::new(),
        unpublished: &[],
        before: None,
    };
    check(&loaded, &judged)
}

/// Returns the fingerprints of the findings in the page, with their rules.
fn prints(folder: &Path, text: &str) -> BTreeSet<(&'static str, String)> {
    std::fs::write(folder.join("content/pages/a.md"), text).expect("written");
    let findings = findings(folder);
    let rules = findings.iter().map(|finding| finding.rule.id);
    rules.zip(fingerprints(&findings)).collect()
}

fn folder() -> tempfile::TempDir {
    super::site(&[("site.toml", SETTINGS), ("content/pages/a.md", "")])
}

#[test]
fn five_hundred_edits_elsewhere_leave_every_fingerprint() {
    let folder = folder();
    let expected = prints(folder.path(), &Page::new().text());
    let families: BTreeSet<_> = expected.iter().filter_map(|(rule, _)| rule.split('/').next()).collect();
    let wanted = ["evidence", "exposure", "freshness", "links", "schema", "secrets", "style"];
    assert!(wanted.iter().all(|family| families.contains(family)), "a control: {expected:?}");
    let (mut random, mut page) = (Seeded(1), Page::new());
    for edit in 0..500 {
        if edit % 25 == 0 {
            page = Page::new();
        }
        page.edit(&mut random);
        let text = page.text();
        assert_eq!(prints(folder.path(), &text), expected, "edit {edit}:\n{}", text.replace(&super::key(), "KEY"));
    }
}

/// The control: each value that is found, changed, is another finding.
#[test]
fn an_edit_of_the_value_itself_changes_its_fingerprint() {
    let folder = folder();
    let text = Page::new().text();
    let before = prints(folder.path(), &text);
    let key = super::key();
    for (rule, from, to) in [
        ("links/broken-internal", "pages/nowhere", "pages/nowhere2"),
        ("links/broken-anchor", "#nothing", "#nothing2"),
        ("style/spelling", "seperate", "recieve"),
        ("evidence/unknown-claim", "[^undefined]", "[^undefined2]"),
        ("secrets/leaked-credential", key.as_str(), &key.replace("Q3EG", "Q3EH")),
        ("exposure/internal-host", "wiki.build.corp", "wiki2.build.corp"),
        ("exposure/private-address", "10.1.2.3", "10.1.2.4"),
        ("schema/unknown-key", "sumary", "sumarry"),
        ("freshness/stale-claim", "id: old", "id: older"),
        ("evidence/unsourced-claim", "id: bare", "id: barer"),
    ] {
        let of_rule = |prints: &BTreeSet<(&'static str, String)>| {
            prints.iter().filter(|(found, _)| *found == rule).cloned().collect::<Vec<_>>()
        };
        let after = prints(folder.path(), &text.replace(from, to));
        assert!(!of_rule(&before).is_empty(), "{rule} is not found");
        assert_ne!(of_rule(&after), of_rule(&before), "{rule}");
    }
}

const SALT: &str = "00112233445566778899aabbccddeeff";

/// Returns the fingerprints of the secrets in `text`, as a report of a site with `salt` shows them.
fn shown(folder: &Path, text: &str, salt: Option<&str>) -> Vec<String> {
    std::fs::write(folder.join("content/pages/a.md"), text).expect("written");
    let findings = findings(folder);
    let salt = salt.map(|salt| Salt::parse(salt).expect("a salt"));
    let prints = shown_fingerprints(&findings, salt.as_ref()).into_iter().zip(&findings);
    prints.filter(|(_, finding)| finding.value().is_some()).map(|(print, _)| print).collect()
}

#[test]
fn a_shown_fingerprint_of_a_secret_depends_on_its_value_only_with_a_salt() {
    let folder = folder();
    let (one, other) = (Page::new().text(), Page::new().text().replace("Q3EG", "Q3EH"));
    let moved = one.replace("An opening", "New words.\n\nAn opening");
    let shown = |text: &str, salt| shown(folder.path(), text, salt);
    let plain = shown(&one, None);
    assert_eq!(plain.len(), 1);
    assert_eq!([shown(&other, None), shown(&moved, None)], [plain.clone(), plain.clone()]);
    let keyed = shown(&one, Some(SALT));
    assert_eq!(shown(&moved, Some(SALT)), keyed);
    let other_salt = SALT.replace('0', "9");
    for different in [plain, shown(&other, Some(SALT)), shown(&one, Some(&other_salt))] {
        assert_ne!(different, keyed);
    }
}

/// Two secrets that differ, at two places, are two findings with and without a salt.
#[test]
fn two_secrets_of_a_file_have_two_fingerprints() {
    let folder = folder();
    let key = super::key();
    let text = Page::new().text() + &format!("\nUse {}, {key}.\n", key.replace("Q3EG", "Q3EH"));
    for salt in [None, Some(SALT)] {
        let prints: BTreeSet<_> = shown(folder.path(), &text, salt).into_iter().collect();
        assert_eq!(prints.len(), 3, "{salt:?}");
    }
}

#[test]
fn no_report_has_a_fingerprint_that_is_not_keyed() {
    let folder = folder();
    let text = Page::new().text();
    let out = folder.path().join("out");
    let report = |name: &str| ["--report".to_owned(), format!("{name}={}", out.join(name).display())];
    let reports: Vec<String> = FORMATS.iter().flat_map(|format| report(format.name)).collect();
    for salt in [None, Some(SALT)] {
        let table = salt.map_or(String::new(), |salt| format!("\n[fingerprints]\nsalt = \"{salt}\"\n"));
        std::fs::write(folder.path().join("site.toml"), format!("{SETTINGS}{table}")).expect("written");
        let shown = shown(folder.path(), &text, salt);
        let findings = findings(folder.path());
        let unkeyed: Vec<String> = fingerprints(&findings)
            .into_iter()
            .zip(&findings)
            .filter(|(_, finding)| salt.is_some() || finding.value().is_some())
            .map(|(print, _)| print)
            .collect();
        assert!(findings.iter().all(|finding| finding.source_path() != "site.toml"), "the salt is no credential");
        let arguments: Vec<&str> = std::iter::once("check").chain(reports.iter().map(String::as_str)).collect();
        let output = super::fieldbook(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let mut with_prints = BTreeSet::new();
        for format in &FORMATS {
            let report = super::read(folder.path(), &format!("out/{}", format.name));
            assert!(!unkeyed.iter().any(|print| report.contains(print.as_str())), "{}", format.name);
            if shown.iter().all(|print| report.contains(print.as_str())) {
                with_prints.insert(format.name);
            }
        }
        assert_eq!(with_prints, BTreeSet::from(["gitlab", "json", "jsonl", "sarif"]));
    }
}
