//! One look: whether the words of a quote are on a page.

use super::anchors::is_recognised;
use super::answer::{Answer, StatusClass};
use super::change::{Change, Look, Part, Verdict};
use super::marks::{are_marks_other, margins};
use super::nearest::{Nearest, nearest};
use super::page::Page;
use super::page_record::PageRecord;
use super::quote::Quote;
use super::record::Record;
use super::text::{Margins, Text};
use crate::wording::{Vocabulary, WordClass, compare_plain, has_qualifier, is_withdrawal, plain_forms};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// The fewest words of a page on which a quote can be missing; a wall or an error page has fewer.
const LEAST_WORDS: usize = 40;
/// What is between a heading that withdraws and the sentence below it.
const BELOW: &str = " › ";
/// At how many places the same words are looked at.
const MOST_PLACES: usize = 64;

/// Why a look that did not find the words proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// The quote has no words.
    EmptyQuote,
    /// The encoding of the page is not known.
    Encoding,
    /// The page has this number of words, too few for a page.
    TooShort(usize),
    /// The page has none of the sentences by which it was recognised before.
    OtherPage,
    /// The page has fewer than a third of the words of the quote.
    OtherTopic,
}

impl fmt::Display for Unproven {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyQuote => formatter.write_str("the quote has no words"),
            Self::Encoding => formatter.write_str("its encoding is not known; save it as UTF-8"),
            Self::TooShort(words) => write!(formatter, "it has {words} words, and a page has at least {LEAST_WORDS}"),
            Self::OtherPage => formatter.write_str("it has too few of the sentences that the page had before"),
            Self::OtherTopic => formatter.write_str("it has fewer than a third of the words of the quote"),
        }
    }
}

/// What was recorded before a look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Former<'a> {
    /// What was recorded of the quote.
    pub record: Option<&'a Record>,
    /// What was recorded of its page.
    pub page: Option<&'a PageRecord>,
}

impl Former<'_> {
    /// The sentences by which the page is recognised.
    fn anchors(&self) -> &[String] {
        self.page.map_or(&[], |page| page.anchors.as_slice())
    }
}

/// Looks for `quote` on `page`, which a person says is the page.
///
/// # Errors
/// The words are not there, and nothing proves that this is the page.
pub fn look(page: &Page, quote: &Quote, former: Former<'_>, vocabulary: &Vocabulary) -> Result<Look, Unproven> {
    if quote.word_count() == 0 {
        return Err(Unproven::EmptyQuote);
    }
    let look = find(page, quote, former, vocabulary);
    if !look.verdict.is_found() && !is_legible(page, quote, &look) {
        return Err(Unproven::Encoding);
    }
    if look.verdict == Verdict::Missing {
        prove(page, quote, former)?;
    }
    Ok(look)
}

/// Returns which of `quotes` readers see word for word on the page of `answer`.
pub fn seen_quotes(answer: &Answer, quotes: &[&Quote]) -> Vec<bool> {
    let is_page = !quotes.is_empty() && answer.class() == StatusClass::Page;
    let page = is_page.then(|| Page::read(&answer.body, answer.header("content-type")).ok()).flatten();
    let is_seen = |quote: &&Quote| page.as_ref().is_some_and(|page| !quote.places(page.visible.plain()).is_empty());
    quotes.iter().map(is_seen).collect()
}

/// Looks for `quote` on `page`. Whether it is the page, [`prove`] says.
pub(super) fn find(page: &Page, quote: &Quote, former: Former<'_>, vocabulary: &Vocabulary) -> Look {
    let before = former.record.and_then(|before| before.sentence.as_deref());
    let looking = Looking { quote, before, vocabulary };
    if let Some(found) = looking.words_in(&page.visible, None) {
        return found;
    }
    // What is folded away adds nothing without a word of the quote.
    let has_word = || quote.words().iter().any(|word| page.folded_away.plain().number(word).is_some());
    let with_folded = page.with_folded.as_ref().filter(|_| has_word());
    if let Some(found) = with_folded.and_then(|text| looking.words_in(text, Some(Part::Folded))) {
        return found;
    }
    if let Some(found) = page.with_struck.as_ref().and_then(|text| looking.words_in(text, None)) {
        return Look { verdict: Verdict::Changed, change: Some(Change::Struck), ..found };
    }
    // What readers see decides before the data, which can be older.
    let nearest = looking.nearest_parts(&page.visible);
    if let Some(near) = nearest.as_ref().and_then(|found| looking.near_of(&page.visible, None, found)) {
        return near;
    }
    // Words that readers saw on this page and that only its data have now were taken away.
    let was_seen = former.record.is_some_and(|before| before.seen.is_some() && before.part != Some(Part::Data));
    let is_withdrawn = was_seen && is_recognised(&page.visible, former.anchors()) == Some(true);
    let in_data = looking.words_in(&page.scripted, Some(Part::Data)).filter(|_| !is_withdrawn);
    if let Some(found) = in_data {
        return found;
    }
    let folded = with_folded.and_then(|text| looking.near(text, Some(Part::Folded)));
    let data = || looking.near(&page.scripted, Some(Part::Data)).filter(|_| !is_withdrawn);
    if let Some(near) = folded.or_else(data) {
        return near;
    }
    let sentence = nearest.and_then(|found| looking.hint(&page.visible, found));
    Look { verdict: Verdict::Missing, change: None, part: None, sentence, is_negated: false }
}

/// Returns whether the characters of the page, and of the sentence in which words differ, are known. ASCII is the same in the
/// encodings of web pages, so that a sentence in it is known in any case.
pub(super) fn is_legible(page: &Page, quote: &Quote, look: &Look) -> bool {
    let is_plain = |sentence: &String| quote.text().is_ascii() && sentence.is_ascii();
    let is_broken = |sentence: &String| sentence.contains('\u{FFFD}');
    let sentence = look.sentence.as_ref();
    let is_known = page.is_certain || look.verdict == Verdict::Changed && sentence.is_some_and(is_plain);
    is_known && !sentence.is_some_and(is_broken)
}

/// Checks that a page without the words is the page.
pub(super) fn prove(page: &Page, quote: &Quote, former: Former<'_>) -> Result<(), Unproven> {
    if page.word_count() < LEAST_WORDS {
        return Err(Unproven::TooShort(page.word_count()));
    }
    match is_recognised(&page.visible, former.anchors()) {
        Some(true) => Ok(()),
        Some(false) => Err(Unproven::OtherPage),
        None => {
            let wanted: BTreeSet<&str> = quote.words().into_iter().filter(|word| word.chars().count() > 3).collect();
            let common = wanted.iter().filter(|word| page.visible.plain().number(word).is_some()).count();
            if common * 3 >= wanted.len().max(1) { Ok(()) } else { Err(Unproven::OtherTopic) }
        }
    }
}

/// What is looked for.
struct Looking<'a> {
    quote: &'a Quote,
    /// The sentence of the last match.
    before: Option<&'a str>,
    vocabulary: &'a Vocabulary,
}

impl Looking<'_> {
    /// Returns the place of the words in `text` whose sentence says most nearly what it said before.
    fn words_in(&self, text: &Text, part: Option<Part>) -> Option<Look> {
        let mut places = self.quote.places(text.plain());
        if places.is_empty() {
            places = self.quote.raised_places(text);
        }
        let found = places.iter().take(MOST_PLACES).map(|words| self.matched(text, words, part));
        found.min_by_key(|look| (look.verdict != Verdict::Match, look.is_negated))
    }

    /// Says what the sentence around the words at `words` makes of them.
    fn matched(&self, text: &Text, words: &Range<usize>, part: Option<Part>) -> Look {
        let margins = margins(self.quote.text(), text, words);
        let sentence = text.statement(words, margins, |beside| has_qualifier(beside, self.vocabulary));
        let heading = text.heading(words).filter(|heading| is_withdrawal(heading));
        let change = self.before.filter(|before| self.is_other(before, &sentence, heading.as_deref()));
        let change = change.map(|_| Change::Context);
        let change = if are_marks_other(self.quote.text(), text, words) { Some(Change::Negation) } else { change };
        let around = compare_plain(text.slice(words), &sentence, self.vocabulary);
        let is_negated = around.differences.iter().any(|difference| difference.class == WordClass::Negation);
        let verdict = if change.is_some() { Verdict::Changed } else { Verdict::Match };
        let sentence = heading.map_or(sentence.clone(), |heading| format!("{heading}{BELOW}{sentence}"));
        Look { verdict, change, part, sentence: Some(sentence), is_negated }
    }

    /// Returns whether `sentence` says something else than it did `before`, by its words or by a `heading` that withdraws it and
    /// was not above it. That such a heading is gone is no change: it can have become another element.
    fn is_other(&self, before: &str, sentence: &str, heading: Option<&str>) -> bool {
        let above = before.split_once(BELOW).filter(|(heading, _)| is_withdrawal(heading));
        let before = above.map_or(before, |(_, rest)| rest);
        let is_reworded = || {
            plain_forms(before) != plain_forms(sentence)
                && compare_plain(before, sentence, self.vocabulary).is_material()
        };
        heading.is_some() && above.is_none() || is_reworded()
    }

    /// Returns the statement in `text` that differs from the quote in few words; `None` if none is near enough.
    fn near(&self, text: &Text, part: Option<Part>) -> Option<Look> {
        self.near_of(text, part, &self.nearest_parts(text)?)
    }

    /// Returns the same of the nearest words of each part that were `found`.
    fn near_of(&self, text: &Text, part: Option<Part>, found: &[(Nearest, Option<Change>)]) -> Option<Look> {
        let is_near = found.iter().all(|(nearest, _)| nearest.is_near());
        let (worst, change) = found.iter().filter(|_| is_near).max_by_key(|(nearest, change)| {
            (change.is_some_and(Change::is_material), change.is_some(), nearest.edits)
        })?;
        let is_whole = self.quote.parts().len() == 1;
        let Some(change) = change.or((!is_whole).then_some(Change::Wording)) else {
            return Some(self.matched(text, &worst.words, part));
        };
        let margins = margins(self.quote.text(), text, &worst.words);
        let sentence = Some(text.shown_sentence(&worst.words, margins));
        Some(Look { verdict: Verdict::Changed, change: Some(change), part, sentence, is_negated: false })
    }

    /// Returns the nearest words of each part of the quote, and what changed in them.
    fn nearest_parts(&self, text: &Text) -> Option<Vec<(Nearest, Option<Change>)>> {
        let is_whole = self.quote.parts().len() == 1;
        let parts = self.quote.parts().iter().map(|part| {
            let words: Vec<&str> = part.words.iter().map(String::as_str).collect();
            let nearest = nearest(&words, text)?;
            let wanted = if is_whole { self.quote.text().to_owned() } else { words.join(" ") };
            let comparison = compare_plain(&wanted, text.slice(&nearest.words), self.vocabulary);
            let change = comparison.worst().and_then(|worst| Change::of_class(worst.class));
            Some((nearest, change))
        });
        parts.collect()
    }

    /// Returns the sentence that is nearest to the quote, if it has something in common with it; `found` are the nearest words
    /// of its parts.
    fn hint(&self, text: &Text, found: Vec<(Nearest, Option<Change>)>) -> Option<String> {
        let nearest = match <[_; 1]>::try_from(found) {
            Ok([(nearest, _)]) => nearest,
            Err(_) => nearest(&self.quote.words(), text)?,
        };
        nearest.is_hint().then(|| text.shown_sentence(&nearest.words, Margins::default()))
    }
}
