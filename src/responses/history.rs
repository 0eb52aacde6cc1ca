//! Several manifests together: how often each entry was used, what was never answered, and what one customer got different
//! answers to.

use super::contradictions::{Contradiction, contradictions};
use super::recorded::RecordedResponse;
use fieldbook_search::words::normalise;
use std::collections::BTreeMap;

/// What manifests say together.
#[derive(Debug, Clone, Default)]
pub struct ResponseHistory<'a> {
    /// How many questions each entry answered, the most first.
    pub uses: Vec<Counted>,
    /// The questions that were held, in how many manifests, the most first.
    pub unanswered: Vec<Counted>,
    /// The questions that one customer got different answers to.
    pub contradictions: Vec<Contradiction<'a>>,
    /// How many manifests name no customer, so that they are compared with no other.
    pub nameless: usize,
}

/// Something with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The id of an entry, or the words of a question.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// Reads manifests together; they are taken in the order of their days and names.
pub fn history(responses: &[RecordedResponse]) -> ResponseHistory<'_> {
    let mut uses = BTreeMap::<&str, usize>::new();
    let mut unanswered = BTreeMap::<String, Counted>::new();
    let mut history = ResponseHistory { contradictions: contradictions(responses), ..ResponseHistory::default() };
    for response in RecordedResponse::by_day(responses) {
        history.nameless += usize::from(response.manifest.customer.is_none());
        for row in &response.manifest.rows {
            if !row.is_answered() {
                let open = Counted { name: row.question.clone(), count: 0 };
                unanswered.entry(normalise(&row.question)).or_insert(open).count += 1;
            } else if let Some(entry) = row.used_entry() {
                *uses.entry(entry).or_default() += 1;
            }
        }
    }
    history.uses = uses.into_iter().map(|(name, count)| Counted { name: name.to_owned(), count }).collect();
    history.unanswered = unanswered.into_values().collect();
    for counted in [&mut history.uses, &mut history.unanswered] {
        counted.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    }
    history
}
