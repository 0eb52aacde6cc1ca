//! Editing one entry for a change, and reading it again: nothing else may become different.

use super::amendment::{Amended, Amendment};
use crate::config::{Settings, Status};
use crate::editing::{FieldValue, with_field};
use crate::entry::{Context, Entry, EntryFile, Verification, read_entries};
use crate::source::SourceFile;
use std::sync::Arc;

/// Returns `text` with its white space folded: how lines break is not part of a statement.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An entry that a change edits.
#[derive(Clone, Copy)]
pub(super) struct Amending<'a> {
    /// The entry as it is.
    pub(super) entry: &'a Arc<Entry>,
    /// The settings of the site.
    pub(super) settings: &'a Settings,
}

/// The edited text of an entry's file, read again.
pub(super) struct Draft<'a> {
    amending: Amending<'a>,
    text: String,
    has_lost_approval: bool,
}

impl<'a> Amending<'a> {
    /// Takes the text as it is.
    pub(super) fn with(self, text: String) -> Draft<'a> {
        Draft { amending: self, text, has_lost_approval: false }
    }

    /// Takes the text and puts an approved entry back into review, since what was approved is no longer what it says.
    pub(super) fn in_review(self, text: String) -> Option<Draft<'a>> {
        if self.entry.status.value != Status::Approved {
            return Some(self.with(text));
        }
        let file = self.read(&text);
        let entry = file.entries.iter().find(|entry| entry.id == self.entry.id)?;
        let text = with_field(entry, FieldValue { claim: None, key: "status", yaml: Status::InReview.word() })?;
        Some(Draft { amending: self, text, has_lost_approval: true })
    }

    fn read(self, text: &str) -> EntryFile {
        let file = SourceFile::new(self.entry.file.path(), text.to_owned());
        let root = self.settings.roots.iter().find(|root| root.path.value == *self.entry.root);
        match root {
            Some(root) => read_entries(&file, Context { settings: self.settings, root }),
            None => EntryFile { id: String::new(), file, entries: Vec::new(), findings: Vec::new() },
        }
    }
}

impl Draft<'_> {
    /// Returns the amendment if the text, read again, `says` what was meant, and nothing that a change must not touch is
    /// different: other entries of the file, who may read it, who owns it, its dates and its approvals.
    pub(super) fn checked(self, says: impl Fn(&Arc<Entry>) -> bool) -> Option<Amended> {
        let Draft { amending: Amending { entry, settings }, text, has_lost_approval } = self;
        let amending = Amending { entry, settings };
        let (before, after) = (amending.read(entry.file.text()), amending.read(&text));
        let read = after.entries.iter().find(|read| read.id == entry.id)?;
        let ids = |file: &EntryFile| file.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
        let others = |file: &EntryFile| {
            let others = file.entries.iter().filter(|other| other.id != entry.id && other.is_section());
            others.map(|other| other.text().to_owned()).collect::<Vec<_>>()
        };
        let is_safe = ids(&before) == ids(&after)
            && others(&before) == others(&after)
            && guarded(entry) == guarded(read)
            && after.findings.len() <= before.findings.len()
            && (!has_lost_approval || read.status.value == Status::InReview);
        (is_safe && says(read)).then(|| {
            Amended::Changed(Amendment {
                entry: entry.id.clone(),
                path: entry.file.path().to_owned(),
                before: Some(entry.file.text().to_owned()),
                after: text,
                has_lost_approval,
            })
        })
    }
}

/// What no change of a reader may touch.
fn guarded(entry: &Entry) -> String {
    let checks = |verified: &Option<Verification>| {
        verified.as_ref().map(|verified| {
            let hash = verified.hash.as_ref().map(|hash| hash.value.clone());
            (verified.on.value, verified.by.as_ref().map(|by| by.value.clone()), hash)
        })
    };
    let claims: Vec<_> = entry.claims.iter().map(|claim| (&claim.id.value, checks(&claim.verified))).collect();
    // A new claim is the last one, and has no date.
    let claims: Vec<_> = claims.into_iter().filter(|(_, verified)| verified.is_some()).collect();
    let approvals: Vec<_> = entry.approvals.iter().map(|one| one.on.as_ref().map(|on| on.value)).collect();
    format!(
        "{:?}",
        (
            (entry.audience.value, entry.customer.as_ref().map(|customer| &customer.value)),
            (entry.owner.as_ref().map(|owner| &owner.value), checks(&entry.verified)),
            (claims, approvals, entry.suppressions.len())
        )
    )
}
