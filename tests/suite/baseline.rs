//! `fieldbook baseline`: known faults are left for a while, and only those.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const STALE: &str =
    "  - id: {}\n    text: It is 6.\n    source: https://e.example/\n    quote: \"6\"\n    verified: 2025-01-01\n";

fn write_claims(folder: &Path, ids: &[&str]) {
    let claims: String = ids.iter().map(|id| STALE.replace("{}", id)).collect();
    let cited: String = ids.iter().flat_map(|id| ["It is 6.[^", *id, "]\n\n"]).collect();
    let text = format!("---\ntitle: T\nowner: ann\nstatus: draft\nclaims:\n{claims}---\n{cited}");
    fs::write(folder.join("content/pages/a.md"), text).expect("written");
}

fn site(ids: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    fs::write(folder.path().join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    write_claims(folder.path(), ids);
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let day = if arguments.contains(&"--today") { &[][..] } else { &["--today", "2026-11-21"] };
    command.arg("--site").arg(folder).args(arguments).args(day).output().expect("it runs")
}

fn code(folder: &Path, arguments: &[&str]) -> Option<i32> {
    run(folder, arguments).status.code()
}

fn entries(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("fieldbook-baseline.json")).expect("a baseline");
    let json: serde_json::Value = serde_json::from_str(&text).expect("json");
    let entries = json.get("entries").and_then(|entries| entries.as_array()).expect("entries");
    entries.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_down_passes_and_one_more_sin_fails() {
    let folder = site(&["one", "two"]);
    assert_eq!(code(folder.path(), &["check"]), Some(1), "a control: there are faults");
    assert_eq!(code(folder.path(), &["baseline", "write"]), Some(0));
    assert!(entries(folder.path()).iter().all(|entry| entry.contains("known on 2026-11-21")));
    let outcome = run(folder.path(), &["check"]);
    assert_eq!(outcome.status.code(), Some(0), "{outcome:?}");
    assert_eq!(code(folder.path(), &["check", "--rule", "freshness"]), Some(0));
    write_claims(folder.path(), &["one", "two", "three"]);
    let outcome = run(folder.path(), &["check", "--format", "concise"]);
    let text = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert_eq!((outcome.status.code(), text.matches("freshness/stale-claim").count()), (Some(1), 1), "{text}");
    assert!(text.contains("three"), "{text}");
    let before = entries(folder.path());
    let unsaid = run(folder.path(), &["baseline", "write"]);
    assert_eq!((unsaid.status.code(), entries(folder.path())), (Some(2), before), "it may only shrink: {unsaid:?}");
    write_claims(folder.path(), &["one", "two"]);
    let later = ["check", "--format", "concise", "--today", "2027-02-20"];
    let outcome = run(folder.path(), &later);
    assert_eq!(outcome.status.code(), Some(1), "90 days are over");
    assert!(String::from_utf8_lossy(&outcome.stdout).contains("suppression/expired"), "{outcome:?}");
}

#[test]
fn pruning_only_shrinks() {
    let folder = site(&["one", "two"]);
    assert_eq!(code(folder.path(), &["baseline", "prune"]), Some(2), "there is none");
    assert_eq!(code(folder.path(), &["baseline", "write", "--reason", "r", "--until", "2027-01-31"]), Some(0));
    let before = entries(folder.path());
    write_claims(folder.path(), &["two", "three"]);
    let unused = run(folder.path(), &["check", "--format", "concise"]);
    assert!(String::from_utf8_lossy(&unused.stdout).contains("suppression/gone"), "{unused:?}");
    assert_eq!(code(folder.path(), &["baseline", "prune"]), Some(0));
    let after = entries(folder.path());
    assert!(!after.is_empty() && after.len() < before.len(), "{after:?}");
    assert!(after.iter().all(|entry| before.contains(entry)), "nothing is new");
    assert_eq!(code(folder.path(), &["check"]), Some(1), "the new fault is still one");
    let text = fs::read(folder.path().join("fieldbook-baseline.json")).expect("bytes");
    assert_eq!(code(folder.path(), &["baseline", "prune"]), Some(0));
    assert_eq!(fs::read(folder.path().join("fieldbook-baseline.json")).expect("bytes"), text);
}

#[test]
fn a_baseline_that_cannot_be_read_stops_the_check() {
    let folder = site(&["one"]);
    fs::write(folder.path().join("fieldbook-baseline.json"), "{}").expect("written");
    let outcome = run(folder.path(), &["check"]);
    assert_eq!(outcome.status.code(), Some(2), "{outcome:?}");
    assert!(String::from_utf8_lossy(&outcome.stderr).contains("fieldbook-baseline.json: cannot read the baseline"));
}

#[test]
fn a_build_leaves_known_faults_out_and_a_secret_still_holds_it_back() {
    let folder = site(&["one"]);
    assert_eq!(code(folder.path(), &["build", "--strict"]), Some(1), "a control: there are faults");
    assert_eq!(code(folder.path(), &["baseline", "write"]), Some(0));
    let built = run(folder.path(), &["build", "--strict"]);
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert_eq!((built.status.code(), said.contains("stale-claim")), (Some(0), false), "{said}");
    let key = ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat();
    fs::write(folder.path().join("content/pages/b.md"), format!("---\ntitle: B\n---\nUse {key}.\n")).expect("written");
    let written = run(folder.path(), &["baseline", "write", "--reason", "until it is revoked"]);
    let said = String::from_utf8_lossy(&written.stderr).into_owned();
    let names =
        said.contains("baselined, but still blocks publishing: content/pages/b.md:4:5 secrets/leaked-credential");
    assert!(names && !said.contains(&key[4..10]), "{said}");
    assert_eq!(code(folder.path(), &["check"]), Some(1), "the build is held");
    let built = run(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert_eq!((built.status.code(), said.contains("content/pages/b.md:4:5")), (Some(1), true), "{said}");
}
