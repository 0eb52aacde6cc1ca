//! Files that nobody should write, and somebody will: each is a finding or an error with its place, and the rest of the
//! site is read.

use fieldbook::inputs::read_inputs;
use fieldbook::library::Library;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

const FINE: &str = "---\ntitle: Fine\n---\nAll is well.\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    fs::write(folder.path().join("content/pages/fine.md"), FINE).expect("written");
    folder
}

/// Reads the site and returns its findings as `path:line:column rule: message`, and the ids of its entries.
fn read(folder: &Path) -> (Vec<String>, Vec<String>) {
    let inputs = read_inputs(folder).expect("the site can be read");
    let mut findings = inputs.findings;
    let (library, found) = Library::new(inputs.files, inputs.lists);
    findings.extend(found);
    let show = |finding: &fieldbook::finding::Finding| {
        let at = finding.place.start();
        let (path, rule) = (finding.place.file.path(), finding.rule.id);
        format!("{path}:{}:{} {rule}: {}", at.line, at.column, finding.message)
    };
    let ids = library.entries().iter().map(|entry| entry.id.clone()).collect();
    (findings.iter().map(show).collect(), ids)
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    for (name, bytes, expected) in [
        ("latin.md", &b"---\ntitle: caf\xE9\n---\n"[..], "1:1 schema/unreadable-file: byte 14 is not UTF-8"),
        ("wide.md", b"\xFF\xFE-\0-\0", "1:1 schema/unreadable-file: the file is UTF-16; save it as UTF-8"),
        ("nul.md", b"---\ntitle: a\0b\n---\n", "1:1 schema/unreadable-file: byte 12 is NUL: not a text file"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0", "1:1 schema/unreadable-file: byte 8 is NUL: not a text file"),
        (
            "open.md",
            b"---\ntitle: A\nText.\n",
            "1:1 schema/invalid-front-matter: the front matter begins here and is never closed with `---`",
        ),
        (
            "list.md",
            b"---\n- a\n- b\n---\n",
            "2:1 schema/invalid-front-matter: front matter must be `key: value` lines, not a list",
        ),
    ] {
        let folder = site();
        fs::write(folder.path().join("content/pages").join(name), bytes).expect("written");
        let (findings, ids) = read(folder.path());
        assert_eq!(findings, [format!("content/pages/{name}:{expected}")]);
        assert_eq!(ids, ["pages/fine"], "the rest of the site is read");
    }
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let folder = site();
    let pages = folder.path().join("content/pages");
    fs::write(pages.join("bom.md"), format!("\u{feff}{FINE}")).expect("written");
    fs::write(pages.join("crlf.md"), FINE.replace('\n', "\r\n")).expect("written");
    fs::write(pages.join("empty.md"), "").expect("written");
    let (findings, ids) = read(folder.path());
    assert_eq!(ids, ["pages/bom", "pages/crlf", "pages/empty", "pages/fine"]);
    assert_eq!(
        findings,
        ["content/pages/empty.md:1:1 schema/missing-field: `title` is missing: in front matter, or as a first heading"]
    );
}

#[test]
fn what_is_too_large_is_not_read() {
    let folder = site();
    let pages = folder.path().join("content/pages");
    let huge = fs::File::create(pages.join("huge.md")).expect("made");
    huge.set_len(100 << 20).expect("a hole is enough");
    let claims =
        (0..10_000).fold(String::new(), |claims, claim| claims + "  - {id: c" + &claim.to_string() + ", text: T}\n");
    fs::write(pages.join("many.md"), format!("---\ntitle: Many\nclaims:\n{claims}---\n")).expect("written");
    let (findings, ids) = read(folder.path());
    assert_eq!(ids, ["pages/fine"]);
    assert_eq!(
        findings,
        [
            "content/pages/huge.md:1:1 schema/unreadable-file: the file has 104857600 bytes; the limit is 2097152",
            "content/pages/many.md:1:1 schema/invalid-front-matter: the front matter has 248910 bytes; at most 65536 are read",
        ]
    );
    fs::write(folder.path().join("site.toml"), "[limits]\nfront_matter = \"512KiB\"\n").expect("written");
    let (_, ids) = read(folder.path());
    assert_eq!(ids, ["pages/fine", "pages/many"], "the limit is a setting");
}

#[test]
fn links_pipes_and_loops_are_left_alone() {
    let folder = site();
    let pages = folder.path().join("content/pages");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.md"), "---\ntitle: Outside\n---\n").expect("written");
    symlink(outside.path(), pages.join("out")).expect("linked");
    symlink("..", pages.join("loop")).expect("linked");
    symlink(outside.path().join("secret.md"), pages.join("secret.md")).expect("linked");
    let made = Command::new("mkfifo").arg(pages.join("pipe.md")).status().expect("mkfifo runs");
    assert!(made.success());
    let (findings, ids) = read(folder.path());
    assert_eq!(ids, ["pages/fine"]);
    let expected = ["loop", "out", "pipe.md", "secret.md"].map(|name| {
        format!("content/pages/{name}:1:1 schema/unreadable-file: not a regular file; links, pipes and devices are not followed")
    });
    assert_eq!(findings, expected);
}

#[test]
fn folders_without_end_are_cut_off() {
    let folder = site();
    let deep = (0..200).fold(folder.path().join("content/pages"), |path, _| path.join("d"));
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("lost.md"), FINE).expect("written");
    let (findings, ids) = read(folder.path());
    assert_eq!(ids, ["pages/fine"]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].ends_with("folders deeper than 64 levels are not read"), "{findings:?}");
}

#[test]
fn ids_stay_below_the_site_and_apart() {
    for id in ["../x", "/etc/x", "a//b", "a/../b", "a\\\\b", ".hidden", "a/.git/b", "con trol", "a:b", "x."] {
        let folder = site();
        let text = format!("---\ntitle: T\nid: \"{id}\"\n---\n");
        fs::write(folder.path().join("content/pages/named.md"), text).expect("written");
        let (findings, ids) = read(folder.path());
        assert_eq!(ids, ["pages/fine", "pages/named"], "{id}");
        assert!(
            findings.len() == 1 && findings[0].starts_with("content/pages/named.md:3:5 schema/wrong-type"),
            "{id}: {findings:?}"
        );
    }
    let folder = site();
    let pages = folder.path().join("content/pages");
    fs::write(pages.join("Größe.md"), FINE).expect("written");
    fs::write(pages.join("gro\u{308}ße.md"), FINE).expect("written");
    fs::write(pages.join("third.md"), "---\ntitle: T\nid: pages/FINE\n---\n").expect("written");
    let (findings, ids) = read(folder.path());
    assert_eq!(ids.len(), 2, "{ids:?}");
    let clashes: Vec<_> = findings.iter().filter(|finding| finding.contains("schema/duplicate-id")).collect();
    assert!(
        clashes.len() == 2 && clashes.iter().all(|clash| clash.matches("content/pages/").count() == 2),
        "{findings:?}"
    );
}

#[test]
fn names_as_long_as_the_system_allows_are_read() {
    let folder = site();
    let name = "n".repeat(252);
    fs::write(folder.path().join(format!("content/pages/{name}.md")), FINE).expect("written");
    let (findings, ids) = read(folder.path());
    assert_eq!((findings, ids.len()), (Vec::new(), 2));
}

#[test]
fn a_site_without_settings_is_a_site() {
    let folder = site();
    assert_eq!(read(folder.path()), (Vec::new(), vec!["pages/fine".to_owned()]));
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(read(empty.path()), (Vec::new(), Vec::new()));
    fs::write(empty.path().join("content"), "a file").expect("written");
    let error = read_inputs(empty.path()).expect_err("a root that is a file").to_string();
    assert!(error.contains("content") && error.contains("not a directory"), "{error}");
}
