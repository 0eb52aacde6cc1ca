//! What is recorded of a quote after a look.

use super::change::{Change, Look, Part, Verdict};
use super::page::Page;
use super::quote::quote_key;
use crate::wording::folded;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is recorded of a quote: one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The address of the page.
    pub url: String,
    /// The key of the quote, see [`quote_key`].
    pub quote: String,
    /// What the last look says.
    pub verdict: Verdict,
    /// What changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// In which part of the page the words are, unless readers see them at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The day of the first look that says so.
    pub since: NaiveDate,
    /// The day of the last look that found the words; `None` if none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<NaiveDate>,
    /// The day of the last look.
    pub looked: NaiveDate,
    /// The person who captured the page, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The hash of the bytes that were looked at: `sha256:` and 64 hexadecimal digits.
    pub content: String,
    /// The sentence of the page that had the words at the last match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The sentence of the page now, or the one that is nearest to the quote, unless the words are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Hashes of sentences of the page at the last match, by which it is recognised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
}

/// A page that a person captured.
#[derive(Debug, Clone)]
pub struct Capture<'a> {
    /// The address of the page.
    pub url: &'a str,
    /// The quote, as it is written.
    pub quote: &'a str,
    /// The day.
    pub on: NaiveDate,
    /// The person, by id.
    pub by: Option<String>,
    /// The hash of the bytes.
    pub content: String,
}

impl Record {
    /// Makes the record of `look` at `page`, after the record `before`.
    pub fn after(before: Option<&Self>, look: Look, page: &Page, capture: Capture<'_>) -> Self {
        let Look { verdict, change, part, sentence, is_negated: _ } = look;
        let is_match = verdict == Verdict::Match;
        let (kept, now) =
            if is_match { (sentence, None) } else { (before.and_then(|before| before.sentence.clone()), sentence) };
        let is_same = |before: &&Self| {
            let words = |text: &Option<String>| text.as_deref().map(folded);
            before.verdict == verdict && before.change == change && words(&before.now) == words(&now)
        };
        Self {
            url: capture.url.to_owned(),
            quote: quote_key(capture.quote),
            verdict,
            change,
            part,
            since: before.filter(is_same).map_or(capture.on, |before| before.since),
            seen: if is_match { Some(capture.on) } else { before.and_then(|before| before.seen) },
            looked: capture.on,
            by: capture.by,
            content: capture.content,
            sentence: kept,
            now,
            anchors: if is_match { page.anchors() } else { before.map_or(Vec::new(), |before| before.anchors.clone()) },
        }
    }

    /// Returns whether the page no longer says what the quote says.
    pub fn is_against(&self) -> bool {
        match self.verdict {
            Verdict::Match => false,
            Verdict::Changed => self.change.is_none_or(Change::is_material),
            Verdict::Missing => true,
        }
    }

    /// Returns what the last look found, as the end of a sentence about the quote.
    pub fn words(&self) -> &'static str {
        match (self.verdict, self.change, self.part) {
            (Verdict::Match, _, None) => "it is on the page",
            (Verdict::Match, _, Some(Part::Folded)) => "it is in a folded part of the page",
            (Verdict::Match, _, Some(Part::Data)) => "it is in the data of the page",
            (Verdict::Changed, Some(change), _) => change.words(),
            (Verdict::Changed, None, _) => "it changed",
            (Verdict::Missing, ..) => "it is not on the page",
        }
    }

    /// Returns the address of the copies of the page in the Internet Archive, nearest to the day of the last match.
    pub fn archived(&self) -> String {
        format!("https://web.archive.org/web/{}/{}", self.seen.unwrap_or(self.looked).format("%Y%m%d"), self.url)
    }
}
