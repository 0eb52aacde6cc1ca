//! Addresses that a change takes away, and the redirects in their place.

use super::{commit_all, fieldbook, git, read, site, text, write};
use std::fs;
use std::path::Path;

fn page(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: unreviewed\n---\n{title} has a text of its own, long enough to be recognised when its file moves.\n"
    )
}

fn repository() -> tempfile::TempDir {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("content/pages/setup.md", &page("Setup")),
        ("content/pages/limits.md", &page("Limits")),
    ]);
    git(folder.path(), &["init", "-q"]);
    commit_all(folder.path(), "site");
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> String {
    let all = [&["check", "--since", "HEAD", "--format", "concise"], arguments].concat();
    text(&fieldbook(folder, &all).stdout)
}

fn gone(folder: &Path) -> Vec<String> {
    check(folder, &[]).lines().filter(|line| line.contains("address-gone")).map(str::to_owned).collect()
}

#[test]
fn a_renamed_page_is_found_and_its_redirect_written() {
    let folder = repository();
    assert_eq!(gone(folder.path()), Vec::<String>::new(), "a control: nothing moved");
    fs::rename(folder.path().join("content/pages/setup.md"), folder.path().join("content/pages/start.md"))
        .expect("renamed");
    git(folder.path(), &["add", "-A"]);
    let found = gone(folder.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("content/pages/start.md:2:") && found[0].contains("warning[links/address-gone]"),
        "{found:?}"
    );
    check(folder.path(), &["--fix"]);
    let expected = page("Setup").replace("status: unreviewed\n", "status: unreviewed\nmoved_from: [pages/setup]\n");
    assert_eq!(read(folder.path(), "content/pages/start.md"), expected);
    assert_eq!(gone(folder.path()), Vec::<String>::new());
    fieldbook(folder.path(), &["build"]);
    let redirect = read(folder.path(), "public/pages/setup/index.html");
    assert!(redirect.contains("../start/index.html"), "{redirect}");
}

#[test]
fn a_removed_page_is_named_unless_another_takes_its_address() {
    let folder = repository();
    fs::remove_file(folder.path().join("content/pages/setup.md")).expect("removed");
    let found = gone(folder.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("`pages/setup`"), "{found:?}");
    for field in ["moved_from: [/pages/setup/]", "moved_from: pages/setup.html", "supersedes: pages/setup"] {
        let limits = page("Limits").replace("status: unreviewed\n", &format!("status: unreviewed\n{field}\n"));
        write(folder.path(), "content/pages/limits.md", &limits);
        assert_eq!(gone(folder.path()), Vec::<String>::new(), "{field}");
    }
}

#[test]
fn a_former_address_leads_nowhere_else() {
    let folder = repository();
    let limits = page("Limits")
        .replace("status: unreviewed\n", "status: unreviewed\nmoved_from: [pages/setup, search, ../x, 'a b']\n");
    write(folder.path(), "content/pages/limits.md", &limits);
    let outcome = text(&fieldbook(folder.path(), &["check", "--format", "concise"]).stdout);
    assert!(outcome.contains("`pages/setup` is the address of `pages/setup`; no redirect is written"), "{outcome}");
    assert_eq!(outcome.matches("schema/wrong-type").count(), 2, "{outcome}");
    write(folder.path(), "content/pages/limits.md", &limits.replace(", ../x, 'a b'", ""));
    let outcome = text(&fieldbook(folder.path(), &["check", "--format", "concise"]).stdout);
    assert!(outcome.contains("`search` is the address of another page; no redirect is written"), "{outcome}");
    fieldbook(folder.path(), &["build"]);
    let kept = read(folder.path(), "public/pages/setup/index.html");
    assert!(kept.contains("Setup has a text of its own"), "the page stays");
    assert!(!read(folder.path(), "public/search/index.html").contains("limits"), "the page of the search stays");
}
