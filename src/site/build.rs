//! Building a whole site, or the pages of some entries.

use super::catalogue::Catalogue;
use super::destinations::destinations;
use super::input::SiteInput;
use super::making::PageWriter;
use super::page::{Page, Site};
use super::reuse::Decided;
use super::sink::Sink;
use std::collections::BTreeSet;

/// Builds the whole site and passes each page to `sink` as soon as it is made, from many threads and in no order; each
/// path comes once. Nothing is kept, so that a site needs no more memory than its library.
///
/// # Errors
///
/// The first error of `sink`; what was passed on before it is not a complete site.
pub fn build_site<E: Send>(input: &SiteInput<'_>, sink: &dyn Sink<Page, E>) -> Result<Site, E> {
    let catalogue = Catalogue::new(input);
    let decided = if sink.keeps_files() { Decided::new(&catalogue, input.theme.assets()) } else { None };
    let mut making = PageWriter::new(input, sink).reusing(decided.as_ref(), input);
    making.theme_files(input);
    making.generated(&catalogue);
    making.entries(&catalogue, &|_| true);
    making.redirects(&catalogue);
    let site = making.finish()?;
    Ok(Site { destinations: destinations(&catalogue), ..site })
}

/// Makes the pages of the entries in the files `paths` alone, for a preview: the same bytes as in the whole site.
///
/// # Errors
///
/// The first error of `sink`.
pub fn build_pages_of<E: Send>(
    input: &SiteInput<'_>,
    paths: &BTreeSet<String>,
    sink: &dyn Sink<Page, E>,
) -> Result<(), E> {
    let catalogue = Catalogue::new(input);
    let mut making = PageWriter::new(input, sink);
    making.entries(&catalogue, &|entry| paths.contains(entry.file.path()));
    making.finish().map(drop)
}
