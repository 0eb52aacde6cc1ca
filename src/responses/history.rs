//! Several manifests together: how often each entry was used, what was never answered, and what one customer got different
//! answers to.

use super::manifest::ManifestRow;
use super::recorded::RecordedResponse;
use fieldbook_search::words::normalise;
use std::collections::{BTreeMap, BTreeSet};

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

/// A question that one customer got two answers to.
#[derive(Debug, Clone)]
pub struct Contradiction<'a> {
    /// The key of the customer.
    pub customer: &'a str,
    /// The earlier and the later answer.
    pub said: [Said<'a>; 2],
}

/// An answer, and where it was written.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The response.
    pub response: &'a RecordedResponse,
    /// The place of the row in its manifest.
    pub index: usize,
    /// The row.
    pub row: &'a ManifestRow,
}

impl Said<'_> {
    /// Returns the cell, such as `Questionnaire!D5`; the row if no cell is recorded.
    pub fn cell(&self) -> String {
        let ManifestRow { sheet, row, cells, .. } = self.row;
        cells.first().map_or_else(|| format!("{sheet} row {row}"), |cell| format!("{sheet}!{cell}"))
    }

    /// Returns whether `later` says something else: another entry or another state of it, in other words. Case, punctuation
    /// and white space do not make another answer, and neither does a text where the other file took only its choice.
    fn is_contradicted_by(&self, later: &Self) -> bool {
        let same_digest = self.row.digest.is_some() && self.row.digest == later.row.digest;
        let words = |said: &Self| said.row.answer_texts().map(normalise).collect::<BTreeSet<_>>();
        let (own, other) = (words(self), words(later));
        !(same_digest || own.is_subset(&other) || other.is_subset(&own))
    }
}

/// Reads manifests together; they are taken in the order of their days and names.
pub fn history(responses: &[RecordedResponse]) -> ResponseHistory<'_> {
    let mut uses = BTreeMap::<&str, usize>::new();
    let mut unanswered = BTreeMap::<String, Counted>::new();
    let mut history = ResponseHistory { contradictions: contradictions(responses), ..ResponseHistory::default() };
    for response in by_day(responses) {
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

/// Returns the questions that one customer got different answers to, each answer compared with the one before it.
fn contradictions(responses: &[RecordedResponse]) -> Vec<Contradiction<'_>> {
    let mut told = BTreeMap::<(&str, String), Said<'_>>::new();
    let mut found = Vec::new();
    for response in by_day(responses) {
        let Some(customer) = response.manifest.customer.as_deref() else { continue };
        for (index, row) in response.manifest.rows.iter().enumerate().filter(|(_, row)| row.is_answered()) {
            let said = Said { response, index, row };
            let earlier = told.insert((customer, normalise(&row.question)), said);
            if let Some(earlier) = earlier.filter(|earlier| earlier.is_contradicted_by(&said)) {
                found.push(Contradiction { customer, said: [earlier, said] });
            }
        }
    }
    found
}

fn by_day(responses: &[RecordedResponse]) -> Vec<&RecordedResponse> {
    let mut ordered: Vec<&RecordedResponse> = responses.iter().collect();
    ordered.sort_by_key(|response| (&response.manifest.day, response.file.path()));
    ordered
}
