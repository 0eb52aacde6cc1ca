//! The folder of the site in which the page of each opportunity is: one answer for the pages and for the search.

use super::snapshot::Snapshot;
use crate::library::{PageFolders, page_path};
use std::collections::BTreeMap;

/// The folder of the pages.
const PARENT: &str = "opportunities";
/// The folders there that are not about one opportunity: the digest, and parts of the list.
const RESERVED: [&str; 7] = ["by", "closed", "competitor", "digest", "owner", "page", "stage"];

impl Snapshot {
    /// Gives each opportunity, by id, the folder of its page below the site, without slashes at its ends; the first of two
    /// whose ids fold together keeps it.
    pub fn page_folders(&self) -> BTreeMap<&str, String> {
        let mut taken = PageFolders::reserving(RESERVED.map(|name| format!("{PARENT}/{name}")));
        let mut folders = BTreeMap::new();
        for opportunity in &self.opportunities {
            let file = page_path(&opportunity.id.replace('/', "-"));
            let name = file.trim_end_matches("index.html").trim_matches('/');
            folders.insert(opportunity.id.as_str(), taken.take(PARENT, name, &opportunity.id));
        }
        folders
    }
}
