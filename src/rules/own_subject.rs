//! One entry under check by rules that look at it alone.

use super::vocabularies::Vocabularies;
use crate::config::Status;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Rule};
use crate::kinds::Kind;
use crate::prose::Prose;
use crate::source::Span;
use std::cell::OnceCell;
use std::sync::Arc;

/// One entry under check. A rule that takes it knows no other entry, no day and no opportunity, so that what it finds is
/// the same as long as the entry and the vocabularies are.
#[derive(Debug)]
pub(crate) struct OwnSubject<'a> {
    /// The entry.
    pub(crate) entry: &'a Arc<Entry>,
    /// The settings, names and words of the site.
    pub(crate) vocabularies: &'a Vocabularies<'a>,
    prose: OnceCell<Prose>,
}

impl<'a> OwnSubject<'a> {
    /// Takes `entry`.
    pub(crate) fn new(entry: &'a Arc<Entry>, vocabularies: &'a Vocabularies<'a>) -> Self {
        Self { entry, vocabularies, prose: OnceCell::new() }
    }

    /// Returns the entry's own sentences, split once.
    pub(crate) fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| Prose::of(self.entry))
    }

    /// Returns the sentences of a live entry of one of `kinds`.
    pub(crate) fn prose_of(&self, kinds: &[Kind]) -> Option<&Prose> {
        (self.is_live() && self.is_any_of(kinds)).then(|| self.prose())
    }

    /// Returns whether the entry has left the draft state, so that what it lacks is a finding.
    pub(crate) fn is_due_complete(&self) -> bool {
        matches!(self.entry.status.value, Status::InReview | Status::Approved)
    }

    /// Returns whether readers rely on the entry: it is neither replaced nor archived.
    pub(crate) fn is_live(&self) -> bool {
        self.entry.status.value <= Status::Approved
    }

    /// Returns whether people outside the company read it.
    pub(crate) fn is_outside(&self) -> bool {
        self.vocabularies.settings.audiences.is_outside(self.entry.audience.value)
    }

    /// Returns whether the entry is of one of `kinds`.
    pub(crate) fn is_any_of(&self, kinds: &[Kind]) -> bool {
        kinds.contains(&self.entry.kind)
    }

    /// Begins a finding in the entry's file, owned by the entry's owner.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        let owner = self.entry.owner.as_ref().map(|owner| owner.value.clone());
        Finding::new(rule, self.place(span), message).owner(owner)
    }

    /// Returns a place in the entry's file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.entry.file, span)
    }
}
