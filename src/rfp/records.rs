//! The answers of the library as records, with the facts that decide whether they may be written.

use super::answer::AnswerRecord;
use super::wording::Verdict;
use crate::config::{Audience, Settings, Status};
use crate::entry::{Answer, Entry, KindFields, ShortAnswer};
use crate::freshness::entry_timeline;
use crate::kinds::Kind;

use crate::library::{Customer, Library};
use crate::markdown::plain_text;
use crate::source::{Span, Spanned};
use chrono::NaiveDate;

/// For whom a response is written.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The audience that the customer belongs to.
    pub audience: Audience,
    /// The customer's key, where the site knows one.
    pub customer: Option<String>,
    /// The day of the response.
    pub today: NaiveDate,
    /// The commit that the library is at.
    pub commit: Option<String>,
}

/// Returns every answer of `library` as a record.
pub fn answer_records(library: &Library, settings: &Settings, recipient: &Recipient) -> Vec<AnswerRecord> {
    let answers = library.of_kind(Kind::Answer).filter_map(|entry| match &entry.kind_fields {
        KindFields::Answer(answer) => Some(record(entry, answer, (library, settings), recipient)),
        _ => None,
    });
    answers.collect()
}

fn record(
    entry: &Entry,
    answer: &Answer,
    (library, settings): (&Library, &Settings),
    recipient: &Recipient,
) -> AnswerRecord {
    let text = |span: Option<Span>| span.map(|span| cell_text(entry.file.slice(span))).unwrap_or_default();
    let values = |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    let timeline = entry_timeline(entry, library, settings);
    let frameworks = answer.frameworks.iter().map(|(name, controls)| (name.value.clone(), values(controls)));
    let mut record = AnswerRecord {
        id: entry.id.clone(),
        question: entry.title.value.clone(),
        alternates: values(&answer.alternates),
        short: text(answer.lengths.short),
        standard: text(answer.lengths.standard),
        detailed: text(answer.lengths.detailed),
        short_answer: answer.short_answer.as_ref().map(|short| verdict(short.value)),
        topics: values(&answer.topics),
        frameworks: frameworks.collect(),
        status_approved: entry.status.value == Status::Approved,
        fresh: timeline.is_some_and(|timeline| timeline.on(recipient.today).state.is_trusted()),
        audience_ok: entry.audience.value <= recipient.audience && is_for(entry, recipient),
        owner: answer.sme.as_ref().or(entry.owner.as_ref()).map(|owner| owner.value.clone()),
        hold_reasons: Vec::new(),
        commit: recipient.commit.clone(),
    };
    record.hold_reasons = hold_reasons(&record, &library.lists.customers, recipient);
    record
}

fn is_for(entry: &Entry, recipient: &Recipient) -> bool {
    entry.customer.as_ref().is_none_or(|customer| recipient.customer.as_ref() == Some(&customer.value))
}

fn verdict(short: ShortAnswer) -> Verdict {
    match short {
        ShortAnswer::Yes => Verdict::Yes,
        ShortAnswer::No => Verdict::No,
        ShortAnswer::Partial => Verdict::Partial,
        ShortAnswer::NotApplicable => Verdict::Na,
        ShortAnswer::Planned => Verdict::Planned,
    }
}

/// Returns a part of a body as it reads in a cell: no markup, no blank lines.
fn cell_text(markdown: &str) -> String {
    let plain = plain_text(markdown);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Says what in the text itself forbids to write it.
fn hold_reasons(record: &AnswerRecord, customers: &[Customer], recipient: &Recipient) -> Vec<String> {
    let mut reasons = Vec::new();
    let text = record.text();
    if text.contains("{{") {
        reasons.push("the text holds a placeholder that nobody filled".to_owned());
    }
    let words = text.to_lowercase();
    let names_other = |customer: &&Customer| {
        let is_other = recipient.customer.as_ref() != Some(&customer.key.value);
        let mut names = customer.names.iter().chain(&customer.aliases).chain(&customer.domains);
        is_other && names.any(|name| names_word(&words, &name.to_lowercase()))
    };
    if customers.iter().any(|customer| names_other(&customer)) {
        reasons.push("the text names another customer".to_owned());
    }
    if record.short_answer == Some(Verdict::Planned) {
        reasons.push("the answer is a plan, and a plan in a questionnaire is a promise".to_owned());
    }
    reasons
}

/// Returns whether `name` stands in `text` as a word of its own.
fn names_word(text: &str, name: &str) -> bool {
    let is_word = |symbol: Option<char>| symbol.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(index, found)| {
            let before = text.get(..index).and_then(|before| before.chars().next_back());
            let after = text.get(index + found.len()..).and_then(|after| after.chars().next());
            !is_word(before) && !is_word(after)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        assert!(names_word("as we do for copperwyne, daily", "copperwyne"));
        assert!(!names_word("the arcade", "arc") && !names_word("x", ""));
    }
}
