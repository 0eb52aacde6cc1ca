//! All documents of an import, each by the reader of its format.

use super::assets::Assets;
use super::competitors::Competitors;
use super::confluence::{self, read_html_page};
use super::document::Document;
use super::expand::expand;
use super::format::{Format, format_of};
use super::markdown_files::{self, Known};
use super::package::Package;
use super::page::{Page, PageSite, markdown_page, page};
use super::slides::read_slides;
use super::targets::Targets;
use super::word::read_word;
use crate::importing::construct::Construct;
use crate::importing::import::{Import, Source, Written};
use crate::importing::proposal::KindChoice;
use crate::importing::record::fingerprint;
use std::collections::{BTreeMap, BTreeSet};

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

/// Makes a page of each document, and of each document within archives.
pub fn import_documents(sources: Vec<Source>, site: DocumentSite<'_>) -> Import {
    let mut import = Import::default();
    let mut files = expand(sources, &mut import);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut targets = Targets::new(site.known);
    let roots = confluence::exports(&files);
    let root_of = |file: &Source| roots.iter().find(|root| file.path.starts_with(root.as_str()));
    for root in &roots {
        let own: Vec<&Source> = files.iter().filter(|file| root_of(file) == Some(root)).collect();
        confluence::import_export(root, &own, &mut targets, &mut import, site);
    }
    let others: Vec<&Source> = files.iter().filter(|file| root_of(file).is_none()).collect();
    let (mut pages, mut used) = (BTreeMap::new(), BTreeSet::new());
    for file in &others {
        if let Ok(Format::Word | Format::Slides | Format::Html) = format_of(&file.path, &file.bytes) {
            let target = targets.page(&file.path, &markdown_files::without_ids(&file.path));
            match document(file, &target, &others, &mut used) {
                Ok((document, what)) => {
                    pages.insert(file.path.clone(), target.clone());
                    add(&mut import, Read { file, target, document, what }, site);
                }
                Err(why) => import.leave_out(&file.path, &why),
            }
        }
    }
    markdown_files::import_files(&others, Known { pages, used }, &mut targets, &mut import, site);
    import
}

/// A document that was read.
pub(super) struct Read<'a> {
    pub(super) file: &'a Source,
    pub(super) target: String,
    pub(super) document: Document,
    pub(super) what: &'static str,
}

fn document(
    file: &Source,
    target: &str,
    others: &[&Source],
    used: &mut BTreeSet<String>,
) -> Result<(Document, &'static str), String> {
    match format_of(&file.path, &file.bytes)? {
        Format::Word => {
            Ok((read_word(&mut Package::open(&file.bytes)?, &file.path, target)?, "Word document converted"))
        }
        Format::Slides => Ok((read_slides(&mut Package::open(&file.bytes)?, &file.path, target)?, "slides converted")),
        Format::Html => {
            let (document, shown) = read_html_page(file, target, others);
            used.extend(shown);
            Ok((document, "HTML converted"))
        }
        Format::Markdown | Format::Delimited => Err("not a document of an office program".to_owned()),
    }
}

/// Adds the page of a document with its files; a document without text is left out.
pub(super) fn add(import: &mut Import, read: Read<'_>, site: DocumentSite<'_>) {
    let Read { file, target, mut document, what } = read;
    let page = page(&file.path, &mut document, site.pages());
    put(import, (file, target, what), page, document.assets);
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
    put(import, (file, target, "Markdown converted"), page, assets.files);
    import.constructs.extend(constructs);
}

fn put(
    import: &mut Import,
    (file, target, what): (&Source, String, &'static str),
    page: Option<Page>,
    assets: Vec<Written>,
) {
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
