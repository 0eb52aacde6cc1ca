//! `fieldbook doctor` in a repository, in one whose history is cut off, and where there is nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

/// Returns the exit code, and each line as label and health; all of them, and the texts of the lines of `label`.
fn examined(folder: &Path, label: &str) -> (Option<i32>, Vec<(String, String)>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command
        .args(["doctor"])
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("SOURCE_DATE_EPOCH", "1795219200");
    let output = command.env_remove("FIELDBOOK_NOTION_TOKEN").output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let words = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    };
    // Whether the port is free is another test's matter, too.
    let lines = text.lines().map(words).filter(|(label, _)| label != "port").collect();
    let texts = text.lines().filter(|line| line.starts_with(label)).collect::<Vec<_>>().join("\n");
    (output.status.code(), lines, texts)
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(label, health)| ((*label).to_owned(), (*health).to_owned())).collect()
}

#[test]
fn a_history_that_is_cut_off_is_an_error_and_a_whole_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, clone) = (folder.path().join("site"), folder.path().join("clone"));
    fs::create_dir_all(site.join("content/pages")).expect("made");
    fs::write(site.join("site.toml"), "").expect("written");
    fs::write(site.join("content/pages/a.md"), "---\ntitle: A\nowner: ann\n---\nText.\n").expect("written");
    git(&site, &["init", "-q", "-b", "main"]);
    for _ in 0..2 {
        git(&site, &["add", "-A"]);
        git(&site, &["commit", "-q", "--allow-empty", "-m", "c"]);
    }
    let whole = [
        ("fieldbook", "ok"),
        ("site", "ok"),
        ("content", "ok"),
        ("git", "ok"),
        ("history", "ok"),
        ("person", "note"),
        ("opportunities", "note"),
        ("day", "ok"),
    ];
    let (code, lines, _) = examined(&site, "history");
    assert_eq!((code, lines), (Some(0), pairs(&whole)));

    git(folder.path(), &["clone", "-q", "--depth", "1", &format!("file://{}", site.display()), "clone"]);
    let (code, lines, text) = examined(&clone, "history");
    let cut = whole.map(|(label, health)| (label, if label == "history" { "error" } else { health }));
    assert_eq!((code, lines), (Some(1), pairs(&cut)));
    assert!(text.contains("git fetch --unshallow"), "{text}");
}

#[test]
fn where_nothing_is_the_lines_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, lines, text) = examined(folder.path(), "content");
    let expected = [
        ("fieldbook", "ok"),
        ("site", "note"),
        ("content", "error"),
        ("git", "ok"),
        ("history", "note"),
        ("day", "ok"),
    ];
    assert_eq!((code, lines), (Some(1), pairs(&expected)));
    assert!(text.contains("nothing to read") && text.contains("fieldbook init makes a first site"), "{text}");
}
