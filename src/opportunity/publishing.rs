//! Which opportunities a build shows, and in which folder of the site each one stands.
//!
//! In go a snapshot and whom the build is for; out come the same answers for the site's pages and for its search, so that
//! neither knows of an opportunity that the other hides.

use super::{Opportunity, Snapshot};
use crate::config::Settings;
use crate::library::{Library, Scope, page_path};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

impl Snapshot {
    /// Leaves out what the build's readers must not see: opportunities name customers, so outsiders get none, and a build
    /// for one customer gets that customer's.
    pub fn visible_to(&self, scope: &Scope, library: &Library, settings: &Settings) -> Option<Cow<'_, Self>> {
        if settings.audiences.is_outside(scope.audience) {
            return None;
        }
        let Some(key) = &scope.customer else { return Some(Cow::Borrowed(self)) };
        let known = library.lists.customers.iter().find(|customer| customer.key.value == *key);
        let names = known.map(|customer| customer.names.iter().chain(&customer.aliases));
        let names: Vec<&String> = names.into_iter().flatten().chain([key]).collect();
        let is_own = |opportunity: &&Opportunity| {
            opportunity.customer.as_ref().is_some_and(|own| names.iter().any(|name| name.eq_ignore_ascii_case(own)))
        };
        let opportunities = self.opportunities.iter().filter(is_own).cloned().collect();
        Some(Cow::Owned(Self { opportunities, left_out: Vec::new(), ..self.clone() }))
    }

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
