//! A text as its words, with the sentences that they form.

use crate::wording::{PlainWord, PlainWords};
use std::ops::Range;
use std::sync::OnceLock;

/// The most bytes of a sentence that are kept.
const LONGEST: usize = 400;

/// Ends a heading, in texts made from pages: the character that separates units of information (ASCII).
pub(super) const HEADING_END: char = '\u{1F}';
/// Is in the place of the mark of a note, in texts made from pages: the character that separates groups (ASCII).
pub(super) const NOTE_MARK: char = '\u{1D}';

/// The most words of a label.
const LONGEST_LABEL: usize = 4;
/// The most words that are put in front of a sentence with a colon.
const LONGEST_LEAD: usize = 16;
/// How many words before a sentence its line can begin, for what is above it to count.
const LONGEST_LINE: usize = 200;

/// How many bytes before and after words are shown with them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Margins {
    /// Before the first word.
    pub(super) before: usize,
    /// After the last word.
    pub(super) after: usize,
}

/// A text and its words, which are found when they are first needed.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    source: String,
    plain: OnceLock<PlainWords>,
    hashes: OnceLock<Vec<u32>>,
}

impl Text {
    /// Takes a text; line breaks end sentences.
    pub(super) fn new(text: String) -> Self {
        Self { source: text, ..Self::default() }
    }

    /// Returns the words.
    pub(super) fn words(&self) -> &[PlainWord] {
        self.plain().words()
    }

    /// Returns the words with their forms.
    pub(super) fn plain(&self) -> &PlainWords {
        self.plain.get_or_init(|| PlainWords::new(&self.source))
    }

    /// Returns the text of these words.
    pub(super) fn slice(&self, words: &Range<usize>) -> &str {
        self.slice_with(words, Margins::default())
    }

    /// Returns the text of these words and of what is beside them.
    fn slice_with(&self, words: &Range<usize>, margins: Margins) -> &str {
        let first = self.words().get(words.start).map_or(0, |word| word.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words().get(last)).map_or(first, |word| word.end);
        self.source.get(first.saturating_sub(margins.before)..last + margins.after).unwrap_or_default()
    }

    /// Returns the symbols between `words` and the word before, the last one first.
    pub(super) fn before(&self, words: &Range<usize>) -> impl Iterator<Item = char> {
        let start = words.start.checked_sub(1).and_then(|last| self.words().get(last)).map_or(0, |word| word.end);
        let end = self.words().get(words.start).map_or(self.source.len(), |word| word.start);
        self.source.get(start..end).unwrap_or_default().chars().rev()
    }

    /// Returns the symbols between `words` and the word after.
    pub(super) fn after(&self, words: &Range<usize>) -> impl Iterator<Item = char> {
        let start = words.end.checked_sub(1).and_then(|last| self.words().get(last)).map_or(0, |word| word.end);
        let end = self.words().get(words.end).map_or(self.source.len(), |word| word.start);
        self.source.get(start..end).unwrap_or_default().chars()
    }

    /// Returns the words of the sentences that contain `words`.
    pub(super) fn sentence(&self, words: &Range<usize>) -> Range<usize> {
        let begins = |index: &usize| self.words().get(*index).is_some_and(|word| word.begins);
        let start = (0..=words.start).rev().find(begins).unwrap_or(0);
        let end = (words.end..self.words().len()).find(begins).unwrap_or(self.words().len());
        start..end.max(words.end)
    }

    /// Returns the sentences that contain `words`, as one line with what is beside `words`; of long ones the words around.
    pub(super) fn shown_sentence(&self, words: &Range<usize>, margins: Margins) -> String {
        let mut range = self.sentence(words);
        while self.slice(&range).len() > LONGEST && range != *words && !range.is_empty() {
            let (before, after) = (words.start.saturating_sub(range.start), range.end.saturating_sub(words.end));
            if after >= before { range.end -= 1 } else { range.start += 1 }
        }
        // What is beside words inside the sentence is in it.
        let margins = Margins {
            before: if range.start == words.start { margins.before } else { 0 },
            after: if range.end == words.end { margins.after } else { 0 },
        };
        // A line that ends parts numbers, which one line would join.
        let lines = self.slice_with(&range, margins).split('\n').map(one_line).filter(|line| !line.is_empty());
        let line = lines.collect::<Vec<_>>().join(" | ");
        line.char_indices().nth(LONGEST).map_or(line.clone(), |(end, _)| line.get(..end).unwrap_or_default().to_owned())
    }

    /// Returns what the sentences of `words` say, as one line: with what is put in front of them with a colon, and with labels
    /// beside them on their line, if `is_qualifier` holds of these texts.
    pub(super) fn statement(
        &self,
        words: &Range<usize>,
        margins: Margins,
        is_qualifier: impl Fn(&str) -> bool,
    ) -> String {
        let shown = self.shown_sentence(words, margins);
        let sentence = self.sentence(words);
        let before = (sentence.start > 0).then(|| self.sentence(&(sentence.start - 1..sentence.start)));
        let after = (sentence.end < self.words().len()).then(|| self.sentence(&(sentence.end..sentence.end + 1)));
        let is_label = |label: &Range<usize>, gap: &str| label.len() <= LONGEST_LABEL && !gap.contains('\n');
        let before = before.and_then(|before| {
            let gap = self.between(before.end - 1, sentence.start);
            let label = is_label(&before, gap).then(|| before.clone());
            self.lead(before, sentence.start).or(label)
        });
        let after = after.filter(|after| is_label(after, self.between(sentence.end - 1, after.start)));
        let beside = |words: Option<Range<usize>>| {
            words.map(|words| one_line(self.slice(&words))).filter(|text| is_qualifier(text))
        };
        let above = || {
            let start = self.line_start(sentence.start).filter(|start| *start < sentence.start)?;
            self.lead(self.sentence(&(start.checked_sub(1)?..start)), start)
        };
        let before = beside(before).or_else(|| beside(above()));
        [before, Some(shown), beside(after)].into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    /// Returns the heading right above the line of `words`.
    pub(super) fn heading(&self, words: &Range<usize>) -> Option<String> {
        let start = self.line_start(self.sentence(words).start)?;
        let last = start.checked_sub(1)?;
        let is_heading = self.between(last, start).contains(HEADING_END);
        let first = self.line_start(last).filter(|first| is_heading && start - first <= LONGEST_LEAD)?;
        Some(one_line(self.slice(&(first..start))))
    }

    /// Returns whether the mark of a note is right behind the word at `index`.
    pub(super) fn has_note(&self, index: usize) -> bool {
        let rest = self.words().get(index).and_then(|word| self.source.get(word.end..));
        rest.is_some_and(|rest| rest.starts_with(NOTE_MARK))
    }

    /// Returns the text between the words at `before` and `after`, which is an end of a line if there is no such word.
    fn between(&self, before: usize, after: usize) -> &str {
        let (before, after) = (self.words().get(before), self.words().get(after));
        let gap = before.zip(after).and_then(|(before, after)| self.source.get(before.end..after.start));
        gap.unwrap_or("\n")
    }

    /// Returns the first word of the line that has the word at `index`; `None` if it is too far away.
    fn line_start(&self, index: usize) -> Option<usize> {
        let lowest = index.saturating_sub(LONGEST_LINE);
        let is_first = |at: &usize| *at == 0 || self.between(at - 1, *at).contains('\n');
        (lowest..=index).rev().find(is_first)
    }

    /// Returns the words that are put in front of the word at `start` with a colon, of which `last` is the last sentence. The dot
    /// of an ordinal, such as that of a day, ends no sentence in it.
    fn lead(&self, last: Range<usize>, start: usize) -> Option<Range<usize>> {
        let mut lead = last;
        if !self.between(lead.end.checked_sub(1)?, start).contains([':', '：']) {
            return None;
        }
        while let Some(before) = lead.start.checked_sub(1) {
            let form = self.words().get(before).map_or("", |word| self.plain().form(word.form));
            let is_ordinal = form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit());
            if !is_ordinal || self.between(before, lead.start) != ". " || lead.len() > LONGEST_LEAD {
                break;
            }
            lead.start = self.sentence(&(before..before + 1)).start;
        }
        (lead.len() <= LONGEST_LEAD).then_some(lead)
    }

    /// Returns every sentence, in order.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let starts = self.words().iter().enumerate().filter(|(index, word)| *index == 0 || word.begins);
        let mut starts: Vec<usize> = starts.map(|(index, _)| index).collect();
        starts.push(self.words().len());
        starts.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.get(1)?)).collect()
    }

    /// Returns `hash` of the folded words of each sentence with `words` or more, sorted; they are the same arguments each time.
    pub(super) fn hashes(&self, words: usize, hash: fn(&str) -> u32) -> &[u32] {
        let hashes = || {
            let (mut hashes, mut folded) = (Vec::new(), String::new());
            for sentence in self.sentences().into_iter().filter(|sentence| sentence.len() >= words) {
                folded.clear();
                self.plain().fold_into(&mut folded, sentence);
                hashes.push(hash(&folded));
            }
            hashes.sort_unstable();
            hashes
        };
        self.hashes.get_or_init(hashes)
    }

    /// Returns the folded words of `words`, joined by blanks.
    pub(super) fn folded(&self, words: &Range<usize>) -> String {
        self.plain().folded(words.clone())
    }
}

/// Folds white space, and drops characters that control a terminal or the direction of writing.
pub fn one_line(text: &str) -> String {
    let is_blank_at_end = text.starts_with(' ') || text.ends_with(' ');
    if !is_blank_at_end && !text.contains("  ") && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let is_unsafe = |symbol: char| {
        symbol.is_control()
            || matches!(symbol, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let parts = text.split_whitespace().map(|part| part.replace(is_unsafe, "")).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_lines_and_long_ones_are_cut_around_the_words() {
        let text = Text::new("One two. Three 1.5 four\nfive".to_owned());
        assert_eq!(text.sentences(), [0..2, 2..5, 5..6]);
        assert_eq!(text.shown_sentence(&(3..4), Margins::default()), "Three 1.5 four");
        assert_eq!(text.shown_sentence(&(1..3), Margins::default()), "One two. Three 1.5 four");
        let text = Text::new(format!("{} here {}", "before ".repeat(200), "after ".repeat(200)));
        let shown = text.shown_sentence(&(200..201), Margins::default());
        assert!(shown.contains("here") && shown.len() <= LONGEST && shown.len() > LONGEST - 20, "{shown}");
        assert_eq!(one_line("a\u{1b}[31m\n b\u{202E}c"), "a[31m bc");
        assert_eq!(["a b", " a b", "a b ", "a  b", "a\u{7f} b"].map(one_line), ["a b"; 5]);
    }

    #[test]
    fn a_statement_has_what_qualifies_it() {
        let statement = |text: &str| {
            let text = Text::new(text.to_owned());
            let at = text.words().iter().position(|word| text.plain().form(word.form) == "stops").expect("the word");
            text.statement(&(at..at + 1), Margins::default(), |beside| beside.contains("Beta"))
        };
        for (text, expected) in [
            ("So it is. It stops. Really", "It stops"),
            ("Beta: It stops. More of it is here", "Beta | It stops"),
            ("Beta:\nIt stops", "Beta | It stops"),
            ("Beta：It stops", "Beta | It stops"),
            ("Beta bis 31. Januar: It stops", "Beta bis 31. Januar | It stops"),
            ("Beta bis 31. Januar. It stops", "It stops"),
            ("All of Beta:\nIt goes. It stops", "All of Beta | It stops"),
            ("All of Beta.\nIt goes. It stops", "It stops"),
            ("All of Beta:\nIt goes.\nIt stops", "It stops"),
            ("Now with one Beta of six：It stops", "Now with one Beta of six | It stops"),
            ("Now with one Beta of six。It stops", "It stops"),
            ("Beta\nIt stops\nBeta", "It stops"),
            ("Beta. It stops. Beta", "Beta | It stops | Beta"),
            ("All who have Beta know. It stops", "It stops"),
            ("All who have Beta know: It stops", "All who have Beta know | It stops"),
            ("It stops. Gone by then. Beta", "It stops"),
        ] {
            assert_eq!(statement(text), expected, "{text}");
        }
    }

    #[test]
    fn a_heading_is_right_above_the_line() {
        let heading = |text: &str| {
            let text = Text::new(text.to_owned());
            let at = text.words().iter().position(|word| text.plain().form(word.form) == "stops").expect("the word");
            text.heading(&(at..at + 1))
        };
        for (text, expected) in [
            ("One\nTwo. Three\u{1F}\nIt goes. It stops", Some("Two. Three")),
            ("Two\u{1F}\nIt goes\nIt stops", None),
            ("Two\nIt stops", None),
            ("It stops", None),
        ] {
            assert_eq!(heading(text).as_deref(), expected, "{text}");
        }
        assert_eq!(heading(&format!("{}\u{1F}\nIt stops", "word ".repeat(17))), None);
    }
}
