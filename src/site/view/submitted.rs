//! The responses that were sent to the customer of an opportunity, and what of them needs a look now.

use super::ageing::{AgeingList, Course};
use super::link::LinkView;
use super::parts::reference;
use super::state::StateView;
use crate::freshness::Step;
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::visibility::SubmittedResponse;
use serde::Serialize;

/// How many entries of a response are named.
const NAMED: usize = 10;

/// A response to the customer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubmittedView {
    day: String,
    file: String,
    questions: usize,
    answered: usize,
    /// How many entries were used.
    entries: usize,
    /// Those of them that may not be relied on any more.
    weak: AgeingList<WeakEntry>,
    /// How many of the entries are not in this build.
    hidden: usize,
}

#[derive(Debug, Clone, Serialize)]
struct WeakEntry {
    entry: LinkView,
    state: StateView,
}

/// Lists the responses to the customer of `opportunity` on the page at `from`, the last first.
pub(super) fn submitted(catalogue: &Catalogue<'_>, from: &Address, opportunity: &Opportunity) -> Vec<SubmittedView> {
    let Some(name) = &opportunity.customer else { return Vec::new() };
    let listed = &catalogue.input.library.lists.customers;
    let is_own = |key: &str| {
        let known = listed.iter().find(|customer| customer.key.value == key);
        let names = known.into_iter().flat_map(|customer| customer.names.iter().chain(&customer.aliases));
        names.map(String::as_str).chain([key]).any(|own| own.eq_ignore_ascii_case(name.trim()))
    };
    let own = catalogue.input.library.submitted().iter().filter(|response| is_own(&response.customer));
    own.map(|response| view(catalogue, from, response)).collect()
}

fn view(catalogue: &Catalogue<'_>, from: &Address, response: &SubmittedResponse) -> SubmittedView {
    let mut hidden = 0;
    let mut weak = Vec::new();
    for id in &response.entries {
        let Some((entry, _)) = catalogue.target(id) else {
            hidden += 1;
            continue;
        };
        let Some(timeline) = catalogue.age(&entry) else { continue };
        let key = |step: &Step| (!step.state.is_trusted()).then_some(weak.len());
        let places: Vec<_> = timeline.steps().map(|step| (step.from, key(step))).collect();
        let state = StateView::new(timeline, catalogue.input.as_of);
        weak.push((WeakEntry { entry: reference(catalogue, from, id), state }, places));
    }
    let weak = AgeingList::new(Course::ordered(weak), catalogue.span, NAMED, WeakEntry::clone);
    SubmittedView {
        day: response.day.clone(),
        file: response.file.clone().unwrap_or_default(),
        questions: response.questions,
        answered: response.answered,
        entries: response.entries.len(),
        weak,
        hidden,
    }
}
