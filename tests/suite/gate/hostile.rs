//! A repository whose own settings name commands: none of them runs.

use super::{command, commit_all, git, site, text, write};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "---\ntitle: T\nowner: ann\n---\nText.\n";

/// Makes a repository in which everything that can name a command names one that leaves a mark; returns where.
fn repository() -> (tempfile::TempDir, std::path::PathBuf) {
    let settings = "[site]\ntitle = \"T\"\nprofile = \"strict\"\n";
    let folder = site(&[
        ("site.toml", settings),
        ("content/pages/a.md", PAGE),
        ("people.yaml", "- {id: ann, email: t@example.com}\n"),
    ]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    write(folder.path(), "content/pages/a.md", &PAGE.replace("Text", "Words"));
    commit_all(folder.path(), "two");
    let canary = folder.path().join(".git/canary");
    let evil = folder.path().join(".git/evil");
    fs::write(&evil, format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\nexit 0\n", canary.display())).expect("written");
    fs::set_permissions(&evil, fs::Permissions::from_mode(0o755)).expect("set");
    for hook in ["pre-commit", "post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"] {
        fs::create_dir_all(folder.path().join(".git/hooks")).expect("made");
        fs::copy(&evil, folder.path().join(".git/hooks").join(hook)).expect("copied");
    }
    signed(folder.path());
    let evil = evil.display();
    let config = format!(
        "\n[core]\n\tfsmonitor = {evil}\n\thooksPath = .git/hooks\n\tpager = {evil}\n\teditor = {evil}\n\tsshCommand = {evil}\n\tgitProxy = {evil}\n\taskPass = {evil}\n\talternateRefsCommand = {evil}\n\tuntrackedCache = true\n[pager]\n\tlog = {evil}\n\tconfig = {evil}\n[diff]\n\texternal = {evil}\n[diff \"x\"]\n\ttextconv = {evil}\n\tcommand = {evil}\n[filter \"x\"]\n\tclean = {evil}\n\tsmudge = {evil}\n\tprocess = {evil}\n\trequired = true\n[merge \"x\"]\n\tdriver = {evil}\n[log]\n\tshowSignature = true\n\tshowRoot = false\n[gpg]\n\tprogram = {evil}\n[gpg \"ssh\"]\n\tprogram = {evil}\n[credential]\n\thelper = !{evil}\n[uploadpack]\n\tpackObjectsHook = {evil}\n[alias]\n\tlog = !{evil}\n\trev-parse = !{evil}\n\tcat-file = !{evil}\n\tls-tree = !{evil}\n\tconfig = !{evil}\n[remote \"origin\"]\n\turl = ext::{evil} %S\n\tpromisor = true\n\tpartialclonefilter = blob:none\n[extensions]\n\tpartialClone = origin\n[protocol \"ext\"]\n\tallow = always\n[user]\n\temail = t@example.com\n"
    );
    let path = folder.path().join(".git/config");
    let old = fs::read_to_string(&path)
        .expect("a config")
        .replace("repositoryformatversion = 0", "repositoryformatversion = 1");
    fs::write(&path, old + &config).expect("written");
    write(folder.path(), ".gitattributes", "* filter=x diff=x merge=x\n");
    marks(&canary);
    (folder, canary)
}

/// Puts a commit with a signature on top, which Git would have somebody check.
fn signed(folder: &Path) {
    let tree = git(folder, &["rev-parse", "HEAD^{tree}"]);
    let parent = git(folder, &["rev-parse", "HEAD"]);
    let (begin, end) = (["-----BEGIN PGP", " SIGNATURE-----"].concat(), ["-----END PGP", " SIGNATURE-----"].concat());
    let body = format!(
        "tree {}\nparent {}\nauthor T <t@example.com> 1700000000 +0000\ncommitter T <t@example.com> 1700000000 +0000\ngpgsig {begin}\n \n iQ==\n {end}\n\nthree\n",
        tree.trim(),
        parent.trim()
    );
    write(folder, ".git/commit-text", &body);
    let commit = git(folder, &["hash-object", "-t", "commit", "-w", ".git/commit-text"]);
    git(folder, &["update-ref", "refs/heads/main", commit.trim()]);
}

fn marks(canary: &Path) -> String {
    let marks = fs::read_to_string(canary).unwrap_or_default();
    let _ = fs::remove_file(canary);
    marks
}

#[test]
fn no_command_of_theirs_runs() {
    let (folder, canary) = repository();
    write(folder.path(), "content/pages/b.md", PAGE);
    git_quietly(
        folder.path(),
        &["-c", "core.fsmonitor=false", "update-index", "--add", "--cacheinfo", &staged_blob(folder.path())],
    );
    marks(&canary);
    for arguments in [
        &["check"][..],
        &["check", "--since", "HEAD~2"],
        &["check", "--since", "HEAD~2", "--staged"],
        &["check", "--staged"],
        &["check", "--history", "HEAD"],
        &["check", "--fix"],
        &["check", "--format", "sarif"],
        &["baseline", "write", "--reason", "r"],
        &["verify", "pages/a"],
        &["verify", "--due", "--owner", "me"],
        &["build", "--output", "public"],
    ] {
        let outcome = super::fieldbook(folder.path(), arguments);
        assert_eq!(marks(&canary), "", "{arguments:?}: {outcome:?}");
        assert!(outcome.status.code().is_some_and(|code| code < 2), "{arguments:?}: {outcome:?}");
    }
}

/// The control: plain Git runs the commands of such a repository.
#[test]
fn git_alone_would_run_them() {
    let (folder, canary) = repository();
    for arguments in [&["status"][..], &["log", "-1"], &["diff", "HEAD~1"], &["add", "."], &["fetch"]] {
        git_quietly(folder.path(), arguments);
        assert_ne!(marks(&canary), "", "{arguments:?}");
    }
}

#[test]
fn another_working_tree_is_not_believed() {
    let (folder, canary) = repository();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let config = folder.path().join(".git/config");
    let text = fs::read_to_string(&config).expect("a config");
    fs::write(&config, format!("{text}[core]\n\tworktree = {}\n", elsewhere.path().display())).expect("written");
    for arguments in
        [&["check"][..], &["check", "--since", "HEAD"], &["check", "--staged"], &["check", "--history", "HEAD"]]
    {
        let outcome = super::fieldbook(folder.path(), arguments);
        assert_eq!(marks(&canary), "", "{arguments:?}: {outcome:?}");
        let (code, said) = (outcome.status.code(), super::text(&outcome.stderr));
        assert!(
            code == Some(0) || (code == Some(2) && said.contains("not in a repository that Git can read")),
            "{said}"
        );
    }
    assert_eq!(fs::read_dir(elsewhere.path()).expect("listed").count(), 0);
}

fn staged_blob(folder: &Path) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["hash-object", "-w", "--no-filters", "content/pages/b.md"])
        .output();
    format!("100644,{},content/pages/b.md", text(&output.expect("git runs").stdout).trim())
}

fn git_quietly(folder: &Path, arguments: &[&str]) {
    let mut command = command("git");
    command.arg("-C").arg(folder).args(arguments).output().expect("git runs");
}

#[test]
fn a_shallow_clone_invents_no_day() {
    let page = "---\ntitle: T\nowner: ann\nstatus: approved\nsummary: S.\nverified: 2020-01-01\nreview_every: 99y\napprovals: [{role: sme, by: ann, on: 2020-01-01}]\n---\nText 1.\n";
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\nprofile = \"strict\"\n"), ("content/pages/a.md", page)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    write(folder.path(), "content/pages/a.md", &page.replace("Text 1", "Text 2"));
    commit_all(folder.path(), "two");
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "c"]);
    let check = |folder: &Path| {
        let outcome = super::fieldbook(folder, &["check", "--format", "concise"]);
        (text(&outcome.stdout).contains("approval-older-than-text"), text(&outcome.stderr))
    };
    assert_eq!(check(folder.path()), (true, String::new()), "a control: with its history the change is known");
    let (is_judged, said) = check(&clone.path().join("c"));
    assert!(!is_judged && said.matches("this clone is shallow").count() == 1, "{said}");
}

#[test]
fn a_repository_that_git_cannot_read_is_named_once_with_the_remedy() {
    let page = "---\ntitle: T\nowner: ann\n---\nText.\n";
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", page)]);
    let top = folder.path().canonicalize().expect("a path");
    let run = |arguments: &[&str], owner: &str| {
        let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(&top).args(arguments).args(["--today", super::TODAY]);
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", owner).env("HOME", "/nonexistent");
        text(&command.output().expect("it runs").stderr)
    };
    let is_named = |said: &str| said.contains("days on which files changed are not known");
    assert!(!is_named(&run(&["check"], "0")), "no repository is normal");
    git(&top, &["init", "-q", "-b", "main"]);
    commit_all(&top, "one");
    assert!(!is_named(&run(&["check"], "0")), "the control");
    let remedy = format!(
        "note: Git does not read the repository at {0}, since another user owns it; if you trust it, run `git config \
         --global --add safe.directory '{0}'`; the commit of the site and the days on which files changed are not known",
        top.display()
    );
    for arguments in [&["check"][..], &["build", "--output", "public"]] {
        let said = run(arguments, "1");
        assert_eq!(said.lines().filter(|line| *line == remedy).count(), 1, "{said}");
    }
    std::fs::remove_dir_all(top.join(".git")).expect("removed");
    write(&top, ".git", "gitdir: /nonexistent/elsewhere\n");
    let expected = format!(
        "note: Git cannot read the repository at {}: not a git repository: /nonexistent/elsewhere; the commit of the site \
         and the days on which files changed are not known",
        top.display()
    );
    let said = run(&["check"], "0");
    assert_eq!(said.lines().filter(|line| *line == expected).count(), 1, "{said}");
}

#[test]
fn a_strict_site_without_a_repository_says_that_days_are_not_checked() {
    let page = "---\ntitle: T\nowner: ann\n---\nText.\n";
    let said = |profile: &str| {
        let settings = format!("[site]\ntitle = \"T\"\nprofile = \"{profile}\"\n");
        let folder = site(&[("site.toml", &settings), ("content/pages/a.md", page)]);
        text(&super::fieldbook(folder.path(), &["check", "--format", "concise"]).stderr)
    };
    let note = "note: the site is not in a Git repository, so the days on which texts changed are not checked\n";
    assert_eq!(said("strict"), note);
    assert_eq!(said("essential"), "", "only the strict profile needs them");
}
