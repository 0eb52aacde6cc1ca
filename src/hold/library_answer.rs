//! The answers of a library, as a response to one recipient may use them.

use super::answer_digest::answer_digest;
use super::answer_wordings::AnswerWordings;
use super::context::{HoldContext, Recipient};
use super::evidence::{Evidence, EvidenceLookup};
use super::judgement::hold_reasons;
use super::reason::HoldReason;
use super::sendable_text::SendableText;
use crate::config::Settings;
use crate::entry::{Answer, Entry, KindFields};
use crate::freshness::entry_timeline;
use crate::kinds::Kind;
use crate::library::Library;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// One answer of the library: what questions find it by, and the text that may be sent, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryAnswer {
    /// The entry's id. Goes into the manifest, never into the customer's file.
    pub id: String,
    /// The question as the library words it; the title of an entry without one.
    pub question: String,
    /// Other wordings that customers used.
    pub alternates: Vec<String>,
    /// The text that questions are matched with, also if it must not be sent.
    pub matched_text: String,
    /// The answer in a word, such as `yes`; empty if only its text says it.
    pub short_answer: &'static str,
    /// Title, tags and topics, such as `security`: words that it is found by besides its wordings.
    pub tags: Vec<String>,
    /// Control ids by framework, such as `caiq-4` to `IAM-08.1`.
    pub frameworks: BTreeMap<String, Vec<String>>,
    /// The text for the customer's file, or why there is none.
    pub sendable: Result<SendableText, Vec<HoldReason>>,
    /// What shows it, as far as the recipient may see it; empty if the answer must not be sent.
    pub evidence: Evidence,
    /// Whom to ask.
    pub owner: Option<String>,
    /// The commit of the library, if it is known.
    pub commit: Option<String>,
    /// Identifies what the entry answers: its texts without their layout, and its short answer. In hexadecimal.
    pub digest: String,
}

impl LibraryAnswer {
    /// Returns the reasons against sending it; empty if it may be sent.
    pub fn hold_reasons(&self) -> &[HoldReason] {
        self.sendable.as_ref().err().map(Vec::as_slice).unwrap_or_default()
    }
}

/// Returns every answer of `library`. Only those that the recipient may see, and that no reason holds, have a text to
/// send.
pub fn library_answers(library: &Library, settings: &Settings, scope: &ResponseScope) -> Vec<LibraryAnswer> {
    let recipient = &scope.recipient;
    let context = HoldContext::new(library, settings, recipient);
    let lookup = EvidenceLookup::new(library, settings, recipient);
    let of_entry = |entry: &Arc<Entry>| {
        let KindFields::Answer(answer) = &entry.kind_fields else { return None };
        let timeline = entry_timeline(entry, library, settings);
        let reasons = hold_reasons(entry, timeline.as_ref(), &context, scope.today);
        let digest = answer_digest(entry, answer, &reasons);
        let sendable = match reasons.as_slice() {
            [] => SendableText::new(lookup.visible(), &entry.id, recipient).ok_or_else(|| vec![HoldReason::Private]),
            _ => Err(reasons),
        };
        let evidence = if sendable.is_ok() { lookup.find(entry, answer) } else { Evidence::default() };
        Some(LibraryAnswer { evidence, digest, ..library_answer(entry, answer, sendable, scope) })
    };
    library.of_kind(Kind::Answer).filter_map(of_entry).collect()
}

fn library_answer(
    entry: &Entry,
    answer: &Answer,
    sendable: Result<SendableText, Vec<HoldReason>>,
    scope: &ResponseScope,
) -> LibraryAnswer {
    let AnswerWordings { question, alternates, short_answer, text, tags, frameworks } =
        AnswerWordings::new(entry, answer, &scope.recipient);
    LibraryAnswer {
        id: entry.id.clone(),
        question,
        alternates,
        short_answer,
        matched_text: text,
        tags,
        frameworks,
        sendable,
        evidence: Evidence::default(),
        owner: answer.sme.as_ref().or(entry.owner.as_ref()).map(|owner| owner.value.clone()),
        commit: scope.commit.clone(),
        digest: String::new(),
    }
}
