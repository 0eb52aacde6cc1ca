//! The files of a site.

use super::destinations::Destinations;
use crate::finding::Finding;
use std::collections::BTreeSet;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the site.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What the content says, if it is compressed; `None` if it is as it is.
    pub plain: Option<Vec<u8>>,
}

impl Page {
    /// Makes a file whose content is as it is.
    pub(crate) fn new(path: String, bytes: Vec<u8>) -> Self {
        Self { path, bytes, plain: None }
    }
}

/// A finished site, whose pages were passed on one by one.
#[derive(Debug)]
pub struct Site {
    /// Attachments that pages show or link to, by path beside the settings; each is published at its
    /// [`attachment_path`](super::attachment_path).
    pub attachments: BTreeSet<String>,
    /// Where the search leads apart from the pages of entries and opportunities.
    pub destinations: Destinations,
    /// What could not be made.
    pub findings: Vec<Finding>,
}
