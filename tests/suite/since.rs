//! `check --since`: a change is judged by what it makes worse.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

fn page(claims: &str) -> String {
    format!("---\ntitle: T\nstatus: draft\nclaims:\n{claims}---\nText.\n")
}

const OLD: &str =
    "  - id: old\n    text: It is 5.\n    source: https://e.example/\n    verified: 2026-10-01\n    topic: limit\n";
const STALE: &str =
    "  - id: stale\n    text: It is 6.\n    source: https://e.example/\n    verified: 2025-01-01\n    topic: limit\n";
const UNSOURCED: &str = "  - id: unsourced\n    text: It is 7.\n    verified: 2026-10-01\n    topic: limit\n";

/// Makes a repository with a site in a folder of it, one commit old.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("kb");
    fs::create_dir_all(site.join("content/pages")).expect("made");
    fs::write(site.join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    fs::write(site.join("content/pages/a.md"), page(OLD).replace("draft", "approved\nowner: ann")).expect("written");
    fs::write(site.join("content/pages/p.png"), [0_u8, 1, 2]).expect("written");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "one"]);
    folder
}

fn check(folder: &Path, day: &str, revision: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder.join("kb")).args(["check", "--format", "concise", "--offline"]);
    command.args(["--rule", "freshness/stale-claim", "--rule", "evidence/unsourced-claim"]);
    command.args(["--today", day, "--since", revision]).output().expect("it runs")
}

fn rules(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = ["freshness/stale-claim", "evidence/unsourced-claim"].into_iter();
    found.flat_map(|rule| text.matches(rule).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn a_change_is_judged_by_what_it_adds() {
    for (added, expected) in [
        ("", vec![]),
        (STALE, vec!["freshness/stale-claim"]),
        (UNSOURCED, vec!["evidence/unsourced-claim"]),
        (&format!("{STALE}{UNSOURCED}"), vec!["freshness/stale-claim", "evidence/unsourced-claim"]),
    ] {
        let folder = repository();
        let text = page(&format!("{added}{OLD}")).replace("draft", "approved\nowner: ann");
        fs::write(folder.path().join("kb/content/pages/a.md"), text).expect("written");
        // By then the old claim is stale on both sides.
        let outcome = check(folder.path(), "2027-06-01", "HEAD");
        let code = i32::from(!expected.is_empty());
        let mut wanted = expected.clone();
        if added.contains("unsourced") {
            // What was added is judged for the same day as all else, so it is stale as well.
            wanted.insert(0, "freshness/stale-claim");
        }
        assert_eq!(
            (rules(&outcome), outcome.status.code()),
            (wanted.iter().map(|rule| (*rule).to_owned()).collect(), Some(code)),
            "{outcome:?}"
        );
    }
}

#[test]
fn each_fault_alone() {
    for (added, expected) in [(STALE, "freshness/stale-claim"), (UNSOURCED, "evidence/unsourced-claim")] {
        let folder = repository();
        let text = page(added).replace("draft", "approved\nowner: ann");
        fs::write(folder.path().join("kb/content/pages/new.md"), text).expect("written");
        let outcome = check(folder.path(), "2026-10-20", "main");
        assert_eq!((rules(&outcome), outcome.status.code()), (vec![expected.to_owned()], Some(1)), "{outcome:?}");
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-q", "-m", "two"]);
        assert_eq!(check(folder.path(), "2026-10-20", "HEAD").status.code(), Some(0), "now it is known");
        assert_eq!(check(folder.path(), "2026-10-20", "HEAD~1").status.code(), Some(1));
    }
}

#[test]
fn the_clock_alone_never_fails_a_change() {
    let folder = repository();
    let mut whole = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    whole.arg("--site").arg(folder.path().join("kb")).args(["check", "--today", "2027-06-01"]);
    assert_eq!(whole.output().expect("it runs").status.code(), Some(1), "a check of everything sees what is stale");
    for day in ["2026-10-20", "2027-06-01", "2040-01-01"] {
        let outcome = check(folder.path(), day, "HEAD");
        assert_eq!((rules(&outcome), outcome.status.code()), (vec![], Some(0)), "{outcome:?}");
    }
}

#[test]
fn what_git_does_not_know_is_said() {
    let folder = repository();
    let said = |folder: &Path, revision: &str| {
        let outcome = check(folder, "2026-10-20", revision);
        assert_eq!(outcome.status.code(), Some(2), "{outcome:?}");
        String::from_utf8_lossy(&outcome.stderr).into_owned()
    };
    assert_eq!(said(folder.path(), "nowhere"), "fieldbook: --since: unknown revision `nowhere`\n");
    assert_eq!(said(folder.path(), "HEAD:kb"), "fieldbook: --since: unknown revision `HEAD:kb`\n");
    git(folder.path(), &["commit", "-q", "--allow-empty", "-m", "two"]);
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "c"]);
    assert!(said(&clone.path().join("c"), "HEAD~1").contains("in this shallow clone; fetch the whole history"));
    fs::remove_dir_all(folder.path().join(".git")).expect("removed");
    assert_eq!(said(folder.path(), "HEAD"), "fieldbook: --since: the site is not in a repository that Git can read\n");
}
