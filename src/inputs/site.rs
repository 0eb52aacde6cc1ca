//! A site as it was read.

use super::files::Asset;
use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::entry::EntryFile;
use crate::finding::Finding;
use crate::library::Lists;
use crate::responses::RecordedResponse;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything below a site's folder, read.
#[derive(Debug)]
pub struct Inputs {
    /// The settings; defaults if there is no `site.toml`.
    pub settings: Settings,
    /// Each content file with its entries.
    pub files: Vec<EntryFile>,
    /// Every text that was read, for checks of whole files.
    pub sources: Vec<Arc<SourceFile>>,
    /// People, capabilities, customers and vocabularies.
    pub lists: Lists,
    /// The responses to customers that manifests record, in the order of their paths.
    pub responses: Vec<RecordedResponse>,
    /// Files beside the content that are not Markdown, by path from the site's folder.
    pub assets: BTreeMap<String, Asset>,
    /// The pictures as SVG among the assets that may be published, cleaned, by the same paths.
    pub clean_pictures: BTreeMap<String, Vec<u8>>,
    /// The files of the site's own theme, by path below `themes/NAME/`.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The private roots that are not in this copy of the site, as paths from the site's folder.
    pub missing_private_roots: Vec<String>,
    /// Whether a list of customers was read.
    pub has_customers: bool,
    /// The content files if only those with a credential were parsed; `None` if all were.
    pub searched: Option<SearchedContent>,
    /// What earlier runs made of content files.
    pub artefacts: Arc<Artefacts>,
    /// What is wrong with settings and data files, and what was not read.
    pub findings: Vec<Finding>,
}

/// Content files that were searched for credentials before they were parsed, by their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchedContent {
    /// Those without a credential, which were not parsed.
    pub clean: Vec<String>,
    /// Those with one, and those that are not readable as text.
    pub parsed: Vec<String>,
}

impl SearchedContent {
    /// Returns the paths of all of them.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.clean.iter().chain(&self.parsed).map(String::as_str)
    }
}
