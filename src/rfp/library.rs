//! The answers of the library, with the reasons against sending each.

use super::answer::LibraryAnswer;
use crate::config::Settings;
use crate::entry::{Answer, Entry, KindFields};
use crate::freshness::entry_timeline;
use crate::hold::{HoldContext, Recipient, hold_reasons, resolve};
use crate::kinds::Kind;
use crate::library::Library;
use crate::markdown::plain_text;
use crate::source::{Span, Spanned};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// For whom a response is written, and as of when.
#[derive(Debug, Clone)]
pub struct ResponseScope {
    /// For whom.
    pub recipient: Recipient,
    /// The day of the response.
    pub today: NaiveDate,
    /// The commit that the library is at, if it is known.
    pub commit: Option<String>,
}

/// Returns every answer of `library`.
pub fn library_answers(library: &Library, settings: &Settings, scope: &ResponseScope) -> Vec<LibraryAnswer> {
    let context = HoldContext::new(library, settings, &scope.recipient);
    let answers = library.of_kind(Kind::Answer).filter_map(|entry| match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let timeline = entry_timeline(entry, library, settings);
            let holds = hold_reasons(entry, timeline.as_ref(), &context, scope.today);
            Some(LibraryAnswer { holds, commit: scope.commit.clone(), ..texts_of(entry, answer, &scope.recipient) })
        }
        _ => None,
    });
    answers.collect()
}

/// Takes the texts and names of an answer, with the values of its declared placeholders.
fn texts_of(entry: &Entry, answer: &Answer, recipient: &Recipient) -> LibraryAnswer {
    let declared = answer.placeholders.iter().filter_map(|name| recipient.values.get_key_value(&name.value));
    let resolved: BTreeMap<String, String> = declared.map(|(name, value)| (name.clone(), value.clone())).collect();
    let text = |span: Option<Span>| span.map(|span| resolve(&cell_text(entry.file.slice(span)), &resolved));
    let values = |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    let frameworks = answer.frameworks.iter().map(|(name, controls)| (name.value.clone(), values(controls)));
    LibraryAnswer {
        id: entry.id.clone(),
        question: entry.title.value.clone(),
        alternates: values(&answer.alternates),
        short: text(answer.lengths.short).unwrap_or_default(),
        standard: text(answer.lengths.standard).unwrap_or_default(),
        detailed: text(answer.lengths.detailed).unwrap_or_default(),
        short_answer: answer.short_answer.as_ref().map(|short| short.value),
        topics: values(&answer.topics),
        frameworks: frameworks.collect(),
        owner: answer.sme.as_ref().or(entry.owner.as_ref()).map(|owner| owner.value.clone()),
        holds: Vec::new(),
        commit: None,
    }
}

/// Returns a part of a body as it reads in a cell: no markup, no blank lines.
fn cell_text(markdown: &str) -> String {
    let plain = plain_text(markdown);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
