//! `check --history`: a credential stays in the history when it is gone from the file.

use super::{SALT, command, commit_all, fingerprint, git, key, leaks, site, text, write};
use std::path::Path;

const PAGE: &str = "---\ntitle: T\nowner: ann\n---\nText.\n";

fn with_key() -> String {
    PAGE.replace("Text", &format!("Use {}", key()))
}

fn repository() -> tempfile::TempDir {
    let folder = site(&[("kb/site.toml", "[site]\ntitle = \"T\"\n"), ("kb/content/pages/a.md", PAGE)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    folder
}

fn history(folder: &Path, range: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
    let format = if more.contains(&"--format") { &[][..] } else { &["--format", "concise"] };
    command.arg("--site").arg(folder.join("kb")).args(["check", "--history", range]).args(format);
    let output = command.args(["--today", super::TODAY]).args(more).output().expect("it runs");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn head(folder: &Path) -> String {
    git(folder, &["rev-parse", "HEAD"]).trim()[..12].to_owned()
}

#[test]
fn a_key_that_is_gone_is_found_where_it_came_in_and_never_shown() {
    let folder = repository();
    write(folder.path(), "kb/content/pages/b.md", &with_key());
    commit_all(folder.path(), "two");
    let commit = head(folder.path());
    write(folder.path(), "kb/content/pages/b.md", &with_key().replace("title: T", "title: U"));
    commit_all(folder.path(), "three");
    write(folder.path(), "kb/content/pages/b.md", PAGE);
    commit_all(folder.path(), "four");
    let (code, report, said) = history(folder.path(), "HEAD~3..HEAD", &[]);
    let expected = format!(
        "content/pages/b.md:5:5: error[secrets/leaked-credential] an AWS access key id of 20 characters, `AKI…`, in commit {commit}\n"
    );
    let expected = if report.contains("`AKI…`") { expected } else { expected.replace(", `AKI…`", "") };
    assert_eq!((code, report.as_str()), (Some(1), expected.as_str()), "{said}");
    assert_eq!(said, "looked into 3 files of 3 commits\n");
    assert_eq!(history(folder.path(), "HEAD~1..HEAD", &[]).0, Some(0), "a control: it came in before");
    assert_eq!(history(folder.path(), "HEAD", &[]).0, Some(1), "one name means all that leads to it");
    for format in ["full", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] {
        let (code, report, said) = history(folder.path(), "HEAD", &["--format", format]);
        assert_eq!((code, leaks(&report), leaks(&said)), (Some(1), false, false), "{format}: {report}");
    }
    assert!(leaks(&with_key()), "the search for leaks can find one");
}

#[test]
fn merges_and_renames_bring_only_what_is_theirs() {
    let folder = repository();
    git(folder.path(), &["checkout", "-q", "-b", "side"]);
    write(folder.path(), "kb/content/pages/side.md", PAGE);
    commit_all(folder.path(), "side");
    git(folder.path(), &["checkout", "-q", "main"]);
    write(folder.path(), "kb/content/pages/main.md", &with_key());
    commit_all(folder.path(), "main");
    git(folder.path(), &["checkout", "-q", "side"]);
    git(folder.path(), &["merge", "-q", "--no-edit", "main"]);
    assert_eq!(history(folder.path(), "main..side", &[]).0, Some(0), "the key came in on main");
    write(folder.path(), "kb/content/pages/side.md", &with_key());
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "--amend", "--no-edit"]);
    let (code, report, _) = history(folder.path(), "main..side", &[]);
    assert!(code == Some(1) && report.starts_with("content/pages/side.md:5:5"), "what a merge brings itself: {report}");
}

#[test]
fn what_is_allowed_in_place_is_allowed_in_the_past() {
    let folder = repository();
    write(folder.path(), "kb/site.toml", &format!("[site]\ntitle = \"T\"\n{SALT}"));
    let print = fingerprint(&key());
    let allow = format!("fieldbook-allow secrets/leaked-credential fingerprint={print} until=2027-01-31");
    let allowed = with_key().replace("Use", &format!("<!-- {allow} reason=\"revoked\" -->\nUse"));
    write(folder.path(), "kb/content/pages/b.md", &allowed);
    commit_all(folder.path(), "two");
    let (code, report, _) = history(folder.path(), "HEAD~1..HEAD", &[]);
    assert_eq!((code, report.as_str()), (Some(0), ""));
}

#[test]
fn what_git_does_not_know_is_said() {
    let folder = repository();
    let unknown = history(folder.path(), "HEAD..nowhere", &[]);
    assert_eq!(
        unknown,
        (Some(2), String::new(), "fieldbook: --history: unknown revision `HEAD..nowhere`\n".to_owned())
    );
    assert_eq!(history(folder.path(), "--output=x", &[]).0, Some(2));
    assert!(!folder.path().join("kb/x").exists() && !folder.path().join("x").exists());
    commit_all(folder.path(), "two");
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "c"]);
    let (code, _, said) = history(&clone.path().join("c"), "HEAD", &[]);
    assert_eq!((code, said.matches("this clone is shallow").count()), (Some(0), 1), "{said}");
}
