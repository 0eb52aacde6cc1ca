//! The stages composed: from what was read to a library, to findings, to the files of a site.
//!
//! Pure functions; who reads and who writes is the caller's matter.

use crate::config::Settings;
use crate::finding::Finding;
use crate::inputs::Inputs;
use crate::library::Library;
use crate::opportunity::Snapshot;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole site, read and linked, before anybody asks for a part of it.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// Every entry, whoever may see it.
    pub library: Library,
    /// Every text that was read.
    pub sources: Vec<Arc<SourceFile>>,
    /// Files beside the content: path from the site's folder, and size in bytes.
    pub assets: BTreeMap<String, u64>,
    /// The opportunities, where the site has any.
    pub snapshot: Option<Snapshot>,
    /// What reading and linking found.
    pub findings: Vec<Finding>,
}

/// Joins what was read into a library.
pub fn load(inputs: Inputs, snapshot: Option<Snapshot>, snapshot_findings: Vec<Finding>) -> Loaded {
    let Inputs { settings, files, sources, lists, assets, mut findings } = inputs;
    let (library, found) = Library::new(files, lists);
    findings.extend(found);
    findings.extend(snapshot_findings);
    Loaded { settings, library, sources, assets, snapshot, findings }
}
