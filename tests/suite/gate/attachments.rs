//! Credentials in files beside the content: found whatever the format, and named without their value; what cannot be searched is
//! said.

use super::{commit_all, fieldbook, git, site, text, write};
use crate::secrets::drawn;
use fieldbook::inputs::{CredentialSearch, DiskFiles, Reader};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Returns a credential that no file holds.
fn token() -> String {
    drawn("ghp_«A 36»", 7)
}

fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip(content: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(content.as_bytes()).expect("packed");
    packed.finish().expect("packed")
}

fn pdf(content: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(format!("BT ({content}) Tj ET").as_bytes()).expect("packed");
    let stream = packed.finish().expect("packed");
    [b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n".as_slice(), &stream, b"\nendstream\nendobj\n"].concat()
}

/// Returns a file of each format with `secret` in it.
pub(super) fn files(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (one, two) = secret.split_at(secret.len() / 2);
    let runs = format!("<w:p><w:r><w:t>{one}</w:t></w:r><w:r><w:t>{two}</w:t></w:r></w:p>");
    let utf16: Vec<u8> = format!("\u{FEFF}key {secret}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let comment = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &u32::try_from(secret.len()).expect("short").to_be_bytes(),
        b"tEXt",
        secret.as_bytes(),
        &[0; 4],
    ];
    vec![
        ("a.txt", format!("key {secret}\n").into_bytes()),
        ("b.csv", format!("a,{secret},c\n").into_bytes()),
        ("c.json", format!("{{\"a\": \"{secret}\"}}").into_bytes()),
        ("d.html", format!("<p>{secret}</p>").into_bytes()),
        ("e.txt", utf16),
        ("f.txt", [format!("key {secret} ").as_bytes(), b"\xe4\xf6"].concat()),
        ("g.docx", zip(&[("word/document.xml", runs)])),
        ("h.xlsx", zip(&[("xl/sharedStrings.xml", format!("<sst><si><t>{secret}</t></si></sst>"))])),
        ("i.pptx", zip(&[("ppt/slides/slide1.xml", format!("<a:p><a:t>{secret}</a:t></a:p>"))])),
        ("j.txt.gz", gzip(secret)),
        ("k.pdf", pdf(secret)),
        ("l.png", comment.concat()),
        ("m.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>{secret}</desc></svg>").into_bytes()),
        ("n.bin", [b"\x00\x01\x02\x03".as_slice(), secret.as_bytes(), b"\x00\x01"].concat()),
    ]
}

fn site_with(files: &[(&'static str, Vec<u8>)]) -> tempfile::TempDir {
    let links: String = files.iter().flat_map(|(name, _)| ["[file](files/", name, ")\n"]).collect();
    let page = format!("---\ntitle: Files\nowner: ann\n---\n{links}");
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/files.md", &page)]);
    let below = folder.path().join("content/pages/files");
    fs::create_dir_all(&below).expect("a folder");
    for (name, bytes) in files {
        fs::write(below.join(name), bytes).expect("written");
    }
    folder
}

/// Returns the file and the rule of each finding about secrets.
fn found(folder: &Path) -> Vec<String> {
    let output = fieldbook(folder, &["check", "--rule", "secrets", "--format", "concise"]);
    let report = text(&output.stdout);
    assert!(!report.contains(&token()), "{report}");
    let shown = |line: &str| {
        let (path, rest) = line.split_once(':')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{} {rule}", path.rsplit('/').next()?))
    };
    report.lines().filter_map(shown).collect()
}

#[test]
fn a_credential_is_found_in_each_format_and_holds_the_build() {
    let files = files(&token());
    let folder = site_with(&files);
    let mut expected: Vec<String> = files.iter().map(|(name, _)| format!("{name} secrets/leaked-credential")).collect();
    expected.push("n.bin secrets/unsearched-file".to_owned());
    assert_eq!(found(folder.path()), expected);
    for (name, bytes) in files {
        let folder = site_with(&[(name, bytes)]);
        let output = fieldbook(folder.path(), &["build"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(!folder.path().join("dist").exists(), "{name}");
    }
}

#[test]
fn the_same_files_without_a_credential_are_published() {
    let folder = site_with(&files("nothing to see"));
    assert_eq!(found(folder.path()), ["n.bin secrets/unsearched-file"]);
    let output = fieldbook(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn the_name_of_a_file_and_the_data_files_are_searched() {
    let token = token();
    let name = format!("content/pages/{token}.txt");
    let opportunities = format!(
        "{{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{{\"id\": \"o\", \"name\": \"{token}\", \"stage\": \"Open\"}}]}}"
    );
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n"),
        ("content/pages/a.md", "---\ntitle: A\nowner: ann\n---\nText.\n"),
        (&name, "text"),
        ("opportunities.json", &opportunities),
        ("people.yaml", &format!("- id: ann\n  name: {token}\n")),
        ("themes/default/templates/extra.html", &format!("<p>{token}</p>")),
    ]);
    let output = fieldbook(folder.path(), &["check", "--rule", "secrets", "--format", "concise"]);
    let report = text(&output.stdout);
    assert!(!report.contains(&token), "{report}");
    let mut places: Vec<&str> = report.lines().filter_map(|line| line.split(':').next()).collect();
    places.dedup();
    assert_eq!(places.len(), 4, "{report}");
    assert!(places.contains(&"opportunities.json") && places.contains(&"people.yaml"), "{report}");
    assert!(places.contains(&"themes/default/templates/extra.html"), "{report}");
}

/// Makes a repository with a page, and with `files` beside the site's content, all staged.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let page = "---\ntitle: T\nowner: ann\n---\nText.\n";
    let folder = site(&[&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", page)], files].concat());
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    folder
}

/// Returns the exit code of a check and its findings on one line each.
fn checked(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = fieldbook(folder, &[&["check", "--format", "concise"], more].concat());
    (output.status.code(), text(&output.stdout))
}

#[test]
fn files_of_the_repository_that_are_not_published_are_searched() {
    let line = format!("export DEPLOY_TOKEN={}\n", token());
    let folder = repository(&[("deploy.sh", &line), ("content/.env", &line), ("notes/fine.txt", "nothing to see\n")]);
    let found =
        |path: &str| format!("{path}:1:21: error[secrets/credential-in-repository] a GitHub token of 40 characters\n");
    let both = format!("{}{}", found("content/.env"), found("deploy.sh"));
    for more in [&[][..], &["--staged"], &["--rule", "secrets"], &["--staged", "--rule", "secrets"]] {
        assert_eq!(checked(folder.path(), more), (Some(1), both.clone()), "{more:?}");
    }
    assert_eq!(checked(folder.path(), &["--rule", "links"]), (Some(0), String::new()));
    assert_eq!(checked(folder.path(), &["deploy.sh"]), (Some(1), found("deploy.sh")));
    // They are not part of the site.
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(0));
    git(folder.path(), &["rm", "-q", "--cached", "content/.env"]);
    assert_eq!(checked(folder.path(), &[]), (Some(1), found("deploy.sh")), "Git does not keep it");
}

#[test]
fn a_change_is_responsible_for_the_unpublished_files_that_it_touches() {
    let line = format!("export DEPLOY_TOKEN={}\n", token());
    let folder = repository(&[("old.sh", &line)]);
    commit_all(folder.path(), "one");
    write(folder.path(), "new.sh", &line);
    git(folder.path(), &["add", "."]);
    let found = "new.sh:1:21: error[secrets/credential-in-repository] a GitHub token of 40 characters\n".to_owned();
    assert_eq!(checked(folder.path(), &["--since", "HEAD"]), (Some(1), found.clone()));
    assert_eq!(checked(folder.path(), &["--staged"]), (Some(1), found));
    commit_all(folder.path(), "two");
    assert_eq!(checked(folder.path(), &["--since", "HEAD"]), (Some(0), String::new()));
    assert_eq!(fieldbook(folder.path(), &["baseline", "write"]).status.code(), Some(0));
    assert_eq!(checked(folder.path(), &[]), (Some(0), String::new()), "the baseline knows both");
}

#[test]
fn formats_of_the_site_are_found_everywhere_and_a_wrong_one_holds_the_build() {
    let pattern = |pattern: &str| {
        format!("[site]\ntitle = \"T\"\n[[secrets.patterns]]\nname = \"Acme key\"\npattern = '{pattern}'\n")
    };
    let page = "---\ntitle: T\nowner: ann\n---\nUse ownsk_19ac73fe now, see [file](a.csv).\n";
    let folder = site(&[("site.toml", &pattern("ownsk_[0-9a-f]{8}")), ("content/pages/a.md", page)]);
    write(folder.path(), "content/pages/a.csv", "key,ownsk_19ac73ff\n");
    let found =
        |at: &str| format!("content/pages/{at}: error[secrets/leaked-credential] an Acme key of 14 characters\n");
    let both = format!("{}{}", found("a.csv:1:5"), found("a.md:5:5"));
    assert_eq!(checked(folder.path(), &["--rule", "secrets"]), (Some(1), both));
    let build = fieldbook(folder.path(), &["build"]);
    assert_eq!(build.status.code(), Some(1));
    assert!(!format!("{build:?}").contains("19ac73"), "{build:?}");
    write(folder.path(), "site.toml", &pattern("ownsk_[0-9"));
    let (code, report) = checked(folder.path(), &[]);
    let expected =
        "site.toml:5:11: error[schema/wrong-type] the pattern is not a regular expression: unclosed character class";
    assert!(code == Some(1) && report.contains(expected), "{report}");
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(1));
    write(folder.path(), "site.toml", &pattern("other_[0-9a-f]{8}"));
    assert_eq!(checked(folder.path(), &["--rule", "secrets"]), (Some(0), String::new()), "a control");
}

#[test]
fn attachments_are_not_searched_for_credentials_unless_a_rule_about_them_runs() {
    let folder = site_with(&[("a.txt", token().into_bytes())]);
    let found = |search: CredentialSearch| {
        let reading = Reader::new(search).read(&DiskFiles::new(folder.path())).expect("it is read");
        reading.inputs.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(found(CredentialSearch::Made), ["secrets/leaked-credential"]);
    assert_eq!(found(CredentialSearch::Omitted), Vec::<&str>::new());
}

#[test]
fn a_page_that_cannot_be_read_is_searched_too() {
    let folder = repository(&[]);
    let utf16: Vec<u8> = format!("\u{FEFF}key {}", token()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("content/pages/wide.md"), utf16).expect("written");
    fs::write(folder.path().join("content/pages/zero.md"), format!("\0 key {}", token())).expect("written");
    git(folder.path(), &["add", "."]);
    let expected = "content/pages/wide.md:1:1: error[schema/unreadable-file] the file is UTF-16; save it as UTF-8\n\
                    content/pages/wide.md:1:5: error[secrets/leaked-credential] a GitHub token of 40 characters\n\
                    content/pages/zero.md:1:1: error[schema/unreadable-file] byte 0 is NUL: not a text file\n\
                    content/pages/zero.md:1:1: error[secrets/leaked-credential] a GitHub token of 40 characters in its part \
                    printable characters\n";
    assert_eq!(checked(folder.path(), &["--rule", "secrets"]), (Some(1), expected.to_owned()));
}
