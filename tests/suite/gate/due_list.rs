//! `check --due`: what ends soon or is over, by owner, on both sides of each day.

use super::{commit_all, fieldbook, git, key, leaks, read, site, text, write};
use serde_json::{Value, json};
use std::path::Path;

const PEOPLE: &str = "- id: ann\n  name: Ann Arbor\n- id: bob\n  name: Bob\n  active_until: 2026-12-01\n";
const DEALS: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{\"id\": \"o1\", \"name\": \"One\", \"stage\": \"Open\", \"amount\": 410000, \"currency\": \"USD\", \"close_date\": \"2026-11-30\", \"competitors\": [\"Globex\"]}]}";
const SETTINGS: &str = "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n";

fn due(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = fieldbook(folder, &[&["check", "--due"], arguments].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A claim whose check holds for 60 days, of which `left` are left on the day of the tests.
fn claim(id: &str, left: u64) -> String {
    let today = fieldbook::source::parse_date(super::TODAY).expect("a day");
    let verified = today.checked_sub_days(chrono::Days::new(60 - left)).expect("a day");
    format!(
        "  - {{id: {id}, text: It is {id}., topic: limit, source: \"https://docs.globex.example/{id}\", verified: {verified}}}\n"
    )
}

fn page(owner: &str, claims: &[String]) -> String {
    format!("---\ntitle: Limits\nowner: {owner}\nstatus: approved\nclaims:\n{}---\nText.\n", claims.concat())
}

/// Returns the names in the order of the list.
fn names(folder: &Path, arguments: &[&str]) -> String {
    let (_, shown, said) = due(folder, &[arguments, &["--format", "concise"]].concat());
    assert_eq!(said, "");
    let names = shown.lines().filter_map(|line| line.split(": ").nth(2)?.split(' ').next());
    names.map(|name| name.rsplit('#').next().unwrap_or(name).to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_last_day_of_the_time_is_within_it() {
    let claims = [claim("c13", 13), claim("c14", 14), claim("c15", 15), claim("c0", 0)];
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", &page("ann", &claims))]);
    for (time, expected) in [("14d", "c0 c13 c14"), ("13d", "c0 c13"), ("2w", "c0 c13 c14"), ("15d", "c0 c13 c14 c15")]
    {
        assert_eq!(names(folder.path(), &[time]), expected, "{time}");
    }
    // Without a time: the last fifth of 60 days.
    assert_eq!(names(folder.path(), &[]), "c0");
    write(folder.path(), "site.toml", "[freshness]\nwarn_before = \"2w\"\n");
    assert_eq!(names(folder.path(), &[]), "c0 c13 c14");
    assert_eq!(names(folder.path(), &["13d"]), "c0 c13");
    // A check of the whole site says how much is listed, and its exit code is as before.
    let note = |more: &[&str]| {
        let output = fieldbook(folder.path(), &[&["check", "--rule", "freshness"], more].concat());
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(note(&[]), (Some(0), String::new()), "a part of the rules is not the whole site");
    let output = fieldbook(folder.path(), &["check", "--format", "json"]);
    let said = text(&output.stderr);
    assert_eq!(
        (output.status.code(), said.as_str()),
        (Some(0), "note: 3 claims and entries end by 2026-12-05 (ann 3); `fieldbook check --due` lists them\n")
    );
    write(folder.path(), "site.toml", "[site]\ntitle = \"T\"\n");
    let output = fieldbook(folder.path(), &["check", "--format", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let (code, _, said) = due(folder.path(), &["14d", "content/nothing-here"]);
    assert!(code == Some(2) && said.contains("content/nothing-here does not exist"), "{said}");
}

/// A site with everything that can end.
fn everything() -> tempfile::TempDir {
    site(&[
        ("site.toml", SETTINGS),
        ("people.yaml", PEOPLE),
        ("opportunities.json", DEALS),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\nstatus: approved\n---\nText.\n"),
        (
            "content/battlecards/globex.md",
            "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nstatus: approved\nclaims:\n  - {id: soon, text: It is 1., topic: limit, source: \"https://e.example/1\", verified: 2026-10-01}\n  - {id: never, text: It is 2., source: \"https://e.example/2\"}\n---\nText.\n",
        ),
        (
            "content/pages/a.md",
            "---\ntitle: A\nowner: ann\nstatus: approved\nverified: 2026-11-01\nexpires: 2026-12-05\nsuppress:\n  - {rule: style/filler, reason: it is a name, until: 2026-12-05}\n  - {rule: style/jargon, reason: it is a name, until: 2026-12-06}\n---\nText.\n",
        ),
        (
            "content/pages/b.md",
            "---\ntitle: B\nowner: ann\nclaims:\n  - {id: left, text: It is 3., source: \"https://e.example/3\", verified: {on: 2026-11-01, by: bob}}\n  - {id: bare, text: It is 4.}\n  - {id: gone, text: It is 5., source: \"https://e.example/5\", verified: 2026-11-01, expires: 2026-11-20}\n---\nText.\n",
        ),
        (
            "content/pages/c.md",
            "---\ntitle: C\nstatus: archived\nclaims:\n  - {id: archived, text: It is 6., source: \"https://e.example/6\", verified: 2026-01-01}\n---\nText.\n",
        ),
        (
            "content/pages/d.md",
            "---\ntitle: D\nowner: team-x\nverified: 2026-01-01\nreview_every: 30d\nclaims:\n  - {id: doubted, text: It is 7., source: \"https://e.example/7\", verified: 2026-11-01, challenged: {on: 2026-11-10, by: ann, reason: wrong}}\n---\nText.\n",
        ),
        (
            "fieldbook-baseline.json",
            "{\"schema\": \"fieldbook/baseline/1\", \"salt\": \"0\", \"entries\": [{\"rule\": \"style/filler\", \"path\": \"content/pages/d.md\", \"fingerprint\": \"aa\", \"reason\": \"r\", \"until\": \"2026-11-21\"}, {\"rule\": \"style/filler\", \"path\": \"content/pages/d.md\", \"fingerprint\": \"bb\", \"reason\": \"r\", \"until\": \"2026-11-21\"}, {\"rule\": \"style/filler\", \"path\": \"content/pages/d.md\", \"fingerprint\": \"cc\", \"reason\": \"r\", \"until\": \"2026-11-20\"}]}\n",
        ),
    ])
}

#[test]
fn whatever_ends_is_listed_by_owner_and_the_worst_exposure_first() {
    let folder = everything();
    let (code, shown, said) = due(folder.path(), &["14d"]);
    let expected = "\
Ann Arbor (ann): 7
  not proven: battlecards/globex#never at content/battlecards/globex.md:8:10
    It is 2.
    This has never been checked against its source. Re-check it against its source.
    1 open opportunity depends on it; the next closes on 2026-11-30
  ends on 2026-11-30: battlecards/globex#soon at content/battlecards/globex.md:7:10
    It is 1.
    Checked on 2026-10-01; re-check by 2026-11-30. Re-check it against its source.
    1 open opportunity depends on it; the next closes on 2026-11-30
  over since 2026-11-21: pages/b#gone at content/pages/b.md:7:10
    It is 5.
    Ended on 2026-11-20. Write what holds now, or set a later last day.
  not proven: pages/b#bare at content/pages/b.md:6:10
    It is 4.
    No source supports this statement. Add a source.
  ends on 2026-12-01: pages/b#left at content/pages/b.md:5:10
    It is 3.
    Bob, who checked it, leaves on 2026-12-01. Re-check it against its source.
  ends on 2026-12-05: pages/a at content/pages/a.md:5:11
    A
    Its last day is 2026-12-05. Write what holds now, or set a later last day.
  ends on 2026-12-05: style/filler at content/pages/a.md:8:55
    The suppression of `style/filler` ends on 2026-12-05. Fix the finding, or decide again with a later `until`.

team-x: 3
  over since 2026-11-10: pages/d#doubted at content/pages/d.md:7:10
    It is 7.
    Disputed by Ann Arbor on 2026-11-10: wrong. Settle the dispute.
  over since 2026-02-01: pages/d at content/pages/d.md:4:11
    D
    Checked on 2026-01-01 and not since; its 30-day review interval ended on 2026-01-31. Re-check it against its source.
  ends on 2026-11-21: style/filler in content/pages/d.md and 1 more at fieldbook-baseline.json:1:132
    The baseline leaves out style/filler in content/pages/d.md and 1 more until 2026-11-21. Fix the findings, or accept them again with `fieldbook baseline write`.

Checks per week, if each is done on the last day of its interval (source pages to open in brackets):
  week from          11-21    11-28    12-05    12-12    12-19    12-26    01-02    01-09    01-16    01-23    01-30    02-06
  Ann Arbor (ann)    1 (1)    1 (1)    0 (0)    0 (0)    1 (1)    1 (1)    0 (0)    0 (0)    1 (1)    1 (1)    0 (0)    0 (0)
  team-x             1 (1)    0 (0)    0 (0)    0 (0)    1 (1)    0 (0)    0 (0)    0 (0)    1 (1)    0 (0)    0 (0)    0 (0)

5 over, 5 end by 2026-12-05. 8 claims and entries and 5 decisions with an `until` can end.
";
    assert_eq!((code, shown.as_str(), said.as_str()), (Some(0), expected, ""));
    let order = names(folder.path(), &["14d"]);
    assert!(!order.contains("archived"), "{order}");
    formats(folder.path());
}

/// The other formats say the same.
fn formats(folder: &Path) {
    let report = folder.join("due.md");
    let file = format!("markdown={}", report.display());
    let (code, shown, _) = due(folder, &["14d", "--format", "json", "--amounts", "--report", &file, "--max-due", "10"]);
    let document: Value = serde_json::from_str(&shown).expect("JSON");
    let schema: Value = serde_json::from_str(fieldbook::report::DUE_SCHEMA).expect("a schema");
    let is_valid = |document: &Value| {
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema").is_valid(document)
    };
    assert!(is_valid(&document) && code == Some(0), "{shown}");
    assert_eq!(
        *document.pointer("/counts").expect("counts"),
        json!({"over": 5, "soon": 5, "considered": 8, "decisions": 5})
    );
    assert_eq!(
        *document.pointer("/owners/0/due/0/amounts").expect("amounts"),
        json!([{"currency": "USD", "amount": 410_000}])
    );
    assert_eq!(
        *document.pointer("/forecast/0/weeks/0").expect("a week"),
        json!({"from": "2026-11-21", "checks": 1, "pages": 1})
    );
    let mut wrong = document.clone();
    *wrong.pointer_mut("/owners/0/due/0/need").expect("a need") = json!("nothing");
    assert!(!is_valid(&wrong), "the schema can be missed");
    let markdown = read(folder, "due.md");
    assert!(markdown.starts_with("## fieldbook: 5 over, 5 end by 2026-12-05\n\nAs of 2026-11-21. 8 claims and entries and 5 decisions with an `until` can end.\n\n### Ann Arbor (ann): 7\n"), "{markdown}");
    assert!(
        markdown.contains("1 open opportunity depends on it (\\$410k); the next closes on 2026-11-30."),
        "{markdown}"
    );
    assert!(markdown.contains("\n### Checks per week\n"), "{markdown}");
    let (code, _, _) = due(folder, &["14d", "--max-due", "9"]);
    assert_eq!(code, Some(1), "more than was accepted");
    let (code, _, said) = due(folder, &["14d", "--format", "sarif"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(2), "fieldbook: --due: there is no list as sarif; one of full, concise, json, markdown\n")
    );
    let (code, shown, _) = due(folder, &["1d", "--format", "concise", "content/pages/a.md"]);
    assert_eq!((code, shown.as_str()), (Some(0), ""));
}

#[test]
fn what_the_list_cannot_have_is_said() {
    let folder = site(&[
        ("site.toml", SETTINGS),
        ("content/pages/a.md", &page("ann", &[claim("a", 0)])),
        ("content/pages/b.md", "---\ntitle: [\n---\nText.\n"),
    ]);
    let (code, shown, said) = due(folder.path(), &["9999y", "--format", "json"]);
    let gaps = "note: some files cannot be read as entries and are not listed; `fieldbook check` names them\nnote: there are no opportunities that can be read; nothing is shown as exposed\n";
    assert!(code == Some(0) && said.ends_with(gaps), "{said}");
    assert!(shown.contains("\"until\": \"9999-12-31\""), "{shown}");
    let output = fieldbook(folder.path(), &["verify", "--due", "--by", "ann"]);
    assert!(text(&output.stderr).contains(gaps), "{output:?}");
}

#[test]
fn a_part_names_the_whole() {
    let folder = everything();
    let (_, shown, _) = due(folder.path(), &["1d", "content/pages/a.md"]);
    assert_eq!(
        shown,
        "nothing is over, nothing ends by 2026-11-22. 1 claim or entry and 2 decisions with an `until` can end.\n"
    );
    let summary = |arguments: &[&str]| {
        let output = fieldbook(folder.path(), &[&["check", "--rule", "links"], arguments].concat());
        let shown = text(&output.stdout);
        shown.lines().find_map(|line| Some(line.split_once("; only some rules")?.0.split_once(" in ")?.1.to_owned()))
    };
    assert_eq!(summary(&[]).as_deref(), Some("6 entries"));
    assert_eq!(summary(&["content/pages/a.md"]).as_deref(), Some("1 of 6 entries"));
    assert_eq!(summary(&["site.toml"]).as_deref(), Some("0 of 6 entries"));
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    commit_all(folder.path(), "two");
    let output = fieldbook(folder.path(), &["check", "--history", "HEAD~1..HEAD"]);
    assert!(text(&output.stdout).starts_with("no findings; only some rules ran"), "{output:?}");
}

#[test]
fn a_list_without_anything_says_so_and_of_how_much() {
    let folder =
        site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", "---\ntitle: A\n---\nText.\n")]);
    let nothing = "nothing is over, nothing ends by 2026-12-05. Nothing can end here: no claim, no review interval, no `expires` and no `until`.\n";
    assert_eq!(due(folder.path(), &["14d"]), (Some(0), nothing.to_owned(), String::new()));
    write(folder.path(), "content/pages/a.md", &page("ann", &[claim("a", 59)]));
    let (code, shown, _) = due(folder.path(), &["14d", "--max-due", "0"]);
    assert_eq!(
        (code, shown.lines().last()),
        (Some(0), Some("nothing is over, nothing ends by 2026-12-05. 1 claim or entry can end."))
    );
    let (_, shown, _) = due(folder.path(), &[]);
    assert_eq!(shown.lines().last(), Some("nothing is over, nothing ends soon. 1 claim or entry can end."));
}

#[test]
fn a_wrong_time_names_the_form_and_a_text_shows_no_credential() {
    let statement = format!("  - {{id: a, text: \"It is {} \\e[31m.\", source: \"https://e.example/1\"}}\n", key());
    let folder = site(&[
        ("site.toml", "[freshness]\nwarn_before = \"soon\"\n"),
        ("content/pages/a.md", &page("ann", &[statement])),
    ]);
    for wrong in ["5", "0d", "14 days", "content"] {
        let (code, _, said) = due(folder.path(), &[wrong]);
        assert_eq!(code, Some(2), "{wrong}");
        let form = "a length of time is written 14d, 2w, 3mo or 1y; files come before the option";
        assert!(said.contains(form), "{said}");
    }
    for format in ["full", "concise", "json", "markdown"] {
        let (code, shown, _) = due(folder.path(), &["14d", "--format", format]);
        assert!(code == Some(0) && !leaks(&shown) && !shown.contains('\u{1b}'), "{shown}");
    }
    let output = fieldbook(folder.path(), &["check", "--format", "concise", "--rule", "schema"]);
    let shown = text(&output.stdout);
    let expected = "site.toml:2:15: error[schema/wrong-type] `freshness.warn_before` must be a length of time such as `30d`, `6w`, `3mo` or `1y`\n";
    assert!(shown.contains(expected), "{shown}");
    let output = fieldbook(folder.path(), &["check", "--due", "14d", "--since", "HEAD"]);
    assert!(text(&output.stderr).contains("cannot be used with"), "a change does not bring what the clock brings");
}
