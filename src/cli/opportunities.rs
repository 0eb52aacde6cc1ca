//! Where opportunities come from in this run: a file, the last snapshot, or Notion.

use super::{Failure, console};
use crate::config::{OpportunitySource, Settings};
use crate::finding::Finding;
use crate::inputs::read_optional;
use crate::opportunity::{self, Snapshot, Stages};
use std::path::Path;

/// The largest file of opportunities that is read.
const LIMIT: u64 = 64 << 20;

/// Reads the opportunities that the settings name, without asking anybody.
pub(super) fn read_offline(folder: &Path, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    let path = match settings.opportunities.source {
        OpportunitySource::None => return Ok((None, Vec::new())),
        OpportunitySource::File => settings.opportunities.file.value.as_str(),
        OpportunitySource::Notion => settings.opportunities.snapshot.as_str(),
    };
    let mut findings = Vec::new();
    let Some(file) = read_optional(folder, path, LIMIT, &mut findings)? else {
        console::note(&format!("note: there are no opportunities at {path}; pages show none"));
        return Ok((None, findings));
    };
    let (snapshot, found) = opportunity::read(&file, &stages(settings));
    findings.extend(found);
    Ok((snapshot, findings))
}

/// Returns what the settings say of stages.
pub(super) fn stages(settings: &Settings) -> Stages {
    Stages { terminal: settings.opportunities.terminal_stages.clone(), ..Stages::default() }
}

/// Reads the opportunities that the settings name, refreshing them from Notion where a token is set.
pub(super) fn read(folder: &Path, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    read_offline(folder, settings)
}
