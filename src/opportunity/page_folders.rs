//! The folder of the site in which the page of each opportunity is: one answer for the pages and for the search.

use super::snapshot::Snapshot;
use crate::library::page_path;
use std::collections::{BTreeMap, BTreeSet};

impl Snapshot {
    /// Gives each opportunity, by id, the folder of its page below the site, without slashes at its ends; the first of two
    /// whose ids fold together keeps it.
    pub fn page_folders(&self) -> BTreeMap<&str, String> {
        let mut taken = BTreeSet::new();
        let mut folders = BTreeMap::new();
        for opportunity in &self.opportunities {
            let file = page_path(&opportunity.id.replace('/', "-"));
            let mut folder = format!("opportunities/{}", file.trim_end_matches("index.html").trim_matches('/'));
            if !taken.insert(folder.to_lowercase()) {
                let hash: String = blake3::hash(opportunity.id.as_bytes()).to_hex().chars().take(16).collect();
                folder = format!("opportunities/{hash}");
            }
            folders.insert(opportunity.id.as_str(), folder);
        }
        folders
    }
}
