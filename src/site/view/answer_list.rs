//! The answers of a build as a list, with which the page of the tray matches questions: the same words as the command
//! line's, and the texts with the reasons against sending them.

use super::answer_texts::answer_texts;
use super::hold::{DatedReason, dated_reasons};
use super::state::StateView;
use crate::entry::{Answer, Entry, KindFields};
use crate::hold::AnswerWordings;
use crate::kinds::Kind;
use crate::site::catalogue::Catalogue;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The schema of `api/answers.json`.
pub const ANSWERS_SCHEMA: &str = "fieldbook/answers/1";

/// Where the list is, below the site.
pub(crate) const ANSWERS_PATH: &str = "api/answers.json";

/// The answers of a build.
#[derive(Debug, Serialize)]
pub(crate) struct AnswerListView<'a> {
    schema: &'static str,
    audience: &'a str,
    synonyms: &'a [Vec<String>],
    answers: Vec<AnswerRecord<'a>>,
}

/// An answer, what questions find it by, and what may be sent.
#[derive(Debug, Serialize)]
struct AnswerRecord<'a> {
    id: &'a str,
    /// The file of its page, from the root of the site.
    path: String,
    title: &'a str,
    question: String,
    alternates: Vec<String>,
    /// The text that questions are matched with, where its words are not those of the standard text, or without one of the
    /// short or the detailed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<String>,
    topics: Vec<String>,
    controls: Vec<String>,
    /// The short answer, such as `yes`; empty without one.
    mark: &'static str,
    status: &'static str,
    audience: &'a str,
    /// The states with the days from which they hold, as pages have them.
    steps: String,
    /// The reasons against sending it, with their days.
    holds: Vec<DatedReason>,
    /// The texts by their length: `short`, `standard`, `detailed`.
    texts: BTreeMap<&'static str, String>,
}

impl<'a> AnswerListView<'a> {
    /// Lists every answer that the build shows.
    pub(crate) fn new(catalogue: &'a Catalogue<'_>) -> Self {
        let library = catalogue.input.library;
        let record = |entry: &'a Arc<Entry>| match &entry.kind_fields {
            KindFields::Answer(answer) => Some(answer_record(catalogue, entry, answer)),
            _ => None,
        };
        Self {
            schema: ANSWERS_SCHEMA,
            audience: catalogue.input.settings.audiences.name(library.readers().audience()),
            synonyms: &library.lists.synonyms,
            answers: library.of_kind(Kind::Answer).filter_map(record).collect(),
        }
    }
}

fn answer_record<'a>(catalogue: &'a Catalogue<'_>, entry: &'a Entry, answer: &Answer) -> AnswerRecord<'a> {
    let AnswerWordings { question, alternates, short_answer, text, tags, frameworks } =
        AnswerWordings::new(entry, answer, &catalogue.recipient);
    let texts: BTreeMap<_, _> = answer_texts(entry, answer).into_iter().collect();
    AnswerRecord {
        id: &entry.id,
        path: catalogue.address(entry).file(),
        title: &entry.title.value,
        question,
        alternates,
        matched: (!is_published(&text, &texts)).then_some(text),
        topics: tags,
        controls: frameworks.into_values().flatten().collect(),
        mark: short_answer,
        status: entry.status.value.word(),
        audience: catalogue.input.settings.audiences.name(entry.audience.value),
        steps: catalogue
            .age(entry)
            .map(|timeline| StateView::new(timeline, catalogue.input.as_of).steps)
            .unwrap_or_default(),
        holds: dated_reasons(catalogue, entry),
        texts,
    }
}

/// Returns whether `matched` has the words of the first of `texts` that there is.
fn is_published(matched: &str, texts: &BTreeMap<&'static str, String>) -> bool {
    let first = ["standard", "short", "detailed"].into_iter().find_map(|length| texts.get(length));
    first.is_some_and(|text| text.split_whitespace().eq(matched.split_whitespace()))
}
