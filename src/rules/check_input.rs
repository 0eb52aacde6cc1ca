//! The input of a check.

use super::selection::Selection;
use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::diagrams::DiagramRenderer;
use crate::library::{Library, Scope};
use crate::opportunity::Snapshot;
use crate::responses::RecordedResponse;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a check is made against.
#[derive(Clone, Copy)]
pub struct Check<'a> {
    /// All entries.
    pub library: &'a Library,
    /// The settings of the site.
    pub settings: &'a Settings,
    /// The day for which the check is made.
    pub today: NaiveDate,
    /// The opportunities; `None` if the site has no source of them.
    pub snapshot: Option<&'a Snapshot>,
    /// The responses to customers that manifests record.
    pub responses: &'a [RecordedResponse],
    /// What the build is for.
    pub scope: &'a Scope,
    /// The paths, from the site's root, of all files beside the content; `None` if they were
    /// not listed, and then links to them are not checked.
    pub assets: Option<&'a BTreeSet<String>>,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: &'a BTreeMap<String, NaiveDate>,
    /// Draws diagrams; `None` if they are not checked.
    pub diagrams: Option<&'a dyn DiagramRenderer>,
    /// What earlier runs found in entries.
    pub artefacts: &'a Artefacts,
    /// The rules that were requested.
    pub selection: &'a Selection,
}

impl fmt::Debug for Check<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Check").field("today", &self.today).field("scope", &self.scope).finish_non_exhaustive()
    }
}
