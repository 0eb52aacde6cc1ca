//! The same input on the same day gives the same bytes, whatever the threads, the folder and the ends of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the sample stands, from the root of the repository.
const SAMPLE: [&str; 10] = [
    "site.toml",
    "content",
    "evidence",
    "deals",
    "people.yaml",
    "capabilities.yaml",
    "jargon.yaml",
    "synonyms.yaml",
    "opportunities.json",
    "questionnaires",
];

/// Every file of a built site, by path.
type Built = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        found.extend(files(&entry.path()));
    }
    found
}

/// Copies the sample below `folder`, each text through `change`.
fn copy(folder: &Path, change: impl Fn(String) -> String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in SAMPLE.iter().flat_map(|part| files(&root.join(part))) {
        let target = folder.join(path.strip_prefix(root).expect("below the root"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("made");
        match fs::read_to_string(&path) {
            Ok(text) => fs::write(target, change(text)).expect("written"),
            Err(_) => drop(fs::copy(&path, target).expect("copied")),
        }
    }
}

fn build(site: &Path, threads: &str) -> Built {
    let output = site.join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-21", "--offline", "--site"])
        .arg(site)
        .arg("--output")
        .arg(&output)
        .env("RAYON_NUM_THREADS", threads)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("fieldbook runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&output).expect("below").to_string_lossy().replace('\\', "/");
        (name, fs::read(path).expect("read"))
    };
    files(&output).into_iter().map(read).collect()
}

/// Returns the paths that only one site has, or that differ in their bytes.
fn differing<'a>(one: &'a Built, other: &'a Built) -> BTreeSet<&'a str> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).map(String::as_str).collect()
}

#[test]
fn threads_folders_and_ends_of_lines_change_no_byte() {
    let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let far = there.path().join("another checkout/of the same");
    copy(here.path(), |text| text);
    let first = build(here.path(), "1");
    assert!(first.len() > 200 && first.keys().any(|path| path.starts_with("search/index/")), "{}", first.len());
    assert_eq!(differing(&first, &build(here.path(), "8")), BTreeSet::new(), "threads");

    copy(&far, |text| text);
    assert_eq!(differing(&first, &build(&far, "2")), BTreeSet::new(), "folders");

    copy(&far, |text| text.replace("\r\n", "\n").replace('\n', "\r\n"));
    let settings = fs::read(far.join("site.toml"));
    assert!(settings.expect("a text").windows(2).any(|pair| pair == b"\r\n"), "control: the ends are others");
    assert_eq!(differing(&first, &build(&far, "2")), BTreeSet::new(), "ends of lines");

    let changed = far.join("content/guides/sending-domains.md");
    let text = fs::read_to_string(&changed).expect("read");
    fs::write(&changed, format!("{text}\r\nOne sentence more.\r\n")).expect("written");
    let other = build(&far, "2");
    let differing = differing(&first, &other);
    assert!(differing.contains("guides/sending-domains/index.html"), "control: {differing:?}");
    assert!(!differing.contains("guides/crm-connection/index.html"), "control: {differing:?}");
}
