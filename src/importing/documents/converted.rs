//! Documents that were read, added to an import as pages with their files.

use super::assets::Assets;
use super::competitors::Competitors;
use super::document::Document;
use super::page::{Page, PageSite, markdown_page, page};
use crate::importing::construct::Construct;
use crate::importing::import::{Import, Source, Written};
use crate::importing::proposal::KindChoice;
use crate::importing::record::fingerprint;
use std::collections::BTreeMap;

/// What documents are imported into.
#[derive(Clone, Copy)]
pub struct DocumentSite<'a> {
    /// The names of competitors.
    pub competitors: &'a Competitors,
    /// Which kinds were confirmed.
    pub kinds: &'a KindChoice,
    /// The pages that documents became in an earlier import, below the target folder.
    pub known: &'a BTreeMap<String, String>,
}

impl<'a> DocumentSite<'a> {
    fn pages(self) -> PageSite<'a> {
        PageSite { competitors: self.competitors, kinds: self.kinds }
    }
}

/// A document that was read.
pub(super) struct Read<'a> {
    pub(super) file: &'a Source,
    pub(super) target: String,
    pub(super) document: Document,
    pub(super) what: &'static str,
}

/// Adds the page of a document with its files; a document without text is left out.
pub(super) fn add(import: &mut Import, read: Read<'_>, site: DocumentSite<'_>) {
    let Read { file, target, mut document, what } = read;
    let page = page(&file.path, &mut document, site.pages());
    put(import, Placed { file, target, what }, page, document.assets);
    import.constructs.extend(document.constructs);
}

/// A Markdown text that was rewritten.
pub(super) struct ReadText<'a> {
    pub(super) file: &'a Source,
    pub(super) target: String,
    /// The title if the text has none.
    pub(super) title: &'a str,
    pub(super) text: String,
    pub(super) assets: Assets,
    pub(super) constructs: Vec<Construct>,
}

/// Adds the page of a Markdown text with its files; one without text is left out.
pub(super) fn add_text(import: &mut Import, read: ReadText<'_>, site: DocumentSite<'_>) {
    let ReadText { file, target, title, text, assets, mut constructs } = read;
    let page = markdown_page(&file.path, title, &text, &mut constructs, site.pages());
    put(import, Placed { file, target, what: "Markdown converted" }, page, assets.files);
    import.constructs.extend(constructs);
}

/// Which document a page is made of, and where the page goes.
struct Placed<'a> {
    file: &'a Source,
    target: String,
    what: &'static str,
}

fn put(import: &mut Import, placed: Placed<'_>, page: Option<Page>, assets: Vec<Written>) {
    let Placed { file, target, what } = placed;
    let source = file.path.as_str();
    let Some(page) = page else { return import.leave_out(source, "it has no text") };
    import.fingerprints.insert(source.to_owned(), fingerprint(&file.bytes));
    import.proposals.extend(page.proposal);
    if let Some(kind) = page.kind {
        import.kinds.insert(source.to_owned(), kind.facts().word.to_owned());
    }
    import.add(source, Written { path: target, bytes: page.text.into_bytes() }, what.to_owned(), page.notes);
    for asset in assets {
        import.add(source, asset, "file beside a page copied".to_owned(), Vec::new());
    }
}
