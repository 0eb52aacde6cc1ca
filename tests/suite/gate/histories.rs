//! `check --since` over the ways in which a change comes about: only what the change did is reported.

use super::{commit_all, fieldbook, git, read, site, text, write};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A page with a fault that was there before the change, and enough text for Git to see it move.
const FAULTY: &str = "---\ntitle: Faulty\nowner: ann\n---\nSee [[pages/nowhere]].\n\nThe first of several lines.\nThe second of several lines.\nThe third of several lines.\nThe fourth of several lines.\n";
const FINE: &str = "---\ntitle: Fine\nowner: ann\n---\nText of a page.\n";
const LINKS: &str = "---\ntitle: Links\nowner: ann\n---\nSee [[pages/fine]].\n";
const SETTINGS: &str = "[site]\ntitle = \"T\"\n";
const WITH_DEALS: &str =
    "[site]\ntitle = \"T\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";

/// What a change did, as a script in a repository on the branch `change`, which began at `main`.
struct History {
    name: &'static str,
    script: fn(&Path),
    /// The findings of `check --since main`: rule and path.
    expected: &'static [&'static str],
}

const BROKEN_NEW: &str = "links/broken-internal content/pages/new.md";

/// Makes a repository with a known fault on `main`, and the branch `change`.
fn repository() -> tempfile::TempDir {
    let folder = site(&[
        ("site.toml", SETTINGS),
        (".gitignore", "/.fieldbook/\n/deals/\n"),
        ("content/pages/faulty.md", FAULTY),
        ("content/pages/fine.md", FINE),
        ("content/pages/links.md", LINKS),
    ]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    git(folder.path(), &["checkout", "-q", "-b", "change"]);
    folder
}

/// Commits `text` as a file of `main` and returns to the change.
fn on_main(folder: &Path, path: &str, text: &str) {
    git(folder, &["checkout", "-q", "main"]);
    write(folder, path, text);
    commit_all(folder, "on main");
    git(folder, &["checkout", "-q", "change"]);
}

fn add_fault(folder: &Path) {
    write(folder, "content/pages/new.md", &FAULTY.replace("nowhere", "else"));
    commit_all(folder, "a fault");
}

fn move_to(folder: &Path, path: &str) {
    let parent = Path::new(path).parent().expect("a parent");
    fs::create_dir_all(folder.join(parent)).expect("made");
    git(folder, &["mv", "content/pages/faulty.md", path]);
}

const HISTORIES: &[History] = &[
    History { name: "no change", script: |_| {}, expected: &[] },
    History { name: "a fault, committed", script: add_fault, expected: &[BROKEN_NEW] },
    History {
        name: "a fault, in the folder only",
        script: |folder| write(folder, "content/pages/new.md", &FAULTY.replace("nowhere", "else")),
        expected: &[BROKEN_NEW],
    },
    History {
        name: "a fault on main after the branch began",
        script: |folder| on_main(folder, "content/pages/late.md", &FAULTY.replace("nowhere", "else")),
        expected: &[],
    },
    History {
        name: "a fault repaired on main after the branch began",
        script: |folder| on_main(folder, "content/pages/faulty.md", FINE),
        expected: &[],
    },
    History {
        name: "main merged into the branch",
        script: |folder| {
            on_main(folder, "content/pages/late.md", &FAULTY.replace("nowhere", "else"));
            add_fault(folder);
            git(folder, &["merge", "-q", "--no-edit", "main"]);
        },
        expected: &[BROKEN_NEW],
    },
    History {
        name: "the branch rebased on main",
        script: |folder| {
            on_main(folder, "content/pages/late.md", &FAULTY.replace("nowhere", "else"));
            add_fault(folder);
            git(folder, &["rebase", "-q", "main"]);
        },
        expected: &[BROKEN_NEW],
    },
    History {
        name: "a merge that breaks a link of main",
        script: |folder| {
            on_main(folder, "content/pages/late.md", &LINKS.replace("Links", "Late"));
            git(folder, &["rm", "-q", "content/pages/fine.md", "content/pages/links.md"]);
            commit_all(folder, "removed");
            git(folder, &["merge", "-q", "--no-edit", "main"]);
        },
        expected: &["links/broken-internal content/pages/late.md"],
    },
    History {
        name: "a fault and its revert",
        script: |folder| {
            add_fault(folder);
            git(folder, &["revert", "--no-edit", "HEAD"]);
        },
        expected: &[],
    },
    History {
        name: "a repair and its revert",
        script: |folder| {
            write(folder, "content/pages/faulty.md", FINE);
            commit_all(folder, "repaired");
            git(folder, &["revert", "--no-edit", "HEAD"]);
        },
        expected: &[],
    },
    History {
        name: "the revert of a repair that is on main",
        script: |folder| {
            on_main(folder, "content/pages/faulty.md", FINE);
            git(folder, &["merge", "-q", "--no-edit", "main"]);
            git(folder, &["revert", "--no-edit", "HEAD"]);
        },
        expected: &["links/broken-internal content/pages/faulty.md"],
    },
    History {
        name: "moved by Git",
        script: |folder| {
            move_to(folder, "content/pages/moved.md");
            commit_all(folder, "moved");
        },
        expected: &[],
    },
    History {
        name: "moved to another folder and not committed",
        script: |folder| move_to(folder, "content/pages/deep/moved.md"),
        expected: &[],
    },
    History {
        name: "moved without telling Git",
        script: |folder| {
            fs::rename(folder.join("content/pages/faulty.md"), folder.join("content/pages/moved.md")).expect("moved");
        },
        expected: &[],
    },
    History {
        name: "moved and edited",
        script: |folder| {
            move_to(folder, "content/pages/moved.md");
            write(folder, "content/pages/moved.md", &FAULTY.replace("fourth", "last"));
            commit_all(folder, "moved");
        },
        expected: &[],
    },
    History {
        name: "moved, with a second fault",
        script: |folder| {
            move_to(folder, "content/pages/moved.md");
            write(folder, "content/pages/moved.md", &FAULTY.replace("fourth", "[[pages/else]]"));
            commit_all(folder, "moved");
        },
        expected: &["links/broken-internal content/pages/moved.md"],
    },
    History {
        name: "moved twice",
        script: |folder| {
            move_to(folder, "content/pages/moved.md");
            commit_all(folder, "moved");
            git(folder, &["mv", "content/pages/moved.md", "content/pages/again.md"]);
            commit_all(folder, "moved again");
        },
        expected: &[],
    },
    History {
        name: "a page that is linked, moved with its link",
        script: |folder| {
            git(folder, &["mv", "content/pages/fine.md", "content/pages/better.md"]);
            write(folder, "content/pages/links.md", &LINKS.replace("fine", "better"));
            commit_all(folder, "moved");
        },
        expected: &[],
    },
    History {
        name: "a page that is linked, moved without its link",
        script: |folder| {
            git(folder, &["mv", "content/pages/fine.md", "content/pages/better.md"]);
            commit_all(folder, "moved");
        },
        expected: &["links/broken-internal content/pages/links.md"],
    },
    History {
        name: "copied, which is no move",
        script: |folder| {
            write(folder, "content/pages/new.md", FAULTY);
            commit_all(folder, "copied");
        },
        expected: &["links/broken-internal content/pages/new.md"],
    },
    History {
        name: "another fault at the old place of a moved page",
        script: |folder| {
            move_to(folder, "content/pages/moved.md");
            write(folder, "content/pages/faulty.md", "---\ntitle: New\nowner: ann\n---\nSee [[pages/else]].\n");
            commit_all(folder, "moved");
        },
        expected: &[
            "links/broken-internal content/pages/faulty.md",
            // Git sees no move where the old path still exists, so nothing is hidden.
            "links/broken-internal content/pages/moved.md",
        ],
    },
    History {
        name: "a root that moved",
        script: |folder| {
            git(folder, &["mv", "content", "library"]);
            write(folder, "site.toml", &format!("{SETTINGS}[[roots]]\npath = \"library\"\n"));
            commit_all(folder, "moved");
        },
        expected: &[],
    },
    History {
        name: "settings repaired",
        script: |folder| {
            on_main(folder, "site.toml", "[site\n");
            git(folder, &["merge", "-q", "--no-edit", "main"]);
            write(folder, "site.toml", SETTINGS);
            commit_all(folder, "repaired");
        },
        expected: &[],
    },
];

/// Returns exit code, rule and path of each finding, and what was said beside them, without the addresses that moves and
/// removals take away: `gate::moved` tests those.
fn since(folder: &Path, revision: &str, more: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let output = fieldbook(folder, &[&["check", "--since", revision, "--format", "jsonl"], more].concat());
    let findings = text(&output.stdout);
    let findings = findings.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let rule = line.get("rule")?.as_str().filter(|rule| *rule != "links/address-gone")?;
        Some(format!("{rule} {}", line.get("path")?.as_str()?))
    });
    (output.status.code(), findings.collect(), text(&output.stderr))
}

#[test]
fn only_what_the_change_did_is_reported() {
    for History { name, script, expected } in HISTORIES {
        let folder = repository();
        script(folder.path());
        let code = i32::from(!expected.is_empty());
        let expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(since(folder.path(), "main", &[]), (Some(code), expected, String::new()), "{name}");
    }
}

#[test]
fn a_private_root_counts_as_unchanged() {
    let folder = repository();
    write(folder.path(), "site.toml", WITH_DEALS);
    commit_all(folder.path(), "deals");
    git(folder.path(), &["branch", "-f", "main"]);
    write(folder.path(), "deals/pages/deal.md", FAULTY);
    write(folder.path(), "deals/pages/link.md", LINKS);
    let note = "note: --since: not in this repository: `deals`; the files there count as unchanged, so their findings are left out\n";
    assert_eq!(since(folder.path(), "main", &[]), (Some(0), vec![], note.to_owned()));
    assert_eq!(since(folder.path(), "main", &["--staged"]), (Some(0), vec![], note.to_owned()));
    let (code, found, _) = since(folder.path(), "main", &["--no-cache"]);
    assert_eq!((code, found), (Some(0), vec![]));
    // What the change breaks there is a consequence of the change.
    git(folder.path(), &["rm", "-q", "content/pages/fine.md", "content/pages/links.md"]);
    commit_all(folder.path(), "removed");
    let (code, found, _) = since(folder.path(), "main", &[]);
    assert_eq!((code, found), (Some(1), vec!["links/broken-internal deals/pages/link.md".to_owned()]));
    // A folder that is only not added yet is a change.
    write(folder.path(), ".gitignore", "/.fieldbook/\n");
    write(folder.path(), "site.toml", &WITH_DEALS.replace("private = true\n", ""));
    let (_, found, said) = since(folder.path(), "main", &[]);
    assert!(found.contains(&"links/broken-internal deals/pages/deal.md".to_owned()), "{found:?}");
    assert_eq!(said, "");
}

#[test]
fn without_a_common_commit_nothing_is_compared() {
    let folder = repository();
    git(folder.path(), &["checkout", "-q", "--orphan", "other"]);
    commit_all(folder.path(), "another beginning");
    let unrelated =
        "fieldbook: --since: `HEAD` and `main` have no commit in common; name one that `HEAD` descends from\n";
    assert_eq!(since(folder.path(), "main", &[]), (Some(2), vec![], unrelated.to_owned()));

    git(folder.path(), &["checkout", "-q", "change"]);
    add_fault(folder.path());
    on_main(folder.path(), "content/pages/late.md", FINE);
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", "--no-single-branch", &from, "c"]);
    let clone = clone.path().join("c");
    let (code, found, said) = since(&clone, "origin/main", &[]);
    assert_eq!((code, found), (Some(2), vec![]));
    assert_eq!(
        said,
        "fieldbook: --since: this shallow clone has no commit common to `HEAD` and `origin/main`; fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)\n"
    );
    git(&clone, &["fetch", "-q", "--unshallow"]);
    assert_eq!(since(&clone, "origin/main", &[]).1, [BROKEN_NEW], "a control");
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = site(&[("site.toml", SETTINGS), ("content/pages/faulty.md", FAULTY)]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    let expected = (Some(1), vec!["links/broken-internal content/pages/faulty.md".to_owned()], String::new());
    assert_eq!(since(folder.path(), "HEAD", &["--staged"]), expected);
    assert_eq!(since(folder.path(), "HEAD", &[]), expected);
    assert_eq!(since(folder.path(), "main", &[]).0, Some(2), "another name is unknown");
}

#[test]
fn comparing_changes_neither_index_nor_files() {
    let folder = repository();
    fs::rename(folder.path().join("content/pages/faulty.md"), folder.path().join("content/pages/moved.md"))
        .expect("ok");
    let state = || (git(folder.path(), &["status", "--porcelain"]), git(folder.path(), &["ls-files", "--stage"]));
    let before = (state(), read(folder.path(), "content/pages/moved.md"));
    assert_eq!(since(folder.path(), "main", &["--no-cache"]).0, Some(0));
    assert_eq!((state(), read(folder.path(), "content/pages/moved.md")), before);
}
