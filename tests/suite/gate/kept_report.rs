//! What `check` keeps of its last reports: what it prints is the same with and without them, whatever changes.

use super::{commit_all, fieldbook, git, read, site, text, write};
use std::fs;
use std::path::{Path, PathBuf};

const SETTINGS: &str = "[[roots]]
path = \"content\"
[[roots]]
path = \"deals\"
[rules.severity]
\"links\" = \"warning\"
[[rules.for]]
paths = [\"notes/**\"]
severity = { \"style\" = \"off\" }
";
const PAGE: &str = "---\ntitle: T\nowner: ann\nstatus: approved\n---\nSee [[nowhere]].\n";

/// Makes a repository with one finding.
fn repository() -> tempfile::TempDir {
    let folder = site(&[
        ("site.toml", SETTINGS),
        (".gitignore", "/.fieldbook/\n"),
        ("content/pages/a.md", PAGE),
        ("beside.txt", "no part of the site\n"),
    ]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    folder
}

fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let outcome = fieldbook(folder, &[&["check", "--format", "concise"], more].concat());
    (outcome.status.code(), text(&outcome.stdout), text(&outcome.stderr))
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder.join(".fieldbook/cache")) else { return Vec::new() };
    let files = files.map(|file| file.expect("a file").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "report")).collect()
}

/// Removes what is kept, so that the next check runs.
pub(super) fn forget(folder: &Path) {
    for path in kept(folder) {
        fs::remove_file(path).expect("removed");
    }
}

/// Writes other words into the report that is kept, as if the check had printed them.
fn forge(folder: &Path) {
    let path = kept(folder).remove(0);
    let mut bytes = fs::read(&path).expect("bytes");
    bytes.truncate(bytes.len() - 32);
    let at = bytes.windows(7).position(|word| word == b"nowhere").expect("the finding");
    bytes.splice(at..at + 7, *b"forgery");
    let sum = *blake3::hash(&bytes).as_bytes();
    fs::write(&path, [bytes, sum.to_vec()].concat()).expect("written");
}

/// The control of everything else: what is kept is printed if it is whole and of the same check.
#[test]
fn it_is_used_and_no_cache_ignores_it() {
    let folder = repository();
    let expected = check(folder.path(), &["--no-cache"]);
    assert!(expected.1.contains("nowhere"), "{expected:?}");
    assert_eq!(kept(folder.path()).len(), 0);
    assert_eq!(check(folder.path(), &[]), expected, "cold");
    assert_eq!(check(folder.path(), &[]), expected, "warm");
    assert_eq!(kept(folder.path()).len(), 1);
    forge(folder.path());
    assert!(check(folder.path(), &[]).1.contains("forgery"));
    assert_eq!(check(folder.path(), &["--no-cache"]), expected);
    assert_eq!(git(folder.path(), &["status", "--short"]), "");
}

#[test]
fn every_input_makes_it_run() {
    let folder = repository();
    let write = |path: &'static str, text: &'static str| {
        Box::new(move |folder: &Path| write(folder, path, text)) as Box<dyn Fn(&Path)>
    };
    let run = |arguments: &'static [&'static str]| {
        Box::new(move |folder: &Path| drop(git(folder, arguments))) as Box<dyn Fn(&Path)>
    };
    let changes = [
        ("a page", write("content/pages/a.md", "---\ntitle: T\n---\nSee [[else]].\n")),
        ("a new page", write("content/pages/b.md", PAGE)),
        ("settings", write("site.toml", &SETTINGS[..SETTINGS.len() - 1])),
        ("an attachment", write("content/pages/a.txt", "text")),
        ("people", write("people.yaml", "- id: ann\n  name: Ann\n")),
        ("a file beside the site", write("beside.txt", "changed\n")),
        ("an empty root", Box::new(|folder: &Path| fs::create_dir(folder.join("deals")).expect("made"))),
        ("a file of a pattern", write("notes/a.txt", "text")),
        ("what is staged", run(&["add", "notes"])),
        ("a commit", run(&["commit", "-q", "-m", "two"])),
        ("a baseline", write("fieldbook-baseline.json", "{\"schema\": \"fieldbook/baseline/1\", \"entries\": []}")),
        ("no commit", run(&["update-ref", "-d", "HEAD"])),
        ("no page", Box::new(|folder: &Path| fs::remove_file(folder.join("content/pages/b.md")).expect("removed"))),
    ];
    check(folder.path(), &[]);
    for (what, change) in changes {
        forge_if_kept(folder.path());
        change(folder.path());
        let expected = check(folder.path(), &["--no-cache"]);
        assert_eq!(check(folder.path(), &[]), expected, "{what}");
    }
}

/// A check that is not kept cannot be recalled either; the next one of the list is.
fn forge_if_kept(folder: &Path) {
    let has_finding = |path: &PathBuf| fs::read(path).expect("bytes").windows(7).any(|word| word == b"nowhere");
    let has_finding = kept(folder).iter().any(has_finding);
    if has_finding {
        forge(folder);
    }
}

#[test]
fn every_option_has_its_own() {
    let folder = repository();
    let all: [&[&str]; 8] = [
        &["--rule", "links"],
        &["--audience", "public"],
        &["--max-warnings", "0"],
        &["--since", "HEAD"],
        &["--amounts"],
        &["content/pages"],
        &["--rule", "style"],
        &[],
    ];
    let first: Vec<_> = all.iter().map(|more| check(folder.path(), more)).collect();
    assert_eq!(kept(folder.path()).len(), all.len());
    for (more, first) in all.iter().zip(first) {
        assert_eq!(check(folder.path(), more), first, "{more:?}");
    }
    check(folder.path(), &["--rule", "freshness"]);
    assert_eq!(kept(folder.path()).len(), all.len(), "the oldest is forgotten");
}

#[test]
fn a_change_since_another_commit_is_another_check() {
    let folder = repository();
    git(folder.path(), &["branch", "base"]);
    write(folder.path(), "content/pages/b.md", &PAGE.replace("nowhere", "elsewhere"));
    commit_all(folder.path(), "two");
    let since = |more: &[&str]| check(folder.path(), &[&["--since", "base"], more].concat());
    let first = since(&[]);
    assert!(first.1.contains("elsewhere"), "{first:?}");
    assert_eq!((since(&[]), kept(folder.path()).len()), (first.clone(), 1));
    git(folder.path(), &["branch", "-f", "base", "HEAD"]);
    assert_eq!(since(&[]), since(&["--no-cache"]));
    assert_ne!(since(&[]), first);
}

#[test]
fn one_that_is_damaged_or_tracked_is_not_believed() {
    let folder = repository();
    let expected = check(folder.path(), &[]);
    let path = kept(folder.path()).remove(0);
    let whole = fs::read(&path).expect("bytes");
    for at in (0..whole.len()).step_by(whole.len() / 3) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        for bytes in [flipped, whole[..at].to_vec()] {
            fs::write(&path, &bytes).expect("written");
            assert_eq!(check(folder.path(), &[]), expected, "{at}");
            assert_eq!(fs::read(&path).expect("bytes"), whole, "{at}");
        }
    }
    forge(folder.path());
    git(folder.path(), &["add", "-f", path.to_str().expect("a path")]);
    let found = check(folder.path(), &[]).1;
    assert!(found.contains("nowhere") && !found.contains("forgery"), "{found}");
}

#[test]
fn nothing_is_kept_of_a_site_with_a_credential() {
    let folder = repository();
    let key = ["AKIA", "QYLP", "Z3VN", "R7TD", "W5KM"].concat();
    for path in ["content/pages/b.md", "content/pages/b.txt", "beside.txt"] {
        let before = fs::read(folder.path().join(path)).ok();
        write(folder.path(), path, &format!("# B\n\nThe key is {key}.\n"));
        let found = check(folder.path(), &[]);
        assert!(found.1.contains("secrets/") && found.0 == Some(1), "{path}: {found:?}");
        assert_eq!(kept(folder.path()), Vec::<PathBuf>::new(), "{path}");
        // A control: without it the report is kept.
        match before {
            Some(bytes) => fs::write(folder.path().join(path), bytes).expect("written"),
            None => fs::remove_file(folder.path().join(path)).expect("removed"),
        }
        check(folder.path(), &[]);
        assert_eq!(kept(folder.path()).len(), 1, "{path}");
        forget(folder.path());
    }
    assert!(read(folder.path(), "beside.txt").contains("no part"));
}
