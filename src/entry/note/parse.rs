//! From the parts of a note to its evidence.

use super::date_form::DateForm;
use super::lexer::{Token, TokenKind, tokens};
use super::parsed::{DateWord, Note, NoteCheck, NoteSource, Unread, UnreadReason};
use super::visible::VisibleText;
use crate::entry::hidden::HiddenPart;
use crate::source::{Span, Spanned};
use chrono::NaiveDate;
use std::ops::Range;

/// Reads `text`, the content of a note that begins at byte `start` of its file. What is in `hidden` is no part of it, and
/// evidence in there is reported.
pub(crate) fn parse_note(text: &str, start: u32, hidden: &[HiddenPart]) -> Note {
    let visible = VisibleText::new(text, start, hidden);
    let text = visible.blanked();
    let (words, last) = (Vec::new(), Vec::new());
    let mut parser =
        Parser { text, visible: &visible, start, note: Note::default(), words, denied: false, last, name: None };
    let tokens = tokens(text);
    let mut skip_to = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.range.start < skip_to {
            continue;
        }
        let following = tokens.get(index + 1..).unwrap_or_default();
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        skip_to = parser.step(before, token, following).unwrap_or(skip_to);
    }
    let mut note = parser.note;
    note.unread.extend(visible.hidden_evidence(start));
    note.unread.sort_by_key(|unread| unread.span.start);
    note
}

/// Words that may be between a word for a check and its date.
const LINKING: [&str; 15] =
    ["on", "at", "and", "date", "last", "was", "the", "in", "against", "source", "page", "with", "again", "from", "of"];
/// Words after which no check is recorded.
const DENYING: [&str; 13] =
    ["not", "never", "no", "isn't", "wasn't", "yet", "be", "will", "until", "before", "next", "due", "hardly"];

/// How many parts a name can have.
const LONGEST_NAME: usize = 16;

struct Parser<'a> {
    text: &'a str,
    visible: &'a VisibleText<'a>,
    start: u32,
    note: Note,
    /// The words for what happened on the next date.
    words: Vec<DateWord>,
    /// Whether those words are denied.
    denied: bool,
    /// The words of the last date, as long as only marks follow it.
    last: Vec<DateWord>,
    /// The name between those words and the date.
    name: Option<Spanned<String>>,
}

impl Parser<'_> {
    /// Takes one part; returns where to go on if more than this part was taken.
    fn step(&mut self, before: Option<&Token>, token: &Token, following: &[Token]) -> Option<usize> {
        match &token.kind {
            TokenKind::Address => {
                self.end_phrase();
                let url = self.text.get(token.range.clone()).unwrap_or_default().to_owned();
                let quote = if self.note.sources.is_empty() { self.note.quote.take() } else { None };
                self.note.sources.push(NoteSource { url: Spanned::new(url, self.span(&token.range)), quote });
            }
            TokenKind::Quote => self.quote(&token.range),
            TokenKind::OpenQuote => self.unread(&token.range, UnreadReason::OpenQuote),
            TokenKind::BareAddress => self.unread(&token.range, UnreadReason::AddressForm),
            TokenKind::Date(form) => self.date(*form, &token.range),
            TokenKind::Word(word) => return self.word(word, before, token, following),
            TokenKind::Mark(';' | '!' | '?') => self.end_phrase(),
            TokenKind::Mark(_) => {}
        }
        None
    }

    fn end_phrase(&mut self) {
        self.words.clear();
        self.last.clear();
        self.name = None;
        self.denied = false;
    }

    fn word(&mut self, word: &str, before: Option<&Token>, token: &Token, following: &[Token]) -> Option<usize> {
        let next = following.first().map(|next| &next.kind);
        let is_as_of = word == "as" && next == Some(&TokenKind::Word("of".to_owned()));
        let meaning = match word {
            "verified" | "checked" => Some(DateWord::Verified),
            "captured" => Some(DateWord::Captured),
            _ if is_as_of => Some(DateWord::Verified),
            _ => None,
        };
        if let Some(meaning) = meaning {
            let is_denied =
                |token: &Token| matches!(&token.kind, TokenKind::Word(word) if DENYING.contains(&word.as_str()));
            // `un-verified` is one word; `re-checked` is a check.
            let is_prefixed =
                token.range.start.checked_sub(3).and_then(|start| self.text.get(start..token.range.start));
            let is_prefixed = is_prefixed.is_some_and(|lead| lead.eq_ignore_ascii_case("un-"));
            self.denied |= before.is_some_and(is_denied) || is_prefixed;
            self.last.clear();
            self.words.push(meaning);
            return None;
        }
        if word == "by" && (!self.words.is_empty() || !self.last.is_empty()) {
            return self.person(token, following);
        }
        if self.words.is_empty() || !LINKING.contains(&word) {
            self.last.clear();
            self.words.clear();
            self.name = None;
            self.denied = DENYING.contains(&word) && self.denied;
        }
        None
    }

    /// Takes the name after `by`: up to a mark that ends it, the word `on`, or the next date, quote or address.
    fn person(&mut self, by: &Token, following: &[Token]) -> Option<usize> {
        let is_end = |token: &&Token| match &token.kind {
            TokenKind::Mark(mark) => matches!(mark, ')' | ']' | ',' | ';' | '(' | ':'),
            TokenKind::Word(word) => word == "on",
            _ => true,
        };
        let near = following.iter().take(LONGEST_NAME);
        let end = near.clone().next_back().map_or(by.range.end, |token| token.range.end);
        let limit = near.clone().find(is_end).map_or(end, |token| token.range.start);
        let name = self.text.get(by.range.end..limit)?;
        let name = name.split(". ").next().unwrap_or_default();
        let name = name.lines().next().unwrap_or_default();
        let lead = name.len() - name.trim_start().len();
        let trimmed = name.trim().trim_end_matches(['.', '*', '_', '"', '-', '–', '—']).trim_end();
        let range = by.range.end + lead..by.range.end + lead + trimmed.len();
        let is_of_check = self.words.contains(&DateWord::Verified) || self.last.contains(&DateWord::Verified);
        if is_of_check && !trimmed.is_empty() {
            let name = Spanned::new(self.visible.words(&range), self.span(&range));
            match &mut self.note.check {
                Some(check) if !self.last.is_empty() => check.by = check.by.take().or(Some(name)),
                _ => self.name = Some(name),
            }
        }
        Some(range.end.max(by.range.end))
    }

    fn quote(&mut self, range: &Range<usize>) {
        self.end_phrase();
        let quote = Spanned::new(self.visible.words(range), self.span(range));
        let slot = match self.note.sources.last_mut() {
            Some(source) => &mut source.quote,
            None => &mut self.note.quote,
        };
        if slot.is_none() {
            *slot = Some(quote);
        } else {
            self.unread(range, UnreadReason::SecondQuote);
        }
    }

    fn date(&mut self, form: DateForm, range: &Range<usize>) {
        let words = std::mem::take(&mut self.words);
        let denied = std::mem::take(&mut self.denied);
        let day = match form {
            DateForm::Partial if words.is_empty() => return,
            DateForm::Partial => return self.unread(range, UnreadReason::DateForm { day: None }),
            DateForm::Other(day) => return self.unread(range, UnreadReason::DateForm { day }),
            DateForm::Iso(None) => return self.unread(range, UnreadReason::NoSuchDay),
            DateForm::Iso(Some(day)) => day,
        };
        if denied {
            return self.unread(range, UnreadReason::Denied);
        }
        if words.is_empty() {
            let reason =
                self.last.first().map_or(UnreadReason::DateWithoutWord, |word| UnreadReason::SecondDate(*word));
            return self.unread(range, reason);
        }
        for word in &words {
            self.dated(*word, day, range);
        }
        self.last = words;
    }

    fn dated(&mut self, word: DateWord, day: NaiveDate, range: &Range<usize>) {
        let on = Spanned::new(day, self.span(range));
        let known = match word {
            DateWord::Verified => self.note.check.as_ref().map(|check| check.on.clone()),
            DateWord::Captured => self.note.captured.clone(),
        };
        match known {
            Some(known) if known.value == day => {}
            Some(_) => self.unread(range, UnreadReason::SecondDate(word)),
            None if word == DateWord::Verified => self.note.check = Some(NoteCheck { on, by: self.name.take() }),
            None => self.note.captured = Some(on),
        }
    }

    fn unread(&mut self, range: &Range<usize>, reason: UnreadReason) {
        self.note.unread.push(Unread { span: self.span(range), reason });
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.clone()).shifted(self.start)
    }
}
