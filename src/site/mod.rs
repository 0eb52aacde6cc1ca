//! The site: library and theme into pages.
//!
//! In goes everything that a build knows, already filtered for its readers; out come pages as bytes, one by one,
//! and the attachments that they show. `making` hands the pages over, `catalogue` joins facts once, `view` takes from them what each template shows,
//! `html` turns Markdown into HTML, `theme` turns views into pages. Nothing here reads the disk or a clock: a state is a
//! list of days, and the reader's browser picks the one that holds.
//!
//! Links are relative and name `index.html`, so that one build works below any path and straight from a disk.

mod address;
mod atom;
mod catalogue;
mod changes;
mod claim_pages;
mod feeds;
mod findings;
mod html;
mod joined;
mod llms;
mod making;
mod matrix;
mod pages;
mod queues;
mod record;
mod rules;
mod spreadsheet;
mod theme;
mod view;

use crate::config::Settings;
use crate::diagrams::DiagramRenderer;
use crate::finding::Finding;
use crate::kinds::Kind;
use crate::source::History;
use crate::visibility::VisibleLibrary;
use catalogue::Catalogue;
use chrono::NaiveDate;
use making::Making;
use std::collections::{BTreeMap, BTreeSet};

pub use changes::PAST_DAYS;
pub use feeds::{CLAIMS_SCHEMA, ENTRIES_SCHEMA};
pub use rules::{taken_addresses, theme_fault};
pub use theme::{Theme, ThemeFault};

/// Everything that a site is made from.
#[derive(Clone)]
pub struct SiteInput<'a> {
    /// What the build's readers may see: entries, opportunities and findings.
    pub library: &'a VisibleLibrary,
    /// The settings.
    pub settings: &'a Settings,
    /// The day that the build pins; every page says so. Without it, pages age by themselves.
    pub as_of: Option<NaiveDate>,
    /// What is known about the build.
    pub built: BuildFacts,
    /// The days on which files changed lately, where Git knows them.
    pub history: Option<&'a History>,
    /// Files beside the content that pages may show, by path beside the settings.
    pub attachments: &'a BTreeMap<String, Attachment>,
    /// The theme.
    pub theme: &'a Theme,
    /// What draws diagrams, where the build can; their source is shown otherwise.
    pub diagrams: Option<&'a dyn DiagramRenderer>,
}

/// What is known about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildFacts {
    /// The commit, where Git knows it.
    pub commit: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// The version of fieldbook.
    pub version: String,
}

/// A file beside the content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The width and height of a picture in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the site.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A finished site, whose pages were handed over one by one.
#[derive(Debug)]
pub struct Site {
    /// Attachments that pages show or link to, by path beside the settings; each is published at its
    /// [`attachment_path`].
    pub attachments: BTreeSet<String>,
    /// What could not be made.
    pub findings: Vec<Finding>,
}

/// Returns where the attachment at `path`, beside the settings, stands below the site.
pub fn attachment_path(path: &str) -> String {
    format!("files/{path}")
}

/// Builds the whole site and hands each page to `put` as soon as it is made, from many threads and in no order; each
/// path comes once. Nothing is kept, so that a site needs no more memory than its library.
///
/// # Errors
///
/// The first fault of `put`; what was handed over until then is no whole site.
pub fn build_site<E: Send>(input: &SiteInput<'_>, put: &(dyn Fn(Page) -> Result<(), E> + Sync)) -> Result<Site, E> {
    let catalogue = Catalogue::new(input);
    let mut making = Making::new(input, put);
    making.theme_files(input);
    making.generated(&catalogue);
    making.entries(&catalogue, &|_| true);
    making.redirects(&catalogue);
    making.finish()
}

/// Makes the pages of the entries in the files `paths` alone, for a preview: the same bytes as in the whole site.
///
/// # Errors
///
/// The first fault of `put`.
pub fn build_pages_of<E: Send>(
    input: &SiteInput<'_>,
    paths: &BTreeSet<String>,
    put: &(dyn Fn(Page) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let catalogue = Catalogue::new(input);
    let mut making = Making::new(input, put);
    making.entries(&catalogue, &|entry| paths.contains(entry.file.path()));
    making.finish().map(drop)
}

fn template(kind: Kind) -> String {
    format!("{}.html", kind.word())
}
