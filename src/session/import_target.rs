//! Where an import goes.

use super::notes::Notes;
use crate::config::Settings;
use crate::importing::ImportMode;
use chrono::NaiveDate;
use std::path::Path;

/// Where an import goes.
#[derive(Clone, Copy)]
pub struct ImportTarget<'a> {
    /// The site's folder.
    pub site: &'a Path,
    /// The folder in it that was chosen.
    pub chosen: Option<&'a str>,
    /// Whether files are written.
    pub mode: ImportMode,
    /// The present day.
    pub today: NaiveDate,
    /// Where messages go.
    pub notes: &'a dyn Notes,
}

/// Returns the target folder from the site's folder.
pub(super) fn target_folder(chosen: Option<&str>, settings: &Settings, below: &str) -> String {
    let shared = settings.roots.iter().find(|root| !root.private).or(settings.roots.first());
    let root = shared.map_or("content", |root| root.path.value.as_str());
    let default = || if below.is_empty() { root.to_owned() } else { format!("{root}/{below}") };
    chosen.map_or_else(default, |into| into.trim_start_matches("./").trim_end_matches('/').to_owned())
}
