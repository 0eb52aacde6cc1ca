//! The responses to customers that the readers of a build may know of.

use super::readers::Readers;
use crate::responses::RecordedResponse;
use std::collections::BTreeSet;

/// A response that was written for a customer, without its questions and texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedResponse {
    /// The key of the customer.
    pub customer: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The name of the file, if it was written.
    pub file: Option<String>,
    /// How many questions there were.
    pub questions: usize,
    /// How many of them were answered.
    pub answered: usize,
    /// The ids of the entries that were used.
    pub entries: BTreeSet<String>,
}

/// Returns the responses that name a customer: all for the whole company, those of one customer in a build for it, the last
/// first; none for outsiders.
pub(super) fn submitted_responses(responses: &[RecordedResponse], readers: &Readers) -> Vec<SubmittedResponse> {
    let is_theirs = |key: &str| !readers.is_outside() && (readers.is_company_wide() || readers.customer() == Some(key));
    let submitted = responses.iter().filter_map(|response| {
        let manifest = &response.manifest;
        let customer = manifest.customer.clone().filter(|key| is_theirs(key))?;
        Some(SubmittedResponse {
            customer,
            day: manifest.day.clone(),
            file: manifest.file.clone(),
            questions: manifest.questions,
            answered: manifest.filled,
            entries: manifest.rows.iter().filter_map(|row| row.used_entry()).map(str::to_owned).collect(),
        })
    });
    let mut submitted: Vec<SubmittedResponse> = submitted.collect();
    submitted.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.file.cmp(&other.file)));
    submitted
}
