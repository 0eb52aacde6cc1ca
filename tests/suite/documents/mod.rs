//! Imports of Word documents, slides, and exports of Confluence and Notion.

mod again;
mod answers;
mod confluence;
mod libraries;
mod notion;
pub(crate) mod office;
mod slides;
mod word;

use fieldbook::importing::{Competitors, DocumentSite, Import, KindChoice, Source, import_documents};
use std::collections::BTreeMap;

/// Imports `sources` with the competitor Globex.
pub(crate) fn imported(sources: Vec<Source>) -> Import {
    imported_as(sources, &KindChoice::Pages)
}

pub(crate) fn imported_as(sources: Vec<Source>, kinds: &KindChoice) -> Import {
    let competitors = Competitors::new(["Globex".to_owned()]);
    import_documents(sources, DocumentSite { competitors: &competitors, kinds, known: &BTreeMap::new() })
}

pub(crate) fn source(path: &str, bytes: impl Into<Vec<u8>>) -> Source {
    Source { path: path.to_owned(), bytes: bytes.into() }
}

/// Returns the text of the file at `path`.
pub(crate) fn text_of(import: &Import, path: &str) -> String {
    let file = import.files.iter().find(|file| file.path == path);
    let names: Vec<&str> = import.files.iter().map(|file| file.path.as_str()).collect();
    let file = file.unwrap_or_else(|| panic!("{path} is not among {names:?}; {:?}", import.rows));
    String::from_utf8(file.bytes.clone()).expect("it is text")
}

/// Returns what was changed and left out, one line each.
pub(crate) fn pieces(import: &Import) -> Vec<String> {
    let listed = import.constructs.iter().filter(|one| one.fate.word() != "carried over");
    listed.map(|one| format!("{}: {} ({}): {}", one.fate.word(), one.name, one.place, one.note)).collect()
}
