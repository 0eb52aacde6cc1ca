//! The text of a note as readers see it, with the bytes at which it is written.

use super::date_form::DateForm;
use super::lexer::{Token, TokenKind, tokens};
use super::parsed::{HiddenEvidence, Hiding, Unread, UnreadReason};
use crate::entry::hidden::{HiddenForm, HiddenPart};
use crate::source::Span;
use std::borrow::Cow;
use std::ops::Range;

/// The text of a note without what is hidden in it.
#[derive(Debug)]
pub(super) struct VisibleText<'a> {
    written: &'a str,
    /// The text with a blank for every hidden byte, so that every place stays as it is. Within a word there are letters, since
    /// the word that readers see is neither of its parts.
    blanked: Cow<'a, str>,
    hidden: Vec<(Range<usize>, HiddenForm)>,
}

impl<'a> VisibleText<'a> {
    /// Hides those of `parts` that are within `written`, which begins at byte `start` of its file.
    pub(super) fn new(written: &'a str, start: u32, parts: &[HiddenPart]) -> Self {
        let range = |part: &HiddenPart| {
            let at = |byte: u32| byte.saturating_sub(start) as usize;
            (part.span.end > start).then(|| at(part.span.start)..at(part.span.end).min(written.len()))
        };
        let is_inside = |range: &Range<usize>| !range.is_empty() && written.get(range.clone()).is_some();
        let hidden: Vec<_> =
            parts.iter().filter_map(|part| Some((range(part).filter(is_inside)?, part.form))).collect();
        let mut blanked = Cow::Borrowed(written);
        // Parts that touch hide what is between the same two letters.
        for run in hidden.chunk_by(|(one, _), (next, _)| one.end == next.start) {
            let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { continue };
            let before = written.get(..first.start).and_then(|text| text.chars().next_back());
            let after = written.get(last.end..).and_then(|text| text.chars().next());
            let is_in_word = [before, after].iter().all(|symbol| symbol.is_some_and(char::is_alphanumeric));
            let filler = if is_in_word { "x" } else { " " };
            let range = first.start..last.end;
            blanked.to_mut().replace_range(range.clone(), &filler.repeat(range.len()));
        }
        Self { written, blanked, hidden }
    }

    /// Returns the text with a blank for every hidden byte.
    pub(super) fn blanked(&self) -> &str {
        &self.blanked
    }

    /// Returns the words at `range`, each run of white space as one blank.
    pub(super) fn words(&self, range: &Range<usize>) -> String {
        let mut text = String::with_capacity(range.len());
        let mut from = range.start;
        for (hidden, _) in
            self.hidden.iter().filter(|(hidden, _)| range.start <= hidden.start && hidden.end <= range.end)
        {
            text.push_str(self.written.get(from..hidden.start).unwrap_or_default());
            from = hidden.end;
        }
        text.push_str(self.written.get(from..range.end).unwrap_or_default());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns the first date of every hidden part, or its first address if it has no date.
    pub(super) fn hidden_evidence(&self, start: u32) -> impl Iterator<Item = Unread> {
        self.hidden.iter().filter_map(move |(part, form)| {
            let text = self.written.get(part.clone())?;
            let mut found = evidence(text);
            // Addresses are what pictures and definitions of links are for; dates are not.
            if matches!(form, HiddenForm::Picture | HiddenForm::Definition) {
                found.retain(|(_, evidence)| *evidence == HiddenEvidence::Date);
            }
            let first = |wanted| found.iter().find(|(_, evidence)| *evidence == wanted);
            let (range, evidence) = first(HiddenEvidence::Date).or_else(|| first(HiddenEvidence::Address))?;
            let reason = UnreadReason::Hidden { evidence: *evidence, by: hiding(*form, text, range.start) };
            let range = part.start + range.start..part.start + range.end;
            Some(Unread { span: Span::new(range).shifted(start), reason })
        })
    }
}

/// Returns the dates and addresses of `text`, those in quotes included: an attribute of a tag is in quotes.
fn evidence(text: &str) -> Vec<(Range<usize>, HiddenEvidence)> {
    let mut found = Vec::new();
    for Token { kind, range } in tokens(text) {
        match kind {
            TokenKind::Date(DateForm::Iso(_) | DateForm::Other(_)) => found.push((range, HiddenEvidence::Date)),
            TokenKind::Address | TokenKind::BareAddress => found.push((range, HiddenEvidence::Address)),
            TokenKind::Quote => {
                let inside = evidence(text.get(range.clone()).unwrap_or_default());
                let shifted = |inner: Range<usize>| range.start + inner.start..range.start + inner.end;
                found.extend(inside.into_iter().map(|(inner, evidence)| (shifted(inner), evidence)));
            }
            _ => {}
        }
    }
    found
}

/// Returns what hides byte `at` of the hidden part `text`.
fn hiding(form: HiddenForm, text: &str, at: usize) -> Hiding {
    let before = text.get(..at).unwrap_or_default();
    let is_comment = before.rfind("<!--").is_some_and(|open| before.rfind("-->").is_none_or(|close| close < open));
    match form {
        _ if is_comment => Hiding::Comment,
        HiddenForm::Html => Hiding::Html,
        HiddenForm::Struck => Hiding::Strikethrough,
        HiddenForm::Picture => Hiding::Picture,
        HiddenForm::Definition => Hiding::Definition,
    }
}
