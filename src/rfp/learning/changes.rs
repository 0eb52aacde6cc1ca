//! Which answers that were sent have changed since.

use crate::hold::LibraryAnswer;
use crate::responses::{Manifest, ManifestRow};
use crate::wording::{Vocabulary, WordClass, compare};
use std::collections::BTreeMap;
use std::fmt;

/// An answer that was sent and is another one now.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedAnswer<'a> {
    /// What was sent.
    pub row: &'a ManifestRow,
    /// The id of the entry.
    pub entry: &'a str,
    /// What is different.
    pub change: AnswerChange,
}

/// What is different; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerChange {
    /// The entry does not exist any more.
    Removed,
    /// The text says something else, or says it in other words.
    Reworded {
        /// The class of the words that mean most.
        class: WordClass,
        /// The words as they were.
        before: String,
        /// The words as they are.
        after: String,
    },
    /// The content changed, and the text as it was is not known or is the same: a short answer or another length.
    Other,
    /// It must not be sent any more.
    Held(String),
    /// The answer is the same, and what shows it is not.
    Evidence {
        /// The evidence that was sent and does not belong to the answer any more.
        removed: Vec<String>,
        /// The evidence that the answer has now and did not have then.
        added: Vec<String>,
    },
}

impl fmt::Display for AnswerChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Removed => write!(formatter, "the entry does not exist any more"),
            Self::Reworded { class, before, after } => {
                write!(formatter, "{} changed, \"{before}\" to \"{after}\"", class.noun())
            }
            Self::Other => write!(formatter, "the short answer or another length changed"),
            Self::Held(reason) => write!(formatter, "must not be sent any more: {reason}"),
            Self::Evidence { removed, added } => {
                let named = |what: &str, items: &[String]| format!("{what} \"{}\"", items.join("; "));
                let parts = [("without", removed), ("with", added)].into_iter().filter(|(_, items)| !items.is_empty());
                let parts: Vec<String> = parts.map(|(what, items)| named(what, items)).collect();
                write!(formatter, "the evidence changed, now {}", parts.join(" and "))
            }
        }
    }
}

/// Returns how the evidence that was sent with an answer differs from what the answer has now; `None` if no evidence was sent,
/// or it is the same. What was left out of the file then is not new.
pub fn evidence_change(row: &ManifestRow, now: &LibraryAnswer) -> Option<AnswerChange> {
    let sent: Vec<&str> = row.evidence_items().collect();
    if sent.is_empty() {
        return None;
    }
    let was_left_out = |item: &str| {
        let is_it = |left: &String| left.strip_prefix(item).is_some_and(|rest| rest.starts_with(": "));
        row.evidence_left_out.iter().any(is_it)
    };
    let items = &now.evidence.items;
    let removed: Vec<String> =
        sent.iter().filter(|sent| !items.iter().any(|item| item == *sent)).map(|sent| (*sent).to_owned()).collect();
    let is_new = |item: &&String| !sent.contains(&item.as_str()) && !was_left_out(item);
    let added: Vec<String> = items.iter().filter(is_new).cloned().collect();
    (!removed.is_empty() || !added.is_empty()).then_some(AnswerChange::Evidence { removed, added })
}

/// The answers of the library as they were and as they are.
#[derive(Clone, Copy)]
pub struct Versions<'a> {
    /// The matched text of each answer by commit and id, as far as the commits are known.
    pub before: &'a BTreeMap<(String, String), String>,
    /// The answers as they are.
    pub now: &'a [LibraryAnswer],
    /// Names that count as such.
    pub vocabulary: &'a Vocabulary,
}

/// Returns the answers of a manifest that are others now, in the order of its rows, and how many were sent.
pub fn changed_answers<'a>(manifest: &'a Manifest, versions: Versions<'_>) -> (Vec<ChangedAnswer<'a>>, usize) {
    let now: BTreeMap<&str, &LibraryAnswer> = versions.now.iter().map(|answer| (answer.id.as_str(), answer)).collect();
    let sent = manifest.rows.iter().filter(|row| row.is_answered());
    let sent = sent.filter_map(|row| Some((row, row.entry.as_deref()?)));
    let mut changed = Vec::new();
    let mut count = 0;
    for (row, entry) in sent {
        count += 1;
        if let Some(change) = change_of(row, entry, now.get(entry).copied(), versions) {
            changed.push(ChangedAnswer { row, entry, change });
        }
    }
    (changed, count)
}

fn change_of(
    row: &ManifestRow,
    entry: &str,
    now: Option<&LibraryAnswer>,
    versions: Versions<'_>,
) -> Option<AnswerChange> {
    let Some(now) = now else { return Some(AnswerChange::Removed) };
    if row.digest.as_ref() == Some(&now.digest) {
        let held = now.hold_reasons().first().map(|reason| AnswerChange::Held(reason.to_string()));
        return held.or_else(|| evidence_change(row, now));
    }
    let key = (row.commit.clone().unwrap_or_default(), entry.to_owned());
    let before =
        versions.before.get(&key).cloned().or_else(|| row.answer_texts().last().map(str::to_owned)).unwrap_or_default();
    let comparison = compare(&before, &now.matched_text, versions.vocabulary);
    let worst = comparison.worst().map(|difference| AnswerChange::Reworded {
        class: difference.class,
        before: difference.before.clone(),
        after: difference.after.clone(),
    });
    Some(worst.unwrap_or(AnswerChange::Other))
}
