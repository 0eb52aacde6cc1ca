//! What to say of a build whose readers see no entry.

use super::hidden_reason::HiddenReason;
use super::readers::Readers;
use crate::config::{Audiences, Status};
use crate::entry::Entry;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Says why `readers` see none of `entries`, with the number of entries per reason, and which entries they would see;
/// `None` if they see one.
pub fn nothing_visible(entries: &[Arc<Entry>], readers: &Readers, audiences: &Audiences) -> Option<String> {
    if entries.iter().any(|entry| readers.sees(entry)) {
        return None;
    }
    let audience = audiences.name(readers.audience());
    let name = readers.customer().map_or_else(|| audience.to_owned(), |customer| format!("{audience}, {customer}"));
    let read = match entries.len() {
        0 => "no entry could be read".to_owned(),
        1 => format!("1 entry read: {}", counts(entries, readers, audiences)),
        count => format!("{count} entries read: {}", counts(entries, readers, audiences)),
    };
    let shown = shown_entries(readers, audiences);
    Some(format!("no entry is visible to the readers of this build ({name}): {read}; this build shows {shown}"))
}

/// Counts the entries of each combination of reasons, the most frequent first.
fn counts(entries: &[Arc<Entry>], readers: &Readers, audiences: &Audiences) -> String {
    let mut counts = BTreeMap::<Vec<HiddenReason>, usize>::new();
    for entry in entries {
        *counts.entry(readers.hidden_because(entry)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let words = |(reasons, count): (Vec<HiddenReason>, usize)| {
        let reasons: Vec<String> = reasons.iter().map(|reason| reason.words(audiences)).collect();
        format!("{count} {}", reasons.join(" and "))
    };
    counts.into_iter().map(words).collect::<Vec<_>>().join(", ")
}

/// Says which entries `readers` would see.
fn shown_entries(readers: &Readers, audiences: &Audiences) -> String {
    let seen = audiences.names().filter(|name| audiences.find(name).is_some_and(|one| one <= readers.audience()));
    let names = seen.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
    let status = if readers.is_outside() {
        format!("the status `{}` or `{}`", Status::Approved.word(), Status::Deprecated.word())
    } else {
        format!("any status but `{}`", Status::Archived.word())
    };
    format!("entries with the audience {names} and {status}")
}
