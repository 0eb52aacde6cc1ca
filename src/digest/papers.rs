//! The papers about deals: win plans, proofs of concept and qualifications, by customer.

use crate::entry::Entry;
use crate::library::Library;
use crate::opportunity::{Opportunity, Snapshot};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Papers about deals, by each name of their customer in small letters.
#[derive(Debug, Clone, Default)]
pub struct DealPapers<'a> {
    by_name: BTreeMap<String, Vec<&'a Arc<Entry>>>,
    /// By the key of the customer, with all of its names in small letters.
    by_customer: BTreeMap<&'a str, CustomerPapers<'a>>,
}

/// The papers about the deals with one customer.
#[derive(Debug, Clone, Default)]
struct CustomerPapers<'a> {
    /// What the customer is called.
    name: &'a str,
    names: BTreeSet<String>,
    papers: Vec<&'a Arc<Entry>>,
}

impl<'a> DealPapers<'a> {
    /// Gathers the papers of `library`.
    pub fn new(library: &'a Library) -> Self {
        let mut papers = Self::default();
        papers.add(library);
        papers
    }

    /// Adds the papers of `library`, which has none of those that are known.
    fn add(&mut self, library: &'a Library) {
        for entry in library.entries().iter().filter(|entry| entry.kind.facts().is_deal) {
            let Some(key) = entry.customer.as_ref().map(|customer| customer.value.as_str()) else { continue };
            let known = library.lists.customers.iter().find(|known| known.key.value == key);
            let names = known.map(|known| known.names.iter().chain(&known.aliases).map(String::as_str));
            let names: BTreeSet<String> = names.into_iter().flatten().chain([key]).map(str::to_lowercase).collect();
            for name in &names {
                self.by_name.entry(name.clone()).or_default().push(entry);
            }
            let customer = self.by_customer.entry(key).or_default();
            customer.name = known.and_then(|known| known.names.first()).map_or(key, String::as_str);
            customer.names = names;
            customer.papers.push(entry);
        }
    }

    /// Adds the papers of several libraries, each of which is the part for the readers of another customer.
    #[must_use]
    pub fn with(mut self, libraries: impl IntoIterator<Item = &'a Library>) -> Self {
        for library in libraries {
            self.add(library);
        }
        self
    }

    /// Returns the papers about the customer of `opportunity`.
    pub fn of(&self, opportunity: &Opportunity) -> &[&'a Arc<Entry>] {
        let key = opportunity.customer.as_ref().map(|customer| customer.to_lowercase());
        key.and_then(|key| self.by_name.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// Returns the customers, by name, of whose deals there are papers and no opportunity, open or closed; none if `snapshot`
    /// may lack opportunities.
    pub fn without_opportunity(&self, snapshot: &Snapshot) -> Vec<(&'a str, &[&'a Arc<Entry>])> {
        if !snapshot.complete {
            return Vec::new();
        }
        let customers = snapshot.opportunities.iter().filter_map(|one| one.customer.as_ref());
        let known: BTreeSet<String> = customers.map(|customer| customer.to_lowercase()).collect();
        let is_without = |customer: &&CustomerPapers<'_>| customer.names.is_disjoint(&known);
        let without = self.by_customer.values().filter(is_without);
        without.map(|customer| (customer.name, customer.papers.as_slice())).collect()
    }
}
