//! What `check --since` remembers: the same findings with and without it, whatever happened to its file.

use super::{commit_all, fieldbook, git, site, text, write};
use std::fs;
use std::path::{Path, PathBuf};

const SETTINGS: &str = "[site]\ntitle = \"T\"\n[freshness.budget]\nstale = 0\n";

fn page(ids: &[&str]) -> String {
    let claim = "  - id: ID\n    text: It is 5.\n    source: https://e.example/\n    verified: 2025-01-01\n";
    let claims: String = ids.iter().map(|id| claim.replace("ID", id)).collect();
    format!("---\ntitle: T\nowner: ann\nstatus: approved\nclaims:\n{claims}---\nSee [[nowhere]].\n")
}

/// Makes a repository of one commit, and something worse in the folder.
fn repository() -> tempfile::TempDir {
    let folder =
        site(&[("site.toml", SETTINGS), (".gitignore", "/.fieldbook/\n"), ("content/pages/a.md", &page(&["a"]))]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    write(folder.path(), "content/pages/b.md", &page(&["b"]));
    folder
}

/// Checks the change since the last commit, with the findings of that commit as they are remembered.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    super::kept_report::forget(folder);
    let outcome = fieldbook(folder, &[&["check", "--since", "HEAD", "--format", "json"], more].concat());
    (outcome.status.code(), text(&outcome.stdout))
}

fn remembered(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder.join(".fieldbook/cache")) else { return Vec::new() };
    let files = files.map(|file| file.expect("a file").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "since")).collect()
}

#[test]
fn with_and_without_it_the_findings_are_the_same() {
    let folder = repository();
    let expected = check(folder.path(), &["--no-cache"]);
    assert_eq!(expected.0, Some(1), "a control: the change is worse");
    assert!(expected.1.contains("over-budget") && !expected.1.contains("a.md"), "{}", expected.1);
    assert_eq!(remembered(folder.path()).len(), 0);
    assert_eq!(check(folder.path(), &[]), expected, "cold");
    assert_eq!(remembered(folder.path()).len(), 1);
    assert_eq!(check(folder.path(), &[]), expected, "warm");
    // What is asked for and the commit enter the name of the file.
    for more in [&["--rule", "links"][..], &["--audience", "public"], &["--staged"]] {
        assert_eq!(check(folder.path(), more), check(folder.path(), &[more, &["--no-cache"]].concat()), "{more:?}");
        assert_eq!(check(folder.path(), more), check(folder.path(), &[more, &["--no-cache"]].concat()), "{more:?}");
    }
    assert_eq!(remembered(folder.path()).len(), 3, "the commit is the same for what is staged");
    commit_all(folder.path(), "two");
    assert_eq!(check(folder.path(), &[]).0, Some(0));
    assert_eq!(remembered(folder.path()).len(), 4);
    assert_eq!(git(folder.path(), &["status", "--short"]), "");
}

/// The control of everything else: the content of the file is trusted if it is whole.
#[test]
fn it_is_used() {
    let folder = repository();
    let expected = check(folder.path(), &[]);
    let path = remembered(folder.path()).remove(0);
    let whole = fs::read_to_string(&path).expect("a text");
    let (body, _) = whole.trim_end().rsplit_once('\n').expect("lines");
    let body = body.lines().take(3).collect::<Vec<_>>().join("\n");
    fs::write(&path, format!("{body}\n{}\n", blake3::hash(body.as_bytes()).to_hex())).expect("written");
    assert_ne!(check(folder.path(), &[]), expected, "all findings seem to be new");
}

#[test]
fn a_file_that_is_damaged_is_written_anew() {
    let folder = repository();
    let expected = check(folder.path(), &[]);
    let path = remembered(folder.path()).remove(0);
    let whole = fs::read(&path).expect("bytes");
    let mut damaged: Vec<Vec<u8>> = Vec::new();
    for at in (0..whole.len()).step_by(whole.len() / 24) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        damaged.push(flipped);
        damaged.push(whole[..at].to_vec());
    }
    damaged.push([&whole[..], b"more\n"].concat());
    damaged.push(text(&whole).replace("since-cache/1", "since-cache/2").into_bytes());
    for bytes in damaged {
        fs::write(&path, &bytes).expect("written");
        assert_eq!(check(folder.path(), &[]), expected, "{:?}", text(&bytes));
        assert_eq!(fs::read(&path).expect("bytes"), whole);
    }
}

#[test]
fn what_a_change_brings_along_is_not_believed() {
    let folder = repository();
    let expected = check(folder.path(), &[]);
    let path = remembered(folder.path()).remove(0);
    let whole = fs::read_to_string(&path).expect("a text");
    let (body, _) = whole.trim_end().rsplit_once('\n').expect("lines");
    let body = body.lines().take(3).collect::<Vec<_>>().join("\n");
    fs::write(&path, format!("{body}\n{}\n", blake3::hash(body.as_bytes()).to_hex())).expect("written");
    let path = path.to_str().expect("a path").to_owned();
    git(folder.path(), &["add", "-f", &path]);
    assert_eq!(check(folder.path(), &[]), expected);
}

#[test]
fn where_nothing_can_be_written_nothing_is_remembered() {
    let folder = repository();
    let expected = check(folder.path(), &["--no-cache"]);
    write(folder.path(), ".fieldbook", "a file");
    assert_eq!(check(folder.path(), &[]), expected);
    fs::remove_file(folder.path().join(".fieldbook")).expect("removed");
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".fieldbook")).expect("linked");
    assert_eq!(check(folder.path(), &[]), expected);
    assert_eq!(fs::read_dir(elsewhere.path()).expect("listed").count(), 0);
}
