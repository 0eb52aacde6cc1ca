//! All documents of an import, each by the reader of its format.

use super::competitors::Competitors;
use super::document::Document;
use super::expand::expand;
use super::format::{Format, format_of};
use super::package::Package;
use super::page::{PageSite, page};
use super::targets::Targets;
use super::word::read_word;
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

/// Makes a page of each document, and of each document within archives.
pub fn import_documents(sources: Vec<Source>, site: DocumentSite<'_>) -> Import {
    let mut import = Import::default();
    let mut files = expand(sources, &mut import);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut targets = Targets::new(site.known);
    for file in &files {
        let target = |targets: &mut Targets<'_>| {
            targets.page(&file.path, file.path.rsplit_once('.').map_or(file.path.as_str(), |(stem, _)| stem))
        };
        let read = match format_of(&file.path, &file.bytes) {
            Ok(format) => {
                let target = target(&mut targets);
                read(format, file, &target).map(|document| (format, target, document))
            }
            Err(why) => Err(why),
        };
        match read {
            Ok((format, target, document)) => {
                add(&mut import, Read { file, target, document, what: converted(format) }, site);
            }
            Err(why) => import.leave_out(&file.path, &why),
        }
    }
    import
}

/// A document that was read.
pub(super) struct Read<'a> {
    pub(super) file: &'a Source,
    pub(super) target: String,
    pub(super) document: Document,
    pub(super) what: &'static str,
}

fn read(format: Format, file: &Source, target: &str) -> Result<Document, String> {
    match format {
        Format::Word => read_word(&mut Package::open(&file.bytes)?, &file.path, target),
        Format::Slides | Format::Markdown | Format::Html | Format::Delimited => Err("not read yet".to_owned()),
    }
}

fn converted(format: Format) -> &'static str {
    match format {
        Format::Word => "Word document converted",
        Format::Slides => "slides converted",
        Format::Markdown => "Markdown converted",
        Format::Html => "HTML converted",
        Format::Delimited => "table converted",
    }
}

/// Adds the page of a document with its files; a document without text is left out.
pub(super) fn add(import: &mut Import, read: Read<'_>, site: DocumentSite<'_>) {
    let Read { file, target, mut document, what } = read;
    let source = file.path.as_str();
    let site = PageSite { competitors: site.competitors, kinds: site.kinds };
    let Some(page) = page(source, &mut document, site) else {
        import.leave_out(source, "it has no text");
        import.constructs.extend(document.constructs);
        return;
    };
    import.fingerprints.insert(source.to_owned(), fingerprint(&file.bytes));
    import.proposals.extend(page.proposal);
    if let Some(kind) = page.kind {
        import.kinds.insert(source.to_owned(), kind.facts().word.to_owned());
    }
    import.add(source, Written { path: target, bytes: page.text.into_bytes() }, what.to_owned(), page.notes);
    for asset in document.assets {
        import.add(source, asset, "file beside a page copied".to_owned(), Vec::new());
    }
    import.constructs.extend(document.constructs);
}
