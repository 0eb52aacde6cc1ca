//! What a check is asked for: paths, a baseline of another name, amounts, and where forges find the files.

use super::{TODAY, command, commit_all, fieldbook, git, site, text, write};
use fieldbook::report::FORMATS;
use serde_json::Value;
use std::process::Stdio;

const BROKEN: &str = "---\ntitle: T\nowner: ann\n---\nSee [[pages/nowhere]].\n";

#[test]
fn paths_are_found_from_the_site_and_from_here() {
    let folder = site(&[
        ("kb/site.toml", "[site]\ntitle = \"T\"\n"),
        ("kb/content/pages/a.md", BROKEN),
        ("kb/content/pages/b.md", BROKEN),
        ("out.md", BROKEN),
    ]);
    let check = |from: &str, path: &str| {
        let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
        command.current_dir(folder.path().join(from)).args(["--site"]).arg(folder.path().join("kb"));
        let output = command.args(["check", "--format", "concise", "--today", TODAY, path]).output().expect("it runs");
        (output.status.code(), text(&output.stdout).matches("broken-internal").count())
    };
    for (from, path, found) in [
        ("kb", "content/pages/a.md", 1),
        ("kb", "./content/pages/", 2),
        (".", "content/pages/a.md", 1),
        (".", "kb/content/pages/a.md", 1),
        ("kb/content/pages", "a.md", 1),
        ("kb/content/pages", "../pages/b.md", 1),
        ("kb", ".", 2),
    ] {
        assert_eq!(check(from, path), (Some(1), found), "{from} {path}");
    }
    assert_eq!(check("kb", "content/pages/c.md").0, Some(2), "it is not there");
    assert_eq!(check(".", "out.md").0, Some(2), "it is not the site's");
}

#[test]
fn forges_find_files_from_the_top_of_the_repository() {
    let folder = site(&[("k b/site.toml", "[site]\ntitle = \"T\"\n"), ("k b/content/pages/a.md", BROKEN)]);
    let report = |format: &str| text(&fieldbook(&folder.path().join("k b"), &["check", "--format", format]).stdout);
    let uri = |sarif: &str| {
        let sarif: Value = serde_json::from_str(sarif).expect("JSON");
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        location["artifactLocation"]["uri"].as_str().expect("a place").to_owned()
    };
    assert_eq!(uri(&report("sarif")), "content/pages/a.md", "in no repository");
    git(folder.path(), &["init", "-q"]);
    assert_eq!(uri(&report("sarif")), "k%20b/content/pages/a.md");
    let gitlab: Value = serde_json::from_str(&report("gitlab")).expect("JSON");
    assert_eq!(gitlab[0]["location"]["path"], "k b/content/pages/a.md");
    assert!(report("github").starts_with("::error file=k b/content/pages/a.md,line=5"));
    assert!(report("concise").starts_with("content/pages/a.md:5"), "people work in the site's folder");
}

#[test]
fn a_baseline_of_another_name_is_honoured_on_both_sides() {
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", BROKEN)]);
    let written = fieldbook(folder.path(), &["baseline", "write", "--reason", "old", "--file", "ci/known.json"]);
    assert_eq!(written.status.code(), Some(0), "{written:?}");
    let code = |more: &[&str]| fieldbook(folder.path(), &[&["check"], more].concat()).status.code();
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--baseline", "ci/known.json"]), Some(0));
    let missing = fieldbook(folder.path(), &["check", "--baseline", "ci/unknown.json"]);
    assert_eq!(text(&missing.stderr), "fieldbook: there is no baseline at ci/unknown.json\n");
    git(folder.path(), &["init", "-q"]);
    commit_all(folder.path(), "one");
    write(folder.path(), "content/pages/b.md", BROKEN);
    assert_eq!(code(&["--baseline", "ci/known.json", "--since", "HEAD"]), Some(1));
    let other = "{\"schema\": \"fieldbook/baseline/9\", \"salt\": \"\", \"entries\": []}";
    write(folder.path(), "ci/known.json", other);
    let outcome = fieldbook(folder.path(), &["check", "--baseline", "ci/known.json"]);
    let expected = "fieldbook: ci/known.json: cannot read the baseline: its schema is fieldbook/baseline/9, and this fieldbook reads fieldbook/baseline/2; write it again with `fieldbook baseline write`\n";
    assert_eq!((outcome.status.code(), text(&outcome.stderr).as_str()), (Some(2), expected));
}

const CARD: &str = "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nstatus: approved\nverified: 2026-11-15\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB a day.\n    topic: limit\n    source: https://docs.globex.example/\n    verified: 2026-01-01\n---\n## Why we lose\n\nNo cap.[^cap]\n";
const DEALS: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{\"id\": \"o1\", \"name\": \"One\", \"stage\": \"Open\", \"amount\": 410000, \"currency\": \"USD\", \"close_date\": \"2026-12-24\", \"competitors\": [\"Globex\"]}]}";

#[test]
fn amounts_are_said_only_when_asked_for_and_only_to_those_who_may_know() {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n"),
        ("content/battlecards/globex.md", CARD),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\nstatus: approved\n---\nText.\n"),
        ("opportunities.json", DEALS),
    ]);
    let report = |more: &[&str]| {
        let rule = ["check", "--format", "concise", "--rule", "freshness/stale-claim"];
        text(&fieldbook(folder.path(), &[&rule, more].concat()).stdout)
    };
    let fault = "content/battlecards/globex.md:12:15: error[freshness/stale-claim] the claim `cap` was checked on 2026-01-01; its 60-day review interval ended on 2026-03-02";
    assert_eq!(report(&[]), format!("{fault}\n"));
    assert_eq!(report(&["--amounts"]), format!("{fault}; 1 open opportunity is affected ($410k)\n"));
    assert_eq!(report(&["--amounts", "--audience", "customer"]), format!("{fault}\n"));
    for format in &FORMATS {
        let shows_amount = |more: &[&str]| {
            let output = fieldbook(folder.path(), &[&["check", "--format", format.name], more].concat());
            // Words for people, a number for scripts.
            let output = text(&output.stdout);
            output.contains("$410k") || output.replace(' ', "").contains("\"amount\":410000")
        };
        assert_eq!((shows_amount(&[]), shows_amount(&["--amounts"])), (false, true), "{}", format.name);
    }
}

#[test]
fn what_affects_open_opportunities_is_annotated_first_without_saying_so() {
    let card = CARD.replace("Globex", "Acme").replace("competitors/globex", "competitors/acme");
    let competitor = |name: &str| format!("---\nname: {name}\nowner: ann\nstatus: approved\n---\nText.\n");
    let (acme, globex) = (competitor("Acme"), competitor("Globex"));
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n"),
        ("content/battlecards/acme.md", &card),
        ("content/battlecards/globex.md", CARD),
        ("content/competitors/acme.md", &acme),
        ("content/competitors/globex.md", &globex),
        ("opportunities.json", DEALS),
    ]);
    let cards = |format: &str| {
        let arguments = ["check", "--format", format, "--rule", "freshness/stale-claim"];
        let report = text(&fieldbook(folder.path(), &arguments).stdout);
        assert!(!report.contains("affected"), "{report}");
        let order = ["battlecards/acme.md", "battlecards/globex.md"].map(|card| report.find(card).expect("a finding"));
        if order[0] < order[1] { "acme globex" } else { "globex acme" }
    };
    assert_eq!(["github", "markdown", "concise"].map(cards), ["globex acme", "globex acme", "acme globex"]);
}

#[test]
fn a_closed_pipe_ends_the_check_quietly() {
    let folder = site(&[("content/pages/a.md", BROKEN)]);
    for format in ["full", "json"] {
        let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(folder.path()).args(["check", "--format", format, "--today", TODAY]);
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().expect("it runs");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(141), ""), "{format}");
    }
}

#[test]
fn an_empty_folder_is_an_error() {
    let folder = site(&[]);
    let outcome = fieldbook(folder.path(), &["check"]);
    let expected = format!(
        "fieldbook: nothing to read: {} has no Markdown file in its roots (content); --site names another folder\n",
        folder.path().display()
    );
    assert_eq!((outcome.status.code(), text(&outcome.stderr)), (Some(2), expected));
    write(folder.path(), "content/pages/a.md", "---\ntitle: T\nowner: ann\n---\nText.\n");
    assert_eq!(text(&fieldbook(folder.path(), &["check"]).stderr), "", "a control");
}
