//! Files of opportunities: of when they are, what is left out of them, and which characters reach the pages.

#![cfg(test)]

use fieldbook::opportunity::{FileForm, read};
use fieldbook::source::SourceFile;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// What the rules about opportunities find on a day, as rule and message.
fn found(folder: &Path, today: &str) -> Vec<String> {
    let arguments = ["check", "--rule", "opportunities/stale-snapshot", "--format", "json", "--today", today];
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let report = command.args(arguments).current_dir(folder).output().unwrap().stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]).args(arguments).current_dir(folder);
    command.env("GIT_COMMITTER_DATE", "2026-11-01T10:00:00Z").env("GIT_AUTHOR_DATE", "2026-11-01T10:00:00Z");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_csv_file_is_as_old_as_its_last_commit_or_its_last_change() {
    let whole = tempfile::tempdir().unwrap();
    let folder = &whole.path().join("site");
    fs::create_dir_all(folder.join("content/competitors")).unwrap();
    let csv = folder.join("deals.csv");
    let settings = "[opportunities]\nsource = \"file\"\nfile = \"deals.csv\"\nmax_stale = \"7d\"\n";
    fs::write(folder.join("site.toml"), settings).unwrap();
    fs::write(folder.join("content/competitors/initech.md"), "---\nname: Initech\n---\n").unwrap();
    fs::write(&csv, "sep=;\nid;name;stage\no1;One;Demo\n").unwrap();
    git(folder, &["init", "-q"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-qm", "one"]);
    assert_eq!(found(folder, "2026-11-08"), Vec::<String>::new());
    let old = "the opportunities are of 2026-11-01, 8 days ago; `max_stale` is 7d";
    assert_eq!(found(folder, "2026-11-09"), [old]);
    // In a clone whose history is cut off, the commit of the file is not known.
    git(folder, &["commit", "-q", "--allow-empty", "-m", "two"]);
    let clone = whole.path().join("clone");
    let address = format!("file://{}", folder.display());
    git(whole.path(), &["clone", "-q", "--depth", "1", &address, &clone.to_string_lossy()]);
    let [unknown] = found(&clone, "2026-11-08").try_into().unwrap();
    assert!(unknown.contains("it is not known whether they are older than `max_stale`"), "{unknown}");
    // What differs from the commit is of the time of its change.
    fs::write(&csv, "sep=;\nid;name;stage\no1;One;POC\n").unwrap();
    let changed = SystemTime::UNIX_EPOCH + Duration::from_hours(498_372);
    File::options().write(true).open(&csv).unwrap().set_modified(changed).unwrap();
    assert_eq!(found(folder, "2026-11-15"), Vec::<String>::new());
    let old = "the opportunities are of 2026-11-08, 8 days ago; `max_stale` is 7d";
    assert_eq!(found(folder, "2026-11-16"), [old]);
}

#[test]
fn each_value_that_is_not_read_is_listed_and_an_amount_with_its_currency() {
    let text = r#"{"schema": "fieldbook/opportunities/1", "opportunities": [{"id": "o1", "name": "One", "stage": "Demo",
        "url": "javascript:alert(1)", "competitors": "Initech", "gaps": ["sso", 7], "owner": 5, "amount": 7, "currency": "XXQ"}]}"#;
    let (snapshot, findings) = read(&SourceFile::new("o.json", text.to_owned()), &FileForm::default());
    let snapshot = snapshot.unwrap();
    let values = snapshot.left_out_values.iter().map(|value| (value.role.as_str(), value.reason.as_str()));
    let unknown = "its currency is not known";
    let wanted = [
        ("amount", unknown),
        ("competitors", "it is not a list of texts"),
        ("currency", "it is not a currency code such as `USD`"),
        ("gaps", "one item is not a text"),
        ("owner", "it is not a text"),
        ("url", "it is not an http or https address"),
    ];
    assert_eq!(values.collect::<Vec<_>>(), wanted);
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(
        messages.iter().any(|message| message.starts_with("`currency` is left out, and `amount` with it: ")),
        "{messages:?}"
    );
}

#[test]
fn names_have_no_characters_that_control_the_display() {
    let text = "{\"schema\": \"fieldbook/opportunities/1\", \"opportunities\": [{\"id\": \"o1\", \"stage\": \"De\\u0000mo\", \
                \"name\": \"\\u202Egpj.exe\\u0007\", \"competitors\": [\"Ini\\u2066tech\"]}]}";
    let (snapshot, _) = read(&SourceFile::new("o.json", text.to_owned()), &FileForm::default());
    let one = snapshot.unwrap().opportunities.remove(0);
    assert_eq!(
        (one.name.as_str(), one.stage.as_str(), one.competitors),
        ("gpj.exe", "De mo", vec!["Initech".to_owned()])
    );
}
