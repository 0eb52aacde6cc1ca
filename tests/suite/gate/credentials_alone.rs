//! `check --rule secrets` searches files before they are parsed, and reports what the whole check reports of them.

use super::{commit_all, fieldbook, fingerprint, git, key, site, text};
use std::fs;
use std::path::Path;

const SETTINGS: &str = "[site]\ntitle = \"T\"\n[fingerprints]\nsalt = \"00112233445566778899aabbccddeeff\"\n\
    [[roots]]\npath = \"content\"\n[[roots]]\npath = \"inside\"\n";

fn page(fields: &str, body: &str) -> String {
    format!("---\ntitle: A\nowner: ann\nstatus: approved\n{fields}---\n{body}\n")
}

/// A site with a credential in every kind of place, allowed or not, and pages without one.
fn mixed() -> tempfile::TempDir {
    let key = key();
    let allow = format!(
        "<!-- fieldbook-allow secrets/leaked-credential fingerprint={} not-a-secret reason=\"a sample\" -->\n",
        fingerprint(&key)
    );
    let suppress = format!(
        "suppress:\n  - rule: secrets/leaked-credential\n    fingerprint: {}\n    reason: a sample\n    until: 2027-01-01\n",
        fingerprint(&key)
    );
    let folder = site(&[
        ("site.toml", SETTINGS),
        ("people.yaml", "ann:\n  name: Ann\n"),
        ("content/pages/clean.md", &page("", "Nothing here, and [[nowhere]].")),
        ("content/pages/leak.md", &page("", &key)),
        ("content/pages/in-front.md", &page(&format!("summary: {key}\n"), "Body.")),
        ("content/pages/allowed.md", &page("", &format!("{allow}{key}"))),
        ("content/pages/suppressed.md", &page(&suppress, &key)),
        ("content/pages/broken.md", &format!("---\ntitle: [\n---\n{key}\n")),
        ("content/pages/broken-and-clean.md", "---\ntitle: [\n---\n"),
        (&format!("content/pages/{key}.md"), &page("", "Named after it.")),
        ("inside/leak.md", &page("", &key)),
        ("scripts/deploy.sh", &format!("export KEY={key}\n")),
    ]);
    let wide: Vec<u8> = key.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("content/pages/wide.md"), [b"\xFF\xFE".to_vec(), wide].concat()).expect("written");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    folder
}

/// Returns the lines of a check about secrets and unreadable files.
fn checked(folder: &Path, more: &[&str]) -> Vec<String> {
    let output = fieldbook(folder, &[&["check", "--format", "concise"], more].concat());
    let shown = text(&output.stdout);
    assert!(!shown.contains(&key()), "{shown}");
    let is_kept = |line: &&str| line.contains("[secrets/") || line.contains("[schema/unreadable-file]");
    shown.lines().filter(is_kept).map(str::to_owned).collect()
}

/// Returns how much a check says that it is about.
fn extent(folder: &Path, more: &[&str]) -> String {
    let shown = text(&fieldbook(folder, &[&["check"], more].concat()).stdout);
    let counted = shown.lines().filter(|line| line.contains("; ")).find_map(|line| Some(line.split_once(" in ")?.1));
    counted.and_then(|rest| Some(rest.split_once(';')?.0)).unwrap_or_default().to_owned()
}

#[test]
fn it_reports_what_the_whole_check_reports_of_credentials() {
    let folder = mixed();
    let whole = checked(folder.path(), &[]);
    let places: Vec<&str> = whole.iter().filter_map(|line| line.split(':').next()?.rsplit('/').next()).collect();
    let name = format!("{}.md", fieldbook::secrets::mask(&key()));
    let expected = [name.as_str(), "broken.md", "in-front.md", "leak.md", "wide.md", "wide.md", "leak.md", "deploy.sh"];
    assert_eq!(places, expected, "the control: {whole:#?}");
    let alone = checked(folder.path(), &["--rule", "secrets"]);
    assert_eq!(alone, whole);
    assert_eq!(extent(folder.path(), &["--rule", "secrets"]), "10 files");
    let part = checked(folder.path(), &["--rule", "secrets", "inside", "content/pages/clean.md"]);
    assert_eq!(part, whole.iter().filter(|line| line.starts_with("inside/")).cloned().collect::<Vec<_>>());
    assert_eq!(extent(folder.path(), &["--rule", "secrets", "inside", "content/pages/clean.md"]), "2 of 10 files");
    let compared = checked(folder.path(), &["--rule", "secrets", "--since", "HEAD"]);
    assert_eq!(compared, [""; 0]);
    assert_eq!(extent(folder.path(), &["--rule", "secrets", "--since", "HEAD"]), "7 entries", "it parses everything");
}

#[test]
fn a_clean_site_is_searched_and_not_called_publishable() {
    let folder = site(&[("site.toml", SETTINGS), ("content/a.md", &page("", "A.")), ("content/b.md", "B.")]);
    let output = fieldbook(folder.path(), &["check", "--rule", "secrets"]);
    assert_eq!(output.status.code(), Some(0));
    let said = "no findings in 2 files; only some rules ran, so it is not known whether a build publishes the site\n";
    assert_eq!(text(&output.stdout), said);
    let output = fieldbook(folder.path(), &["check", "--rule", "secrets", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&report["entries"], &report["files"], &report["claims"]),
        (&serde_json::Value::Null, &serde_json::json!(2), &serde_json::Value::Null)
    );
    let output = fieldbook(folder.path(), &["check", "--rule", "secrets", "--rule", "links", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&report["entries"], &report["files"]), (&serde_json::json!(2), &serde_json::Value::Null));
}
