//! Statements that were rewritten after their check, over the ways in which a history comes about.

use super::{fieldbook, git, text, write};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

const SETTINGS: &str = "[site]\ntitle = \"T\"\n";
const COMPETITOR: &str = "---\ntitle: Globex\nname: Globex\nowner: ann\n---\nText.\n";
const PATH: &str = "content/battlecards/globex.md";

/// A card with a claim as a footnote and one in the front matter, and lines enough for Git to see it move.
fn card(footnote: &str, claim: &str) -> String {
    format!(
        "---\ntitle: Globex card\nowner: ann\ncompetitor: competitors/globex\nclaims:\n  - id: scim\n    text: {claim}\n    \
         source: https://docs.globex.example/scim\n    verified: 2026-11-10\n---\n## Why we win\n\n- \
         {footnote}[^limit]\n- Its setup takes a while.\n\n## Why we lose\n\n- It is known.\n\n[^limit]: \
         <https://docs.globex.example/limits> (verified 2026-11-10)\n"
    )
}

const FOOTNOTE: &str = "Globex stops at 5 TB a day.";
const CLAIM: &str = "It offers SCIM only on Enterprise.";

/// One commit of a history: its mark, the marks of its parents, and the files that it sets or removes.
struct Commit<'a> {
    parents: &'a [usize],
    files: Vec<(&'a str, Option<String>)>,
}

fn commit(parents: &[usize], text: String) -> Commit<'_> {
    Commit { parents, files: vec![(PATH, Some(text))] }
}

/// Makes a repository of `commits`, which are numbered from 1, with the last checked out.
fn repository(commits: &[Commit<'_>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    let mut stream = String::new();
    for (index, Commit { parents, files }) in commits.iter().enumerate() {
        let (mark, date) = (index + 1, 1_790_000_000 + index);
        writeln!(stream, "commit refs/heads/main\nmark :{mark}\ncommitter T <t@example.com> {date} +0000\ndata 1\nx")
            .expect("written");
        if parents.is_empty() && index > 0 {
            stream += "deleteall\n";
        }
        for (number, parent) in parents.iter().enumerate() {
            writeln!(stream, "{} :{parent}", if number == 0 { "from" } else { "merge" }).expect("written");
        }
        let base = [("site.toml", SETTINGS), ("content/competitors/globex.md", COMPETITOR)];
        let base = base.iter().filter(|_| index == 0).map(|(path, text)| (*path, Some((*text).to_owned())));
        for (path, text) in base.chain(files.iter().cloned()) {
            match text {
                Some(text) => writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()),
                None => writeln!(stream, "D {path}"),
            }
            .expect("written");
        }
    }
    let mut import = super::command("git");
    let mut import = import
        .arg("-C")
        .arg(folder.path())
        .args(["fast-import", "--quiet", "--force"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    import.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("written");
    assert!(import.wait().expect("it ends").success());
    git(folder.path(), &["reset", "-q", "--hard", "main"]);
    folder
}

/// Returns the claims that are rewritten, with the words.
fn rewritten(folder: &Path) -> Vec<String> {
    let outcome =
        fieldbook(folder, &["check", "--format", "concise", "--rule", "freshness/text-changed-since-verified"]);
    let found = text(&outcome.stdout);
    let lines = found.lines().filter_map(|line| line.split_once("the claim ").map(|(_, rest)| rest.to_owned()));
    let lines: Vec<String> = lines.collect();
    assert_eq!(outcome.status.code(), Some(i32::from(!lines.is_empty())), "{outcome:?}");
    lines
}

const LIMIT_CHANGED: &str =
    "`limit` was checked on 2026-11-10, and a number or unit in it changed since (“5 TB”, now “8 TB”)";
const SCIM_CHANGED: &str =
    "`scim` was checked on 2026-11-10, and a word of scope in it changed since (“only”, now “also”)";

#[test]
fn what_a_statement_said_when_its_date_came_in_is_compared() {
    let first = || card(FOOTNOTE, CLAIM);
    let changed = || card(&FOOTNOTE.replace("5 TB", "8 TB"), CLAIM);
    let both = || card(&FOOTNOTE.replace("5 TB", "8 TB"), &CLAIM.replace("only", "also"));
    let later = |text: String| text.replace("2026-11-10", "2026-11-12");
    let moved = |text: String| Commit {
        parents: &[1],
        files: vec![(PATH, None), ("content/battlecards/moved.md", Some(text))],
    };
    let renumbered = |text: String| text.replace("[^limit]", "[^2]");
    for (name, commits, expected) in [
        ("no change", vec![commit(&[], first())], vec![]),
        ("both notations", vec![commit(&[], first()), commit(&[1], both())], vec![SCIM_CHANGED, LIMIT_CHANGED]),
        ("a new date", vec![commit(&[], first()), commit(&[1], later(both()))], vec![]),
        (
            "a new date and later another number",
            vec![
                commit(&[], first()),
                commit(&[1], later(changed())),
                commit(&[2], later(card(&FOOTNOTE.replace("5 TB", "9 TB"), CLAIM))),
            ],
            vec!["`limit` was checked on 2026-11-12, and a number or unit in it changed since (“8 TB”, now “9 TB”)"],
        ),
        ("and back", vec![commit(&[], first()), commit(&[1], changed()), commit(&[2], first())], vec![]),
        (
            "a spelling",
            vec![commit(&[], first()), commit(&[1], card(FOOTNOTE, "It offres SCIM only on Enterprise."))],
            vec![],
        ),
        (
            "another wording, and a comma",
            vec![commit(&[], first()), commit(&[1], card("Globex ends at 5TB per day.", CLAIM))],
            vec![],
        ),
        ("moved", vec![commit(&[], first()), moved(first())], vec![]),
        ("moved and changed", vec![commit(&[], first()), moved(changed())], vec![LIMIT_CHANGED]),
        (
            "another label",
            vec![commit(&[], first()), commit(&[1], renumbered(changed()))],
            vec!["`2` was checked on 2026-11-10, and a number or unit in it changed since (“5 TB”, now “8 TB”)"],
        ),
    ] {
        let folder = repository(&commits);
        assert_eq!(rewritten(folder.path()), expected, "{name}");
    }
}

#[test]
fn dates_and_texts_are_followed_through_merges() {
    let first = || card(FOOTNOTE, CLAIM);
    let changed = || card(&FOOTNOTE.replace("5 TB", "8 TB"), CLAIM);
    let later = |text: String| text.replace("2026-11-10", "2026-11-12");
    for (name, commits, expected) in [
        (
            "changed on a branch and merged",
            vec![
                commit(&[], first()),
                commit(&[1], changed()),
                Commit { parents: &[1], files: vec![("content/pages/a.md", Some("# A\n".to_owned()))] },
                Commit { parents: &[3, 2], files: vec![(PATH, Some(changed()))] },
            ],
            vec![LIMIT_CHANGED],
        ),
        (
            "changed on one branch, checked on the other",
            vec![
                commit(&[], first()),
                commit(&[1], changed()),
                commit(&[1], later(first())),
                commit(&[3, 2], later(changed())),
            ],
            vec!["`limit` was checked on 2026-11-12, and a number or unit in it changed since (“5 TB”, now “8 TB”)"],
        ),
        (
            "changed by the merge itself",
            vec![
                commit(&[], first()),
                commit(&[1], first().replace("a while", "a moment")),
                commit(&[1], first().replace("is known", "is cheap")),
                commit(&[3, 2], changed()),
            ],
            vec![LIMIT_CHANGED],
        ),
    ] {
        let folder = repository(&commits);
        assert_eq!(rewritten(folder.path()), expected, "{name}");
    }
}

#[test]
fn what_is_not_known_changes_no_state() {
    let folder = repository(&[commit(&[], card(FOOTNOTE, CLAIM)), commit(&[1], card("Globex stops at 8 TB.", CLAIM))]);
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "c"]);
    assert_eq!(rewritten(folder.path()).len(), 1, "a control");
    let shallow = clone.path().join("c");
    assert_eq!(rewritten(&shallow), Vec::<String>::new());
    let said = text(&fieldbook(&shallow, &["check"]).stderr);
    assert!(said.contains("not known whether texts changed since they were checked (dates: 2)"), "{said}");
    std::fs::remove_dir_all(shallow.join(".git")).expect("removed");
    assert_eq!(rewritten(&shallow), Vec::<String>::new());
}

#[test]
fn a_date_that_is_not_committed_is_compared_with_nothing_and_a_text_with_its_commit() {
    let folder = repository(&[commit(&[], card(FOOTNOTE, CLAIM))]);
    let changed = card("Globex stops at 8 TB a day.", CLAIM);
    write(folder.path(), PATH, &changed);
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED]);
    write(folder.path(), PATH, &changed.replace("(verified 2026-11-10)", "(verified 2026-11-12)"));
    assert_eq!(rewritten(folder.path()), Vec::<String>::new());
    std::fs::remove_file(folder.path().join(PATH)).expect("removed");
    write(folder.path(), "content/battlecards/moved.md", &card(FOOTNOTE, CLAIM));
    assert_eq!(rewritten(folder.path()), Vec::<String>::new(), "moved and not committed");
}

#[test]
fn both_sides_of_a_change_are_compared_with_their_own_history() {
    let folder = repository(&[
        commit(&[], card(FOOTNOTE, CLAIM)),
        commit(&[1], card("Globex stops at 8 TB a day.", CLAIM)),
        Commit { parents: &[2], files: vec![("content/pages/a.md", Some("# A\n".to_owned()))] },
    ]);
    let since = |revision: &str| {
        let outcome = fieldbook(folder.path(), &["check", "--since", revision, "--no-cache", "--format", "concise"]);
        text(&outcome.stdout).matches("text-changed-since-verified").count()
    };
    assert_eq!(since("HEAD~1"), 0, "it was so before the change");
    assert_eq!(since("HEAD~2"), 1, "the change did it");
}

#[test]
fn the_page_and_the_list_of_what_is_due_say_so() {
    let folder =
        repository(&[commit(&[], card(FOOTNOTE, CLAIM)), commit(&[1], card("Globex stops at 8 TB a day.", CLAIM))]);
    let due = text(&fieldbook(folder.path(), &["verify", "--due"]).stdout);
    assert!(due.contains("Checked on 2026-11-10; a number or unit in it changed since."), "{due}");
    let out = folder.path().join("public");
    let outcome = fieldbook(folder.path(), &["build", "--output", out.to_str().expect("a path")]);
    let page = std::fs::read_to_string(out.join("battlecards/globex/index.html")).expect("built");
    assert!(page.contains("Checked on 2026-11-10; a number or unit in it changed since."), "{outcome:?}");
}

/// Returns the cache with `5 TB` replaced by `8 TB` and its checksum made again.
fn forged_cache(cache: &str) -> String {
    let (body, _) = cache.trim_end().rsplit_once('\n').expect("a checksum");
    let body = body.replace("5 TB", "8 TB");
    format!("{body}\n{}\n", blake3::hash(body.as_bytes()).to_hex())
}

/// Removes what is kept apart from the file called `name`, so that the next check reads that.
fn forget_all_but(name: &str, folder: &Path) {
    let kept: Vec<_> = std::fs::read_dir(folder.join(".fieldbook/cache")).expect("a cache").flatten().collect();
    for file in kept.iter().filter(|file| file.file_name() != name && file.path().is_file()) {
        std::fs::remove_file(file.path()).expect("removed");
    }
}

/// Returns a site of a card whose limit changed, and of enough pages for a cache.
fn repository_of_many() -> tempfile::TempDir {
    let page = |index: usize| {
        (
            format!("content/pages/p{index}.md"),
            format!("---\ntitle: P{index}\nverified: 2026-11-10\n---\nIt is {index}.\n"),
        )
    };
    let pages: Vec<(String, String)> = (0..40).map(page).collect();
    let mut first = commit(&[], card(FOOTNOTE, CLAIM));
    first.files.extend(pages.iter().map(|(path, text)| (path.as_str(), Some(text.clone()))));
    repository(&[first, commit(&[1], card("Globex stops at 8 TB a day.", CLAIM))])
}

#[test]
fn a_cache_that_is_damaged_or_kept_by_git_is_not_used() {
    let folder = repository_of_many();
    let cache = folder.path().join(".fieldbook/cache/versions");
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED]);
    let kept = std::fs::read_to_string(&cache).expect("it is written");
    forget_all_but("versions", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "from the cache");
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "", "the folder ignores itself");
    std::fs::write(&cache, kept.replace("5 TB", "8 TB")).expect("written");
    forget_all_but("versions", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "its checksum is another");
    std::fs::write(&cache, forged_cache(&kept)).expect("written");
    forget_all_but("versions", folder.path());
    assert_eq!(rewritten(folder.path()), Vec::<String>::new(), "a control: this is what is read");
    forget_all_but("versions", folder.path());
    git(folder.path(), &["add", "-f", ".fieldbook/cache/versions"]);
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "Git keeps it");
}

/// Returns `cache` with `5 TB` replaced by `8 TB` and its hash made again.
fn forged_origins(cache: &[u8]) -> Vec<u8> {
    let (body, _) = cache.split_at(cache.len() - 32);
    let mut body = body.to_vec();
    let places: Vec<usize> =
        body.windows(4).enumerate().filter(|(_, window)| *window == b"5 TB").map(|(place, _)| place).collect();
    assert!(!places.is_empty(), "a control");
    for place in places {
        *body.get_mut(place).expect("a place") = b'8';
    }
    let sum = blake3::hash(&body);
    [body.as_slice(), sum.as_bytes()].concat()
}

#[test]
fn origins_that_are_damaged_of_another_commit_or_kept_by_git_are_not_used() {
    let folder = repository_of_many();
    let cache = folder.path().join(".fieldbook/cache/origins");
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED]);
    let kept = std::fs::read(&cache).expect("it is written");
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "from the cache");
    assert!(!folder.path().join(".fieldbook/cache/versions").exists(), "no version was read");
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "", "the folder ignores itself");
    let forged = forged_origins(&kept);
    std::fs::write(&cache, &forged[..forged.len() - 1]).expect("written");
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "it is cut off");
    std::fs::write(&cache, &forged).expect("written");
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), Vec::<String>::new(), "a control: this is what is read");
    let page = "---\ntitle: P1\nverified: 2026-11-10\n---\nIt is 1. More.\n";
    std::fs::write(folder.path().join("content/pages/p1.md"), page).expect("written");
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), Vec::<String>::new(), "an edit without a commit");
    git(folder.path(), &["add", "-f", ".fieldbook/cache/origins"]);
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "Git keeps it");
    git(folder.path(), &["rm", "-q", "--cached", ".fieldbook/cache/origins"]);
    assert_eq!(rewritten(folder.path()), Vec::<String>::new(), "a control: it is read again");
    git(folder.path(), &["commit", "-qam", "an edit"]);
    forget_all_but("origins", folder.path());
    assert_eq!(rewritten(folder.path()), [LIMIT_CHANGED], "another commit");
}
