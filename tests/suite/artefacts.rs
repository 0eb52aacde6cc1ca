//! What commands keep of files: with and without it everything is the same, whatever changes.

use fieldbook::config::default_settings;
use fieldbook::entry::{Context, kept_entries, read_entries, recalled_entries};
use fieldbook::rules::rule_called;
use fieldbook::source::SourceFile;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

const COMPETITOR: &str = "---\nname: Dialbourne\nowner: ann\nstatus: approved\n---\nA competitor.\n";
const CARD: &str = "---\ntitle: Dialbourne\ncompetitor: Dialbourne\nowner: ann\nstatus: approved\n---
## Why we win\n\nDialbourne lacks field audit.\n";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "content/competitors/dialbourne.md", COMPETITOR);
    write(folder.path(), "content/battlecards/dialbourne.md", CARD);
    folder
}

/// Returns what a check prints and how it ends.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["check", "--format", "concise", "--today", "2026-11-21", "--site"])
        .arg(folder)
        .args(more)
        .output()
        .expect("fieldbook runs");
    (ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned())
}

fn kept(folder: &Path) -> PathBuf {
    folder.join(".fieldbook/cache/artefacts")
}

/// Checks without the report of an earlier check, which would be printed again.
fn check_again(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    for file in fs::read_dir(folder.join(".fieldbook/cache")).into_iter().flatten() {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|end| end == "report") {
            fs::remove_file(path).expect("removed");
        }
    }
    check(folder, more)
}

/// Replaces `from` in what is kept, as if a command had made it so.
fn forge(folder: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let mut bytes = fs::read(kept(folder)).expect("bytes");
    bytes.truncate(bytes.len() - 32);
    let mut parts = bytes.windows(from.len());
    let mut places = Vec::new();
    while let Some(at) = parts.position(|part| part == from.as_bytes()) {
        places.push(places.last().map_or(at, |last| last + 1 + at));
    }
    assert!(!places.is_empty(), "a control: {from}");
    for at in places {
        bytes.splice(at..at + to.len(), to.bytes());
    }
    let sum = *blake3::hash(&bytes).as_bytes();
    fs::write(kept(folder), [bytes, sum.to_vec()].concat()).expect("written");
}

#[test]
fn the_entries_of_every_sample_file_are_recalled_as_they_were_read() {
    let settings = default_settings();
    let context = Context { settings: &settings, root: settings.roots.first().expect("a root") };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("listed").into_path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    assert!(files.len() > 40, "{}", files.len());
    for path in files {
        let name = path.strip_prefix(root).expect("below").display().to_string();
        let text = fs::read_to_string(&path).expect("a text");
        for text in [text.clone(), text.replacen("title:", "tittle:", 1), format!("---\nkind: [\n{text}")] {
            let file = SourceFile::new(&name, text);
            let read = read_entries(&file, context);
            let bytes = kept_entries(&read).expect(&name);
            let recalled = recalled_entries(&bytes, &file, context, rule_called).expect(&name);
            assert_eq!(format!("{recalled:?}"), format!("{read:?}"), "{name}");
            assert!(recalled_entries(&bytes[..bytes.len() - 1], &file, context, rule_called).is_none(), "{name}");
        }
    }
}

/// The control of everything else: entries and findings that are kept are used, if they are whole.
#[test]
fn they_are_used_and_no_cache_ignores_them() {
    let folder = site();
    let expected = check(folder.path(), &["--no-cache"]);
    assert!(expected.1.contains("states something about the competitor"), "{}", expected.1);
    assert!(!kept(folder.path()).exists());
    assert_eq!(check(folder.path(), &[]), expected, "cold");
    assert_eq!(check_again(folder.path(), &[]), expected, "warm");
    forge(folder.path(), "states something", "forged something");
    let forged = (expected.0, expected.1.replace("states something", "forged something"));
    assert_eq!(check_again(folder.path(), &[]), forged);
    assert_eq!(check_again(folder.path(), &["--no-cache"]), expected);
    fs::remove_file(kept(folder.path())).expect("removed");
    assert_eq!(check_again(folder.path(), &[]), expected);
}

#[test]
fn what_decides_about_an_entry_makes_it_be_read_and_checked_again() {
    let folder = site();
    check(folder.path(), &[]);
    let changes = [
        ("its text", "content/battlecards/dialbourne.md", CARD.replace("field audit", "audits of fields")),
        ("a name", "content/competitors/dialbourne.md", COMPETITOR.replace("Dialbourne", "Ledgermoor")),
        ("the settings", "site.toml", "[rules.severity]\n\"evidence/uncited-comparison\" = \"error\"\n".to_owned()),
        ("an audience", "site.toml", "[folders.\"battlecards\"]\naudience = \"customer\"\n".to_owned()),
        ("jargon", "jargon.yaml", "- term: audits\n  say: checks\n".to_owned()),
        ("synonyms", "synonyms.yaml", "- [audits, checks]\n".to_owned()),
        ("a capability", "capabilities.yaml", "- name: Audits of fields\n".to_owned()),
    ];
    for (what, path, text) in changes {
        write(folder.path(), path, &text);
        let expected = check(folder.path(), &["--no-cache"]);
        assert_eq!(check_again(folder.path(), &[]), expected, "{what}");
        assert_eq!(check_again(folder.path(), &[]), expected, "{what}, again");
    }
}

#[test]
fn a_file_with_a_credential_is_never_kept() {
    let folder = site();
    let token = ["AKIA", "Q3EGRVMD5KPT7XWN"].concat();
    write(folder.path(), "content/pages/clean.md", "---\ntitle: Clean page\n---\nText.\n");
    write(folder.path(), "content/pages/leak.md", &format!("---\ntitle: {token}\nsummary: Beside it\n---\nText.\n"));
    for more in [&[] as &[&str], &["--select", "schema"]] {
        check_again(folder.path(), more);
        let bytes = fs::read(kept(folder.path())).expect("bytes");
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(holds("Clean page"), "a control");
        assert!(!holds(&token) && !holds("Beside it"));
    }
}

#[test]
fn what_git_keeps_is_not_used() {
    let folder = site();
    let expected = check(folder.path(), &[]);
    forge(folder.path(), "states something", "forged something");
    assert_ne!(check_again(folder.path(), &[]), expected, "a control");
    let git = |arguments: &[&str]| {
        let ran = Command::new("git").current_dir(folder.path()).args(arguments).output().expect("git runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "--force", ".fieldbook/cache/artefacts", "content"]);
    let by = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"];
    git(&[&by as &[&str], &["commit", "-q", "-m", "one"]].concat());
    let (code, printed) = check_again(folder.path(), &[]);
    assert_eq!(code, expected.0);
    assert!(printed.ends_with(&expected.1), "{printed}");
    assert!(!printed.contains("forged"), "{printed}");
}
