//! What decides about the effect of a baseline.

use crate::finding::Salt;
use crate::rules::since::Before;
use crate::settled::FormerNames;
use crate::source::{PastTexts, SourceFile};
use chrono::NaiveDate;
use std::sync::Arc;

/// What decides about the effect of a baseline.
#[derive(Debug, Clone, Copy)]
pub struct BaselineUse<'a> {
    /// The file of the baseline.
    pub file: &'a Arc<SourceFile>,
    /// The site's salt, with which fingerprints of secrets are keyed.
    pub salt: Option<&'a Salt>,
    /// The day.
    pub today: NaiveDate,
    /// Earlier versions of the file; needed if an entry has no end.
    pub past: Option<&'a PastTexts>,
    /// What a change is compared with, and what files were called then; `None` for a check of the whole site.
    pub before: Option<(&'a Before, &'a FormerNames)>,
    /// What an entry without a finding means.
    pub gone: &'a GoneEntries,
}

/// What it means that an entry of the baseline matches no finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoneEntries {
    /// Everything was checked, except for the private roots that are not in this copy of the site: the fault is fixed.
    Fixed {
        /// The roots, as paths from the site's folder.
        missing_roots: Vec<String>,
    },
    /// Part of the facts is missing, so that the fault may only seem to be fixed.
    Uncertain,
}
