//! `check --fix` and `--diff`.

use super::{fieldbook, read, site, text, write};
use fieldbook::rules::{FIXES, fix_of, registry};
use proptest::prelude::*;
use std::fs;

const SETTINGS: &str = "[site]\ntitle = \"T\"\nprofile = \"strict\"\n";
const PEOPLE: &str = "- id: ann\n  name: Ann Arbor\n";
const PLAN: &str = "---\ntitle: Plan\nowner: ann\nstatus: draft\n---\n# Plan\n\n## The Price\n\nIt is fixed.\n";

/// Every fault that has a fix, once; in front matter and in the text.
const BEFORE: &str = "\u{FEFF}---\r\ntitle: Notes   # as it is\r\nsumary: What to say.\r\nowner: ann\r\nstatus: Draft\r\nverified: {on: 2026/11/2, by: ann}\r\napprovals: [{role: sme, by: Ann, on: 2026-11-02}]\r\nclaims:\r\n  - id: limit\r\n    text: It stops at 5 TB.\r\n    source: https://e.example/\r\n    verified: 2026-11-01\r\n---\r\nIt stops at 5 TB.[^Limit]\r\n\r\n<!-- fieldbook-allow honesty/hearsay until=2027-01-31 reason=\"r\" -->\r\n\r\nThe [price](plan.md#The-Price) and the [plan](./Plan.md#the-price) of [[Pages/Plan]] are seperate.\r\n\r\n`seperate` stays.";
const AFTER: &str = "\u{FEFF}---\r\ntitle: Notes   # as it is\r\nsummary: What to say.\r\nowner: ann\r\nstatus: draft\r\nverified: {on: 2026-11-02, by: ann}\r\napprovals: [{role: sme, by: ann, on: 2026-11-02}]\r\nclaims:\r\n  - id: limit\r\n    text: It stops at 5 TB.\r\n    source: https://e.example/\r\n    verified: 2026-11-01\r\n---\r\nIt stops at 5 TB.[^limit]\r\n\r\nThe [price](plan.md#the-price) and the [plan](./plan.md#the-price) of [[pages/plan]] are separate.\r\n\r\n`seperate` stays.";

fn faulty() -> tempfile::TempDir {
    let folder = site(&[
        ("site.toml", SETTINGS),
        ("people.yaml", PEOPLE),
        ("content/pages/plan.md", PLAN),
        ("content/pages/notes.md", BEFORE),
    ]);
    // Without a repository there would be a note.
    super::git(folder.path(), &["init", "-q"]);
    folder
}

#[test]
fn every_certain_mend_is_made_and_every_other_byte_stays() {
    let folder = faulty();
    let before = fieldbook(folder.path(), &["check", "--format", "concise"]);
    let outcome = fieldbook(folder.path(), &["check", "--format", "concise", "--fix"]);
    assert_eq!(read(folder.path(), "content/pages/notes.md"), AFTER, "{}", text(&outcome.stdout));
    assert_eq!(read(folder.path(), "content/pages/plan.md"), PLAN);
    assert_eq!(text(&outcome.stderr), "fixed: 10\n  content/pages/notes.md\n");
    // Only a check with `--since` finds an address that is gone, and only a record that a page moved; `gate::moved` and
    // `evidence` fix one.
    let elsewhere = ["links/address-gone", "evidence/source-moved"];
    for (rule, _) in FIXES.into_iter().filter(|(rule, _)| !elsewhere.contains(rule)) {
        assert!(text(&before.stdout).contains(&format!("[{rule}]")), "the sample has no {rule}");
        assert!(!text(&outcome.stdout).contains(&format!("[{rule}]")), "{rule} is left");
    }
    let again = fieldbook(folder.path(), &["check", "--format", "concise", "--fix"]);
    assert_eq!((text(&again.stderr).as_str(), again.stdout), ("fixed: 0\n", outcome.stdout));
    assert_eq!(read(folder.path(), "content/pages/notes.md"), AFTER);
}

#[test]
fn a_diff_shows_the_same_and_writes_nothing() {
    let folder = site(&[
        ("site.toml", SETTINGS),
        ("content/pages/plan.md", &PLAN.replace("title:", "titel:").replace("fixed", "seperate")),
    ]);
    let outcome = fieldbook(folder.path(), &["check", "--diff"]);
    let expected = "--- a/content/pages/plan.md\n+++ b/content/pages/plan.md\n@@ -1,5 +1,5 @@\n ---\n-titel: Plan\n+title: Plan\n owner: ann\n status: draft\n ---\n@@ -7,4 +7,4 @@\n \n ## The Price\n \n-It is seperate.\n+It is separate.\n";
    assert_eq!((text(&outcome.stdout).as_str(), outcome.status.code()), (expected, Some(1)), "{outcome:?}");
    assert!(read(folder.path(), "content/pages/plan.md").contains("seperate"));
    write(folder.path(), "site.toml", "");
    let patch = folder.path().join("p.diff");
    fs::write(&patch, expected).expect("written");
    super::git(folder.path(), &["apply", "p.diff"]);
    assert_eq!(read(folder.path(), "content/pages/plan.md"), PLAN.replace("fixed", "separate"));
    write(folder.path(), "site.toml", SETTINGS);
    let outcome = fieldbook(folder.path(), &["check", "--diff"]);
    assert_eq!((text(&outcome.stdout).as_str(), outcome.status.code()), ("", Some(0)), "{outcome:?}");
}

#[test]
fn a_diff_hides_credentials() {
    let page = format!("---\ntitel: T\nowner: ann\n---\nUse {}.\n", super::key());
    let folder = site(&[("content/pages/a.md", &page)]);
    let outcome = fieldbook(folder.path(), &["check", "--diff"]);
    assert!(text(&outcome.stdout).contains("+title: T") && !super::leaks(&text(&outcome.stdout)), "{outcome:?}");
    assert!(super::leaks(&page), "the search for leaks can find one");
}

#[test]
fn only_what_is_asked_for_is_mended() {
    let folder = faulty();
    let outcome = fieldbook(folder.path(), &["check", "--fix", "--rule", "style/spelling", "--format", "concise"]);
    assert_eq!(text(&outcome.stderr), "fixed: 1\n  content/pages/notes.md\n");
    assert_eq!(read(folder.path(), "content/pages/notes.md"), BEFORE.replace("are seperate", "are separate"));
    let outcome = fieldbook(folder.path(), &["check", "--fix", "--format", "concise", "content/pages/plan.md"]);
    assert_eq!(text(&outcome.stderr), "fixed: 0\n");
}

#[test]
fn names_in_one_text_with_commas_become_a_list_where_they_are_plain() {
    let page = "---\ntitle: Plan\nowner: ann\nstatus: draft\ntags: TAGS\naliases: Plan, Inc.\n---\nText.\n";
    for (tags, after, is_found) in [
        ("retail, emea", "[retail, emea]", true),
        ("retail,emea,", "[retail, emea]", true),
        ("\"retail, emea\"", "\"retail, emea\"", true),
        ("[retail, \"b, c\"]", "[retail, \"b, c\"]", false),
        ("retail", "retail", false),
    ] {
        let folder = site(&[("people.yaml", PEOPLE), ("content/pages/plan.md", &page.replace("TAGS", tags))]);
        let before = text(&fieldbook(folder.path(), &["check", "--format", "concise"]).stdout);
        let message = "content/pages/plan.md:5:7: error[schema/wrong-type] `tags` must be a list such as `[one, two]`, \
                       not one text with commas";
        assert_eq!(before.matches("schema/wrong-type").count(), usize::from(is_found), "{tags}: {before}");
        assert_eq!(before.contains(message), is_found, "{tags}: {before}");
        fieldbook(folder.path(), &["check", "--fix"]);
        assert_eq!(read(folder.path(), "content/pages/plan.md"), page.replace("TAGS", after));
    }
}

/// What no fix may touch: more than one way to fix it, or a word that says who reads the entry.
#[test]
fn what_is_not_certain_is_left_to_people() {
    for (field, line) in [
        ("audience", "audiance: public"),
        ("status", "statu: approved"),
        ("id", "idd: x"),
        ("both", "sumary: a\nsummary: b"),
        ("far", "summarries: a"),
        ("word", "status: aproved"),
        ("day", "expires: 1/2/2027"),
        ("quoted", "'sumary': a"),
    ] {
        let page = format!("---\ntitle: T\nowner: ann\n{line}\n---\nText.\n");
        let folder = site(&[("content/pages/a.md", &page)]);
        let outcome = fieldbook(folder.path(), &["check", "--fix", "--format", "concise"]);
        assert_eq!(read(folder.path(), "content/pages/a.md"), page, "{field}");
        assert_eq!(outcome.status.code(), Some(1), "{field}: a control: there is a fault");
    }
}

#[test]
fn explain_and_the_docs_name_every_fix() {
    assert!(FIXES.is_sorted());
    let docs = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).expect("docs");
    let none = fieldbook::rules::registry().iter().filter(|rule| fix_of(rule.id).is_none()).count();
    assert_eq!(none + FIXES.len(), registry().len());
    for (rule, fix) in FIXES {
        let outcome =
            super::command(env!("CARGO_BIN_EXE_fieldbook")).args(["explain", rule]).output().expect("it runs");
        assert!(text(&outcome.stdout).contains(fix), "{rule}");
        assert!(docs.contains(&format!("| `{rule}` | {fix} |")), "docs/ci.md: {rule}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever a file contains, a second run of `--fix` finds nothing to do, and `--diff` has nothing to show.
    #[test]
    fn mending_twice_is_mending_once(picked in proptest::collection::vec(0..FRAGMENTS.len(), 1..12), crlf: bool, mark: bool) {
        let body: String = picked.iter().map(|index| FRAGMENTS[*index]).collect();
        let mut page = format!("---\ntitel: T\nowner: ann\nstatus: Draft\n---\n{body}");
        if crlf {
            page = page.replace('\n', "\r\n");
        }
        if mark {
            page.insert(0, '\u{FEFF}');
        }
        let folder = site(&[("site.toml", SETTINGS), ("content/pages/plan.md", PLAN), ("content/pages/a.md", &page)]);
        fieldbook(folder.path(), &["check", "--fix"]);
        let once = read(folder.path(), "content/pages/a.md");
        prop_assert_ne!(&once, &page);
        prop_assert_eq!(once.starts_with('\u{FEFF}'), mark);
        prop_assert!(!crlf || once.matches('\n').count() == once.matches("\r\n").count());
        let diff = fieldbook(folder.path(), &["check", "--diff"]);
        prop_assert_eq!((text(&diff.stdout), diff.status.code()), (String::new(), Some(0)));
        fieldbook(folder.path(), &["check", "--fix"]);
        prop_assert_eq!(read(folder.path(), "content/pages/a.md"), once);
    }
}

const FRAGMENTS: [&str; 12] = [
    "Words are seperate. Seperate, SEPERATE and SePerate.\n\n",
    "<!-- fieldbook-allow links/orphan, honesty/hearsay until=2027-01-31 reason=\"r\" -->\n",
    "<!-- fieldbook-allow honesty/hearsay until=2027-01-31 reason=\"r\" -->\n\n",
    "Text <!-- fieldbook-allow honesty/hearsay --> in it.\n",
    "- one\n\n<!-- fieldbook-allow honesty/hearsay -->\n\n- two\n",
    "See [the plan](../Pages/plan.md#The-Price).\n",
    "See [[PAGES/PLAN#The-Price]] and [[Pages/Plan]].\n\n",
    "It says so.[^Note]\n\n[^note]: A note.\n\n",
    "> <!-- fieldbook-allow style -->\n> alot of text\n\n",
    "| a | b |\n|---|---|\n| recieve | <!-- fieldbook-allow style/filler --> |\n\n",
    "```\nseperate <!-- fieldbook-allow style -->\n```\n\n",
    "ä😀 seperate\u{2028}alot\n\n## The Price\n\n[x](#The-Price)\n\n",
];
