//! New words for a text that exists.

use super::amending::{Amending, folded};
use super::amendment::{Amended, Refusal};
use super::change::Change;
use super::located::{Located, PartOfEntry};
use super::rewording::{escaped, reworded};
use crate::config::Settings;
use crate::editing::{FieldValue, scalar, with_field};
use crate::entry::{Entry, KindFields};
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;

/// Replaces the text by that of `change`.
pub(super) fn edit(settings: &Settings, change: &Change, located: Located<'_>) -> Result<Amended, Refusal> {
    let entry = located.entry;
    let says = |text: Option<String>| text.is_some_and(|text| folded(&text) == folded(&change.text));
    if says(located.text()) {
        return Ok(Amended::AlreadyDone { entry: entry.id.clone() });
    }
    located.require_base(change)?;
    let fault = || Refusal::entangled(&change.subject());
    let text = match located.part {
        PartOfEntry::Claim(claim) if claim.id.span.start < entry.body.span.start => {
            let value = FieldValue { claim: Some(&claim.id.value), key: "text", yaml: &scalar(&change.text) };
            with_field(entry, value)
        }
        PartOfEntry::Claim(claim) => in_body(entry, claim.text.span.range(), change),
        PartOfEntry::Length(length) => length_range(entry, length).and_then(|range| in_body(entry, range, change)),
    };
    let text = text.ok_or_else(fault)?;
    let amended = Amending { entry, settings }.in_review(text).ok_or_else(fault)?;
    let is_said = |read: &Arc<Entry>| {
        let part = match located.part {
            PartOfEntry::Claim(claim) => read.claim(&claim.id.value).map(PartOfEntry::Claim),
            length @ PartOfEntry::Length(_) => Some(length),
        };
        part.is_some_and(|part| says(Located { entry: read, part }.text()))
    };
    amended.checked(is_said).ok_or_else(fault)
}

/// Returns where a length of an answer is in its file.
fn length_range(entry: &Entry, length: &str) -> Option<Range<usize>> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return None };
    let span = match length {
        "short" => answer.lengths.short,
        "standard" => answer.lengths.standard,
        _ => answer.lengths.detailed,
    };
    span.map(Span::range)
}

/// Returns the text of the file in which the part of the body at `range` has the new words.
fn in_body(entry: &Entry, range: Range<usize>, change: &Change) -> Option<String> {
    let text = entry.file.text();
    let (start, source, end) = (text.get(..range.start)?, text.get(range.clone())?, text.get(range.end..)?);
    let new = reworded(source, &change.base, &change.text).unwrap_or_else(|| whole(source, &change.text));
    let new = if source.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new };
    (!loses_marks(source, &new)).then(|| format!("{start}{new}{end}"))
}

/// Returns `text` in place of the whole source, within the white space around it.
fn whole(source: &str, text: &str) -> String {
    let lead = source.len() - source.trim_start().len();
    let tail = source.trim_end().len().max(lead);
    let (start, end) = (source.get(..lead).unwrap_or_default(), source.get(tail..).unwrap_or_default());
    format!("{start}{}{end}", escaped(text))
}

/// Returns whether links, citations, emphasis or other marks of `before` are not in `after`.
fn loses_marks(before: &str, after: &str) -> bool {
    let count = |text: &str, mark: &str| text.replace(&format!("\\{mark}"), "").matches(mark).count();
    ["](", "[^", "**", "`", "[[", "<", "|", "\n- ", "\n1. ", "\n* "]
        .iter()
        .any(|mark| count(after, mark) < count(before, mark))
}
