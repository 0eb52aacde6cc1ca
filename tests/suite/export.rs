//! `fieldbook export records`: whole lines, only for the readers of the build, and nothing where the build is held.

use snapbox::{file, str};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn write(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, content).expect("written");
}

fn export(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["export", "records", "--today", "2026-11-21"]).args(arguments).current_dir(folder);
    command.output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

const CARD: &str = "\
---
title: Globex
competitor: globex
owner: ann
status: approved
audience: customer
claims:
  - id: no-scim
    text: Globex offers SCIM only on its Enterprise plan.
    stance: we-win
    topic: capability
    source: https://docs.globex.example/plans
    quote: SCIM is available on the Enterprise plan
    verified: 2026-10-02
---
## Why we win

SCIM on every plan.[^no-scim]
";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "site.toml", "[site]\nbase_url = \"https://kb.example.com/\"\n");
    write(folder.path(), "content/competitors/globex.md", "---\nname: Globex\naudience: customer\n---\n");
    write(folder.path(), "content/battlecards/globex.md", CARD);
    write(folder.path(), "content/pages/inside.md", "---\ntitle: Inside\nowner: ann\n---\nOnly for us.\n");
    folder
}

#[test]
fn a_record_has_what_the_search_has_and_the_days_of_its_states() {
    let site = site();
    let output = export(site.path(), &[]);
    let records: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|record| record["kind"] == "battlecard" || record["kind"] == "claim")
        .map(|record| format!("{record:#}\n"))
        .collect();
    snapbox::assert_data_eq!(records.concat(), file!["export/records.txt"].raw());
    snapbox::assert_data_eq!(text(&output.stderr), file!["export/counts.txt"].raw());
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn only_what_the_readers_of_a_build_may_see_is_printed() {
    let site = site();
    let (all, theirs) = (export(site.path(), &[]), export(site.path(), &["--audience", "customer"]));
    assert!(text(&all.stdout).contains("Only for us"));
    assert_eq!(theirs.status.code(), Some(0), "{theirs:?}");
    assert!(
        text(&theirs.stdout).contains("SCIM on every plan") && !text(&theirs.stdout).contains("Inside"),
        "{theirs:?}"
    );
}

#[test]
fn what_holds_a_build_holds_its_records() {
    let site = site();
    let token = ["AKIA", "ZQ3DVNKGX7RWT5LM"].concat();
    write(site.path(), "content/pages/key.md", &format!("---\ntitle: Key\nowner: ann\n---\n`{token}`\n"));
    let output = export(site.path(), &[]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""));
    let said = text(&output.stderr);
    assert!(
        said.contains("nothing was published\nheld by secrets/leaked-credential") && !said.contains(&token),
        "{said}"
    );
    snapbox::assert_data_eq!(
        export(&site.path().join("content/pages"), &["--audience", "nobody"])
            .status
            .code()
            .map_or(String::new(), |code| code.to_string()),
        str!["2"]
    );
}

#[test]
fn every_record_of_the_sample_is_as_its_schema_says() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let schema = command.args(["schema", "record"]).output().expect("it runs");
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let output = export(top, &["--offline"]);
    let mut keys = std::collections::BTreeSet::new();
    for line in text(&output.stdout).lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&record).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?} in {line}");
        assert!(keys.insert(record["key"].to_string()), "{line}");
    }
    assert!(keys.len() > 200, "{}", keys.len());
}
