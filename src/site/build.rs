//! Building a whole site, or the pages of some entries.

use super::address::Address;
use super::catalogue::Catalogue;
use super::destinations::destinations;
use super::input::SiteInput;
use super::making::PageWriter;
use super::page::{Page, Site};
use super::reuse::Decided;
use super::sink::Sink;
use crate::entry::Entry;
use std::collections::BTreeSet;

/// Builds the whole site and passes each page to `sink` as soon as it is made, from many threads and in no order; each
/// path comes once. Nothing is kept, so that a site needs no more memory than its library.
///
/// # Errors
///
/// The first error of `sink`; what was passed on before it is not a complete site.
pub fn build_site<E: Send>(input: &SiteInput<'_>, sink: &dyn Sink<Page, E>) -> Result<Site, E> {
    let catalogue = Catalogue::new(input);
    catalogue.complete();
    let decided = if sink.keeps_files() { Decided::new(&catalogue, input.theme.assets()) } else { None };
    let mut making = PageWriter::new(input, sink).reusing(decided.as_ref(), input);
    making.theme_files(input);
    making.generated(&catalogue);
    making.entries(&catalogue, &|_| true);
    making.redirects(&catalogue);
    let site = making.finish()?;
    Ok(Site { destinations: destinations(&catalogue), ..site })
}

/// The pages of entries that a preview shows before the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirstPages {
    /// The paths of content files, beside the settings: the pages of all entries in them.
    pub files: BTreeSet<String>,
    /// The paths of pages that are open in a browser, below the site: those that are the page of an entry.
    pub open: BTreeSet<String>,
}

/// Makes the pages of some entries alone, for a preview: the same bytes as in the whole site.
///
/// # Errors
///
/// The first error of `sink`.
pub fn build_pages_of<E: Send>(input: &SiteInput<'_>, first: &FirstPages, sink: &dyn Sink<Page, E>) -> Result<(), E> {
    let catalogue = Catalogue::new(input);
    let open = first.open.iter().filter_map(|path| {
        let entry = input.library.find(path.strip_suffix("/index.html")?)?;
        (Address::of_id(&entry.id).file() == *path).then_some(entry.id.as_str())
    });
    let open: BTreeSet<&str> = open.collect();
    let is_wanted = |entry: &Entry| first.files.contains(entry.file.path()) || open.contains(entry.id.as_str());
    let mut making = PageWriter::new(input, sink);
    making.entries(&catalogue, &is_wanted);
    making.finish().map(drop)
}
