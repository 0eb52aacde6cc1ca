//! One entry under check, and what its rules share.

use super::check_input::Check;
use super::shared::Shared;
use crate::config::Status;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Rule};
use crate::freshness::EntryAges;
use crate::kinds::Kind;
use crate::library::Target;
use crate::prose::Prose;
use crate::source::Span;
use std::cell::OnceCell;
use std::sync::Arc;

/// One entry under check.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// The entry.
    pub(crate) entry: &'a Arc<Entry>,
    /// What it is checked against.
    pub(crate) shared: &'a Shared<'a>,
    index: usize,
    prose: OnceCell<Prose>,
    ages: OnceCell<EntryAges>,
}

impl<'a> Subject<'a> {
    /// Takes entry number `index`; `None` if it is archived, since archived entries have no readers.
    pub(crate) fn new(shared: &'a Shared<'a>, index: usize) -> Option<Self> {
        let entry = shared.entry(index).filter(|entry| entry.is_published())?;
        Some(Self { entry, shared, index, prose: OnceCell::new(), ages: OnceCell::new() })
    }

    /// Returns what the entry is checked against.
    pub(crate) fn check(&self) -> &Check<'a> {
        &self.shared.check
    }

    /// Returns the entry's own sentences, split once.
    pub(crate) fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| Prose::of(self.entry))
    }

    /// Returns the states of the entry and of its claims, worked out once.
    pub(crate) fn ages(&self) -> &EntryAges {
        self.ages.get_or_init(|| EntryAges::new(self.entry, self.check().library, self.check().settings))
    }

    /// Returns the sentences of a live entry of one of `kinds`.
    pub(crate) fn prose_of(&self, kinds: &[Kind]) -> Option<&Prose> {
        (self.is_live() && self.is_any_of(kinds)).then(|| self.prose())
    }

    /// Returns where each link of the body leads, in order.
    pub(crate) fn targets(&self) -> &[Target] {
        self.shared.targets(self.index)
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
        self.check().settings.audiences.is_outside(self.entry.audience.value)
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
