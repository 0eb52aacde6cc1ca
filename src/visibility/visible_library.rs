//! The part of a site that the readers of one build may see.

use super::findings::visible_findings;
use super::hidden::HiddenPart;
use super::hidden_ids::HiddenIds;
use super::open_questions::visible_questions;
use super::opportunities::visible_opportunities;
use super::readers::Readers;
use super::shown_entry::shown_entry;
use super::submitted::{SubmittedResponse, submitted_responses};
use super::synonyms::visible_synonyms;
use crate::config::Settings;
use crate::entry::Entry;
use crate::library::{Availability, Capability, Customer, Library, Lists, PeopleNames, Scope};
use crate::opportunity::Snapshot;
use crate::responses::{OpenQuestions, RecordedResponse};
use crate::settled::SettledFinding;
use rayon::prelude::*;
use std::ops::Deref;
use std::sync::Arc;

/// Everything that a build starts from, before it is filtered for its readers.
#[derive(Debug, Clone, Copy)]
pub struct Unfiltered<'a> {
    /// Every entry.
    pub library: &'a Library,
    /// Every opportunity, where the site has any.
    pub opportunities: Option<&'a Snapshot>,
    /// The responses to customers that manifests record.
    pub responses: &'a [RecordedResponse],
    /// What the checks found.
    pub findings: &'a [SettledFinding],
    /// The settings.
    pub settings: &'a Settings,
}

/// What the readers of one build may see: entries, people, customers, opportunities and findings.
///
/// Dereferences to a [`Library`] of the visible entries alone. Site, search index, exports and preview take this type,
/// so that handing them the whole library does not compile.
#[derive(Debug, Clone)]
pub struct VisibleLibrary {
    library: Library,
    readers: Readers,
    opportunities: Option<Snapshot>,
    open_questions: OpenQuestions,
    submitted: Vec<SubmittedResponse>,
    findings: Arc<Vec<SettledFinding>>,
    hidden_ids: Arc<HiddenIds>,
}

impl VisibleLibrary {
    /// Splits `all` into what the readers of a build for `scope` may see and the rest.
    pub fn new(all: &Unfiltered<'_>, scope: &Scope) -> (Self, HiddenPart) {
        let readers = Readers::new(scope, all.settings);
        let names = if readers.is_outside() { PeopleNames::Hidden } else { PeopleNames::Shown };
        let (lists, hidden_customers) = visible_lists(&all.library.lists, &readers);
        let (visible_entries, hidden_entries): (Vec<_>, Vec<_>) =
            all.library.entries().iter().cloned().partition(|entry| readers.sees(entry));
        let lists = if readers.is_outside() { lists_outside(&lists, &visible_entries, &hidden_entries) } else { lists };
        let hidden_ids = HiddenIds::new(&hidden_entries, &readers);
        let shown = visible_entries.par_iter().map(|entry| shown_entry(entry, &readers, &hidden_ids)).collect();
        let library = all.library.part(shown, lists, names);
        let hidden = HiddenPart::new(hidden_entries, hidden_customers);
        let visible = Self {
            opportunities: all.opportunities.and_then(|snapshot| visible_opportunities(snapshot, &library, &readers)),
            open_questions: visible_questions(all.responses, all.library, all.settings, &readers),
            submitted: submitted_responses(all.responses, &readers),
            findings: Arc::new(visible_findings(all.findings, hidden.entries(), &readers)),
            library,
            readers,
            hidden_ids: Arc::new(hidden_ids),
        };
        (visible, hidden)
    }

    /// Returns what the same readers see when the entries of one file are `edited` and nothing else changes; `None` if that
    /// cannot be known without looking at everything, or if who sees an entry may change.
    pub fn with_edited(&self, edited: &[Arc<Entry>]) -> Option<Self> {
        if !self.readers.is_company_wide() || !edited.iter().all(|entry| self.readers.sees(entry)) {
            return None;
        }
        let shown: Vec<_> = edited.iter().map(|entry| shown_entry(entry, &self.readers, &self.hidden_ids)).collect();
        let is_same = |entry: &Arc<Entry>| self.library.find(&entry.id).is_some_and(|own| has_same_readers(own, entry));
        if !edited.iter().all(is_same) {
            return None;
        }
        Some(Self { library: self.library.with_edited(&shown)?, ..self.clone() })
    }

    /// Returns the readers of the build.
    pub fn readers(&self) -> &Readers {
        &self.readers
    }

    /// Returns the opportunities that the readers may see, without amounts where they see none; `None` if the site has
    /// no opportunities or the readers are outside the company.
    pub fn opportunities(&self) -> Option<&Snapshot> {
        self.opportunities.as_ref()
    }

    /// Returns the questions of customers without an answer that the readers may see: all of them for the whole company, and
    /// those of one customer in a build for it; none for readers of a looser audience than the settings name.
    pub fn open_questions(&self) -> &OpenQuestions {
        &self.open_questions
    }

    /// Returns the responses to customers that the readers may know of, the last first.
    pub fn submitted(&self) -> &[SubmittedResponse] {
        &self.submitted
    }

    /// Returns the findings that the readers may see, none of which names a hidden entry; empty unless the build is for
    /// the whole company.
    pub fn findings(&self) -> &[SettledFinding] {
        &self.findings
    }
}

impl Deref for VisibleLibrary {
    type Target = Library;

    fn deref(&self) -> &Library {
        &self.library
    }
}

/// Returns whether the fields that decide who sees an entry are the same in both.
fn has_same_readers(one: &Entry, other: &Entry) -> bool {
    let deciding = |entry: &Entry| {
        let customer = entry.customer.as_ref().map(|customer| customer.value.clone());
        (entry.audience.value, customer, entry.readership, entry.status.value, entry.is_private)
    };
    deciding(one) == deciding(other)
}

/// Returns the lists without the customers that `readers` must not see, and those customers.
fn visible_lists(lists: &Arc<Lists>, readers: &Readers) -> (Arc<Lists>, Vec<Customer>) {
    let split = |customers: &[Customer]| -> (Vec<_>, Vec<_>) {
        customers.iter().cloned().partition(|customer| readers.sees_customer(customer))
    };
    let ((customers, mut hidden), (accounts, hidden_accounts)) = (split(&lists.customers), split(&lists.accounts));
    hidden.extend(hidden_accounts);
    if hidden.is_empty() {
        return (Arc::clone(lists), hidden);
    }
    (Arc::new(Lists { customers, accounts, ..Lists::clone(lists) }), hidden)
}

/// Returns the lists as readers outside the company see them: synonyms that hidden entries alone have, and other words for
/// what is planned, are left out.
fn lists_outside(lists: &Lists, visible: &[Arc<Entry>], hidden: &[Arc<Entry>]) -> Arc<Lists> {
    let mut capabilities = lists.capabilities.clone();
    let planned = |capability: &&mut Capability| capability.availability.value == Availability::Planned;
    capabilities.iter_mut().filter(planned).for_each(|capability| capability.synonyms.clear());
    let synonyms = visible_synonyms(lists, visible, hidden);
    let mut sections = lists.sections.clone();
    // The title of a folder says what is in it.
    sections.retain(|folder, _| visible.iter().any(|entry| is_below(entry.file.path(), folder)));
    Arc::new(Lists { capabilities, synonyms, sections, ..lists.clone() })
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::opportunity::Origin;

    #[test]
    fn opportunities_are_for_the_company() {
        let snapshot = Snapshot { stages: vec!["Demo".to_owned()], ..Snapshot::new(Origin::File, Vec::new()) };
        let settings = default_settings();
        let library = Library::new(Vec::new(), Lists::default()).0;
        let shown = |opportunities: Option<&Snapshot>, audience: &str| {
            let all =
                Unfiltered { library: &library, opportunities, responses: &[], findings: &[], settings: &settings };
            let scope = Scope { audience: settings.audiences.find(audience).unwrap(), customer: None };
            VisibleLibrary::new(&all, &scope).0.opportunities().cloned()
        };
        assert_eq!(shown(Some(&snapshot), "internal"), Some(snapshot.clone()));
        assert_eq!([shown(Some(&snapshot), "partner"), shown(None, "internal")], [None, None]);
    }
}
