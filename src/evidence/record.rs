//! What is recorded of a quote after a look.

use super::change::{Change, Look, Part, Verdict};
use super::marks::differ_in_marks;
use super::quote::quote_key;
use crate::wording::folded;
use chrono::NaiveDate;

/// What is recorded of a quote: one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The address of the page.
    pub url: String,
    /// The key of the quote, see [`quote_key`].
    pub quote: String,
    /// What the last look says.
    pub verdict: Verdict,
    /// What changed.
    pub change: Option<Change>,
    /// In which part of the page the words are, unless readers see them at once.
    pub part: Option<Part>,
    /// The address at which the words are now, if it is another one.
    pub to: Option<String>,
    /// The day of the first look that says so.
    pub since: NaiveDate,
    /// The day of the last look that found the words; `None` if none did.
    pub seen: Option<NaiveDate>,
    /// The day of the last look.
    pub looked: NaiveDate,
    /// The person who captured the page, by id; `None` if it was fetched.
    pub by: Option<String>,
    /// The hash of the bytes of the first look that says so: `sha256:` and 64 hexadecimal digits.
    pub content: String,
    /// The sentence of the page that had the words at the last match.
    pub sentence: Option<String>,
    /// The sentence of the page now, or the one that is nearest to the quote, unless the words are there.
    pub now: Option<String>,
    /// Another page of the site on which a run found the words, if they are not on the page: a hint, and no verdict.
    pub elsewhere: Option<String>,
}

/// What was looked at, and by whom.
#[derive(Debug, Clone)]
pub struct Looked<'a> {
    /// The address of the page.
    pub url: &'a str,
    /// The quote, as it is written.
    pub quote: &'a str,
    /// The day.
    pub on: NaiveDate,
    /// The person who captured it, by id; `None` if it was fetched.
    pub by: Option<String>,
    /// The hash of the bytes.
    pub content: String,
    /// Where the page answered, if that is another address.
    pub to: Option<String>,
}

impl Record {
    /// Makes the record of what was found, after the record `before`. What says the same as before keeps its first day, and
    /// if it was fetched, also its hash, so that a quiet week changes no line.
    pub fn after(before: Option<&Self>, look: Look, looked: Looked<'_>) -> Self {
        let Look { verdict, change, part, sentence, is_negated: _ } = look;
        let is_found = verdict.is_found();
        let former = before.and_then(|before| before.sentence.clone());
        let (kept, now) = if is_found { (sentence, None) } else { (former, sentence) };
        let words = |text: &Option<String>| text.as_deref().map(folded);
        let same = before.filter(|before| {
            (before.verdict, before.change, &before.to) == (verdict, change, &looked.to)
                && words(&before.now) == words(&now)
                && !before.now.as_deref().zip(now.as_deref()).is_some_and(|(one, other)| differ_in_marks(one, other))
        });
        let by = looked.by;
        let content = same.filter(|_| by.is_none()).map_or(looked.content, |before| before.content.clone());
        // Another sentence around the same words, such as one on a rotating page, would change the line of every look.
        let is_kept = |before: &&Self| is_found && before.part == part && before.sentence.is_some();
        let kept = same.filter(is_kept).map_or(kept, |before| before.sentence.clone());
        Self {
            url: looked.url.to_owned(),
            quote: quote_key(looked.quote),
            verdict,
            change,
            part,
            to: looked.to,
            since: same.map_or(looked.on, |before| before.since),
            seen: if is_found { Some(looked.on) } else { before.and_then(|before| before.seen) },
            looked: looked.on,
            by,
            content,
            sentence: kept,
            now,
            elsewhere: same.filter(|_| !is_found).and_then(|before| before.elsewhere.clone()),
        }
    }

    /// Returns whether the page no longer says what the quote says.
    pub fn is_against(&self) -> bool {
        match self.verdict {
            Verdict::Match | Verdict::Moved => false,
            Verdict::Changed => self.change.is_none_or(Change::is_material),
            Verdict::Missing | Verdict::Gone => true,
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
            (Verdict::Moved, ..) => "it is on a page at another address",
            (Verdict::Missing, ..) => "it is not on the page",
            (Verdict::Gone, ..) => "its page is gone",
        }
    }

    /// Returns the address of the copies of the page in the Internet Archive, nearest to the day of the last match.
    pub fn archived(&self) -> String {
        format!("https://web.archive.org/web/{}/{}", self.seen.unwrap_or(self.looked).format("%Y%m%d"), self.url)
    }
}
