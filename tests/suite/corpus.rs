//! The benchmark's corpus, so that it stays valid while the content model grows.

#[path = "../../benches/corpus/mod.rs"]
mod generator;

use fieldbook::finding::Severity;
use fieldbook::inputs::read_inputs;
use fieldbook::library::{Library, Target};
use generator::write_corpus;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SEED: u64 = 7;
const ENTRIES: usize = 200;

pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the corpus can be listed") {
            let path = entry.expect("the corpus can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("below the site").to_string_lossy().into_owned();
                files.insert(inside, fs::read(&path).expect("the corpus can be read"));
            }
        }
    }
    files
}

fn corpus(seed: u64) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a folder can be made");
    write_corpus(site.path(), seed, ENTRIES).expect("the corpus can be written");
    site
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, other, third) = (corpus(SEED), corpus(SEED), corpus(SEED + 1));
    let one = files(one.path());
    assert_eq!(one.keys().collect::<Vec<_>>(), files(other.path()).keys().collect::<Vec<_>>());
    assert!(one == files(other.path()), "two runs of one seed differ");
    assert!(one != files(third.path()), "the seed decides nothing");
}

#[test]
fn the_corpus_is_valid_and_its_links_lead_somewhere() {
    let site = corpus(SEED);
    let inputs = read_inputs(site.path()).expect("the corpus can be read");
    let (library, found) = Library::new(inputs.files, inputs.lists);
    let faults = inputs.findings.iter().chain(&found).filter(|finding| finding.severity == Severity::Error);
    let faults: Vec<_> = faults.map(|finding| format!("{}: {}", finding.place.file.path(), finding.message)).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(library.entries().len(), ENTRIES);
    let mut links = 0;
    for entry in library.entries() {
        for link in &entry.body.links {
            links += 1;
            let target = library.resolve(entry, link);
            assert!(matches!(target, Target::Entry(..) | Target::Asset(_)), "{}: {target:?}", entry.id);
        }
        for citation in &entry.body.citations {
            assert!(entry.claim(&citation.label.value).is_some(), "{}: {}", entry.id, citation.label.value);
        }
    }
    assert!(links > 30 * 20, "battlecards alone have 20 links each, here are {links}");
}
