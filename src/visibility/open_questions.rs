//! The questions without an answer that the readers of a build may see.

use super::readers::Readers;
use crate::config::Settings;
use crate::entry::KindFields;
use crate::kinds::Kind;
use crate::library::Library;
use crate::responses::{OpenQuestions, RecordedResponse};
use fieldbook_search::words::normalise;
use std::collections::BTreeSet;

/// Returns the open questions of `responses` for `readers`. Questions can name the customer who asks, so readers outside the
/// company and one customer's team see those of their customer at most.
pub(super) fn visible_questions(
    responses: &[RecordedResponse],
    library: &Library,
    settings: &Settings,
    readers: &Readers,
) -> OpenQuestions {
    let is_allowed = settings.questionnaires.open_questions_for.is_some_and(|loosest| readers.audience() >= loosest);
    if !is_allowed || responses.is_empty() {
        return OpenQuestions::default();
    }
    let is_theirs = |response: &&RecordedResponse| {
        let customer = response.manifest.customer.as_deref();
        readers.is_company_wide() || customer.is_some() && customer == readers.customer()
    };
    OpenQuestions::new(responses.iter().filter(is_theirs), &wordings(library))
}

/// Returns the words of every question and alternate that an answer in use has, whatever its status.
fn wordings(library: &Library) -> BTreeSet<String> {
    let answers = library.of_kind(Kind::Answer).filter(|entry| entry.is_published());
    let of_answer = answers.filter_map(|entry| match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let question = answer.question.as_ref().unwrap_or(&entry.title);
            Some(std::iter::once(question).chain(&answer.alternates).map(|words| normalise(&words.value)))
        }
        _ => None,
    });
    of_answer.flatten().collect()
}
