//! The questions without an answer that the readers of a build may see.

use super::readers::Readers;
use crate::config::Settings;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::library::Library;
use crate::responses::{KnownQuestions, OpenQuestions, RecordedResponse};
use fieldbook_search::matching::Wordings;
use fieldbook_search::words::normalise;
use std::sync::Arc;

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
    OpenQuestions::new(responses.iter().filter(is_theirs), &known_questions(library))
}

/// Returns every question and alternate that an answer in use has, whatever its status.
fn known_questions(library: &Library) -> KnownQuestions<'_> {
    let answers = library.of_kind(Kind::Answer).filter(|entry| entry.is_published());
    let wordings: Vec<Wordings<'_>> = answers.filter_map(wordings_of).collect();
    let words = |known: &Wordings<'_>| {
        std::iter::once(known.question).chain(known.alternates.iter().copied()).map(normalise).collect::<Vec<_>>()
    };
    let words = wordings.iter().flat_map(words).collect();
    KnownQuestions { words, wordings, synonyms: &library.lists.synonyms }
}

fn wordings_of(entry: &Arc<Entry>) -> Option<Wordings<'_>> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return None };
    let question = answer.question.as_ref().unwrap_or(&entry.title);
    let text = answer.lengths.standard.or(answer.lengths.short).or(answer.lengths.detailed);
    Some(Wordings {
        question: &question.value,
        alternates: answer.alternates.iter().map(|words| words.value.as_str()).collect(),
        short_answer: answer.short_answer.as_ref().map_or("", |short| short.value.word()),
        answer: text.map(|span| entry.file.slice(span)).unwrap_or_default(),
        ..Wordings::default()
    })
}
