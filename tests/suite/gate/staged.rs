//! `check --staged`: the index is judged, not the folder.

use super::{command, commit_all, git, site, text, write};
use std::path::Path;
use std::process::Output;

const FINE: &str = "---\ntitle: T\nowner: ann\n---\nText.\n";
const BROKEN: &str = "---\ntitle: T\nowner: ann\n---\nSee [[pages/nowhere]].\n";

/// Makes a repository with a site in its folder `kb`, one commit old.
fn repository() -> tempfile::TempDir {
    let folder = site(&[("kb/site.toml", "[site]\ntitle = \"T\"\n"), ("kb/content/pages/a.md", FINE)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    folder
}

fn staged(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder.join("kb")).args(["check", "--staged", "--format", "concise"]);
    shown(&command.args(["--today", super::TODAY]).args(more).output().expect("it runs"))
}

fn shown(output: &Output) -> (Option<i32>, String, String) {
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const FAULT: &str = "content/pages/b.md:5:5: error[links/broken-internal] `pages/nowhere` does not exist\n";

#[test]
fn what_is_staged_decides_and_not_what_stands_in_the_folder() {
    let folder = repository();
    write(folder.path(), "kb/content/pages/b.md", BROKEN);
    let nothing = (Some(0), String::new(), "note: no file of the site is staged\n".to_owned());
    assert_eq!(staged(folder.path(), &[]), nothing, "it is not staged yet");
    git(folder.path(), &["add", "."]);
    write(folder.path(), "kb/content/pages/b.md", FINE);
    assert_eq!(staged(folder.path(), &[]), (Some(1), FAULT.to_owned(), String::new()));
    git(folder.path(), &["add", "."]);
    write(folder.path(), "kb/content/pages/b.md", BROKEN);
    assert_eq!(staged(folder.path(), &[]), (Some(0), String::new(), String::new()));
    // What is not staged is not there: a link to it is broken.
    write(folder.path(), "kb/content/pages/nowhere.md", FINE);
    git(folder.path(), &["add", "kb/content/pages/b.md"]);
    assert_eq!(staged(folder.path(), &[]), (Some(1), FAULT.to_owned(), String::new()));
    git(folder.path(), &["add", "kb/content/pages/nowhere.md"]);
    assert_eq!(staged(folder.path(), &[]), (Some(0), String::new(), String::new()));
}

#[test]
fn only_staged_files_are_reported_and_a_comparison_reports_all() {
    let folder = repository();
    write(folder.path(), "kb/content/pages/a.md", BROKEN);
    write(folder.path(), "kb/content/pages/c.md", &BROKEN.replace("nowhere", "d"));
    write(folder.path(), "kb/content/pages/d.md", FINE);
    commit_all(folder.path(), "two");
    git(folder.path(), &["rm", "-q", "kb/content/pages/d.md"]);
    write(folder.path(), "kb/content/pages/b.md", BROKEN);
    git(folder.path(), &["add", "."]);
    assert_eq!(staged(folder.path(), &[]), (Some(1), FAULT.to_owned(), String::new()));
    assert_eq!(staged(folder.path(), &["content/pages/a.md"]).0, Some(0));
    let gone =
        FAULT.replace("nowhere` does not exist", "d` does not exist; did you mean `pages/a`?").replace("b.md", "c.md");
    let moved = "content/pages/b.md:2:8: warning[links/address-gone] the page was published as `pages/d`; nothing leads from there to its new address (fixable with --fix)\n";
    assert_eq!(staged(folder.path(), &["--since", "HEAD"]), (Some(1), format!("{moved}{FAULT}{gone}"), String::new()));
}

#[test]
fn a_private_root_that_git_does_not_keep_is_there() {
    let folder = repository();
    let settings =
        "[site]\ntitle = \"T\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    write(folder.path(), "kb/site.toml", settings);
    write(folder.path(), ".gitignore", "/kb/deals\n");
    write(folder.path(), "kb/deals/pages/secret.md", FINE);
    write(folder.path(), "kb/content/pages/b.md", &BROKEN.replace("nowhere", "secret"));
    git(folder.path(), &["add", "."]);
    assert_eq!(staged(folder.path(), &["--rule", "links"]), (Some(0), String::new(), String::new()));
    std::fs::remove_dir_all(folder.path().join("kb/deals")).expect("removed");
    assert_eq!(staged(folder.path(), &["--rule", "links"]).0, Some(1), "a control");
}

#[test]
fn a_hook_of_git_stops_a_commit() {
    let folder = repository();
    let hook = format!(
        "#!/bin/sh\nexec '{}' --site kb check --staged --format concise --today {}\n",
        env!("CARGO_BIN_EXE_fieldbook"),
        super::TODAY
    );
    write(folder.path(), ".git/hooks/pre-commit", &hook);
    let path = folder.path().join(".git/hooks/pre-commit");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
    let commit = |more: &[&str]| {
        let mut git = command("git");
        git.arg("-C").arg(folder.path()).args(["-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q"]);
        git.args(["-m", "two"]).args(more).output().expect("git runs")
    };
    write(folder.path(), "kb/content/pages/a.md", BROKEN);
    let stopped = commit(&["-a"]);
    assert!(!stopped.status.success() && text(&stopped.stderr).contains("a.md:5:5"), "{stopped:?}");
    write(folder.path(), "kb/content/pages/a.md", &FINE.replace("Text", "Words"));
    let made = commit(&["-a"]);
    assert!(made.status.success(), "{made:?}");
    // In a working tree beside the first, Git tells its hooks where things are.
    let beside = tempfile::tempdir().expect("a folder");
    let path = beside.path().join("w");
    git(folder.path(), &["worktree", "add", "-q", "-b", "w", path.to_str().expect("a path")]);
    write(&path, "kb/content/pages/a.md", BROKEN);
    let mut again = command("git");
    again.arg("-C").arg(path.join("kb")).args(["-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-a"]);
    let stopped = again.args(["-q", "-m", "three"]).output().expect("git runs");
    assert!(!stopped.status.success() && text(&stopped.stderr).contains("a.md:5:5"), "{stopped:?}");
}

#[test]
fn nothing_is_written_for_the_index_or_a_commit() {
    let folder = repository();
    write(folder.path(), "kb/content/pages/b.md", BROKEN);
    git(folder.path(), &["add", "."]);
    let run = |temporary: &Path, more: &[&str]| {
        let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(folder.path().join("kb")).args(["check", "--format", "concise", "--no-cache"]);
        command.args(["--today", super::TODAY]).args(more).env("TMPDIR", temporary);
        shown(&command.output().expect("it runs"))
    };
    // A folder that does not exist: whatever needs a temporary file fails.
    let missing = folder.path().join("missing");
    for more in [&["--staged"][..], &["--since", "HEAD"], &["--staged", "--since", "HEAD"]] {
        assert_eq!(run(&missing, more), (Some(1), FAULT.to_owned(), String::new()), "{more:?}");
    }
    assert!(!missing.exists());
}

#[test]
fn the_baseline_and_the_opportunities_are_those_of_the_index() {
    let folder = repository();
    let settings = "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\nfile = \"deals.json\"\n";
    write(folder.path(), "kb/site.toml", settings);
    write(folder.path(), "kb/deals.json", "{\"schema\": \"fieldbook/opportunities/1\", \"opportunities\": []}");
    write(folder.path(), "kb/known.json", "{\"schema\": \"fieldbook/baseline/1\", \"salt\": \"00\", \"entries\": []}");
    write(folder.path(), "kb/content/pages/b.md", BROKEN);
    git(folder.path(), &["add", "."]);
    let expected = (Some(1), FAULT.to_owned(), String::new());
    assert_eq!(staged(folder.path(), &["--baseline", "known.json"]), expected);
    // What is damaged in the folder alone does not matter.
    write(folder.path(), "kb/known.json", "{");
    write(folder.path(), "kb/deals.json", "{");
    assert_eq!(staged(folder.path(), &["--baseline", "known.json"]), expected);
    git(folder.path(), &["add", "kb/known.json"]);
    let (code, _, said) = staged(folder.path(), &["--baseline", "known.json"]);
    assert!(code == Some(2) && said.contains("known.json"), "a control: {said}");
    git(folder.path(), &["rm", "-q", "--cached", "kb/known.json"]);
    let (code, _, said) = staged(folder.path(), &["--baseline", "known.json"]);
    assert_eq!((code, said.as_str()), (Some(2), "fieldbook: there is no baseline at known.json\n"));
}

#[test]
fn a_folder_without_git_is_said() {
    let folder = site(&[("kb/content/pages/a.md", FINE)]);
    let expected = "fieldbook: --staged: the site is not in a repository that Git can read\n";
    assert_eq!(staged(folder.path(), &[]), (Some(2), String::new(), expected.to_owned()));
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    assert_eq!(staged(folder.path(), &[]), (Some(0), String::new(), String::new()), "before the first commit");
}
