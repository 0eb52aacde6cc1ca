//! The answers of a build as a list, with which the page of the tray matches questions: the same words as the command
//! line's, and the texts with the reasons against sending them.

use super::answer_texts::answer_texts;
use super::hold::{DatedReason, dated_reasons};
use super::state::StateView;
use crate::entry::{Answer, Entry, KindFields};
use crate::hold::{AnswerWordings, EvidenceLookup, Hold, answer_digest};
use crate::kinds::Kind;
use crate::library::Person;
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
    /// Who can decide about questions and answer them; empty in a build for outsiders.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<PersonRecord<'a>>,
    answers: Vec<AnswerRecord<'a>>,
}

/// A person who decides or answers.
#[derive(Debug, Serialize)]
struct PersonRecord<'a> {
    id: &'a str,
    name: &'a str,
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
    #[serde(flatten)]
    evidence: EvidenceRecord,
    /// Identifies the texts and the short answer, as files of decisions do; not in a build for outsiders.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// What shows an answer, as far as the recipient may see it.
#[derive(Debug, Default, Serialize)]
struct EvidenceRecord {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
    /// What the recipient does not get, each with the reason; not in a build for outsiders.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence_left_out: Vec<String>,
}

impl<'a> AnswerListView<'a> {
    /// Lists every answer that the build shows.
    pub(crate) fn new(catalogue: &'a Catalogue<'_>) -> Self {
        let library = catalogue.input.library;
        let lookup = EvidenceLookup::new(library, catalogue.input.settings, catalogue.recipient());
        let record = |entry: &'a Arc<Entry>| match &entry.kind_fields {
            KindFields::Answer(answer) => Some(answer_record(catalogue, entry, answer, &lookup)),
            _ => None,
        };
        let person = |person: &'a Person| PersonRecord { id: &person.id.value, name: &person.name };
        let people = if catalogue.is_outside { &[] } else { library.lists.people.as_slice() };
        Self {
            schema: ANSWERS_SCHEMA,
            audience: catalogue.input.settings.audiences.name(library.readers().audience()),
            synonyms: &library.lists.synonyms,
            people: people.iter().map(person).collect(),
            answers: library.of_kind(Kind::Answer).filter_map(record).collect(),
        }
    }
}

fn answer_record<'a>(
    catalogue: &'a Catalogue<'_>,
    entry: &'a Entry,
    answer: &Answer,
    lookup: &EvidenceLookup<'_>,
) -> AnswerRecord<'a> {
    let AnswerWordings { question, alternates, short_answer, text, tags, frameworks } =
        AnswerWordings::new(entry, answer, catalogue.recipient());
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
        evidence: evidence(catalogue, entry, answer, lookup),
        digest: (!catalogue.is_outside)
            .then(|| answer_digest(entry, answer, catalogue.holds(entry).iter().map(|hold| &hold.reason))),
    }
}

/// Lists the evidence of an answer that may be sent on some day.
fn evidence(catalogue: &Catalogue<'_>, entry: &Entry, answer: &Answer, lookup: &EvidenceLookup<'_>) -> EvidenceRecord {
    let is_endless = |hold: &Hold| hold.from.is_none() && hold.until.is_none();
    if catalogue.holds(entry).iter().any(is_endless) {
        return EvidenceRecord::default();
    }
    let found = lookup.find(entry, answer);
    let left_out = if catalogue.is_outside { Vec::new() } else { found.left_out };
    EvidenceRecord { evidence: found.items, evidence_left_out: left_out.iter().map(ToString::to_string).collect() }
}

/// Returns whether `matched` has the words of the first of `texts` that there is.
fn is_published(matched: &str, texts: &BTreeMap<&'static str, String>) -> bool {
    let first = ["standard", "short", "detailed"].into_iter().find_map(|length| texts.get(length));
    first.is_some_and(|text| text.split_whitespace().eq(matched.split_whitespace()))
}
