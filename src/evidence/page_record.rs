//! What is recorded of a page: whether it could be looked at, and by what it is recognised.

use super::change::Verdict;
use super::page::Page;
use super::quote::host_of;
use super::reach::Reach;
use super::text::one_line;
use crate::wording::plain_forms;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is recorded of a page: one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRecord {
    /// The address, without fragment.
    pub page: String,
    /// The day of the last look; without one, the day of the first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<NaiveDate>,
    /// Why the last look failed; `None` if it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// What speaks against the page until a look on a later day confirms it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// The value of `ETag`, byte for byte, as long as it stays the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The value of `Last-Modified`, byte for byte, as long as it stays the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The SHA-256 of a PDF file that has the words: as its text shows, or at the first look after a person captured it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its title at the last match, as one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The language of the page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The number of words that readers see.
    #[serde(default)]
    pub words: usize,
    /// Hashes of its longest sentences, by which it is recognised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
}

/// What speaks against a page until a look on a later day confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// What.
    pub why: DoubtCause,
    /// The day of the first look that says so.
    pub since: NaiveDate,
}

/// What speaks against a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtCause {
    /// The server answers 404.
    NotFound,
    /// It has none of the sentences by which it is recognised, says that nothing was found, or is the front page.
    OtherPage,
}

impl PageRecord {
    /// Makes the record of a page before the first look.
    pub fn new(page: &str) -> Self {
        Self {
            page: page.to_owned(),
            looked: None,
            reach: None,
            doubt: None,
            etag: None,
            modified: None,
            file: None,
            title: String::new(),
            language: String::new(),
            words: 0,
            anchors: Vec::new(),
        }
    }
}

impl PageRecord {
    /// Returns the record after a person captured the page on the day `on`, which found this of its quotes.
    pub fn captured(before: Option<&Self>, page: &Page, url: &str, on: NaiveDate, found: Option<Verdict>) -> Self {
        let former = before.cloned().unwrap_or_else(|| Self::new(page_address(url)));
        let looked = Self { looked: Some(on), reach: None, doubt: None, file: None, ..former };
        if !found.is_some_and(Verdict::is_found) {
            return looked;
        }
        let (words, language) = (page.word_count(), page.facts.language.clone());
        Self {
            words,
            language,
            anchors: page.anchors_after(&looked.anchors),
            title: looked.title_after(page),
            ..looked
        }
    }

    /// Returns the title to record: the known one as long as that of `page` is alike, so that a counter in it changes no line.
    pub(super) fn title_after(&self, page: &Page) -> String {
        if self.has_title_of(page) { self.title.clone() } else { one_line(&page.facts.title) }
    }

    /// Returns whether `page` has more than half of the words of the recorded title. Pages in front of a page keep at most the
    /// name of the site, so that words of the host do not count beside others.
    pub(super) fn has_title_of(&self, page: &Page) -> bool {
        let (all, now) = (plain_forms(&self.title), plain_forms(&page.facts.title));
        let host = host_of(&self.page).unwrap_or_default();
        let own: Vec<&String> = all.iter().filter(|word| !host.contains(word.as_str())).collect();
        let known = if own.is_empty() { all.iter().collect() } else { own };
        let kept = known.iter().filter(|word| now.contains(**word)).count();
        kept * 2 > known.len()
    }
}

/// Returns the address of the page of an address: without its fragment.
pub fn page_address(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_of_a_title_makes_it_the_same() {
        let record =
            |title: &str| PageRecord { title: title.to_owned(), ..PageRecord::new("https://docs.globex.example/x") };
        let is_same = |known: &str, now: &str| {
            let html = format!("<title>{now}</title><p>text");
            record(known).has_title_of(&Page::read(html.as_bytes(), None).unwrap())
        };
        for (known, now, expected) in [
            ("Limits of plans", "(3) Limits for plans", true),
            ("Limits of plans now", "Limits of all", false),
            ("Limits | Globex Docs", "Age check | Globex Docs", false),
            ("Globex Docs", "Globex Docs", true),
            ("", "", false),
        ] {
            assert_eq!(is_same(known, now), expected, "{known}, then {now}");
        }
    }
}
