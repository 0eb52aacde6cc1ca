//! One entry under check, and what its rules share.

use super::check_input::Check;
use super::own_subject::OwnSubject;
use super::shared::Shared;
use crate::freshness::EntryAges;
use crate::library::Target;
use std::cell::OnceCell;
use std::ops::Deref;

/// One entry under check, with the library around it.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// The entry alone.
    pub(crate) own: OwnSubject<'a>,
    /// What it is checked against.
    pub(crate) shared: &'a Shared<'a>,
    index: usize,
    ages: OnceCell<EntryAges>,
}

impl<'a> Subject<'a> {
    /// Takes entry number `index`; `None` if it is archived, since archived entries have no readers.
    pub(crate) fn new(shared: &'a Shared<'a>, index: usize) -> Option<Self> {
        let entry = shared.entry(index).filter(|entry| entry.is_published())?;
        Some(Self { own: OwnSubject::new(entry, &shared.vocabularies), shared, index, ages: OnceCell::new() })
    }

    /// Returns what the entry is checked against.
    pub(crate) fn check(&self) -> &Check<'a> {
        &self.shared.check
    }

    /// Returns the states of the entry and of its claims, worked out once.
    pub(crate) fn ages(&self) -> &EntryAges {
        self.ages.get_or_init(|| EntryAges::new(self.entry, self.check().library, self.check().settings))
    }

    /// Returns where each link of the body leads, in order.
    pub(crate) fn targets(&self) -> &[Target] {
        self.shared.targets(self.index)
    }
}

impl<'a> Deref for Subject<'a> {
    type Target = OwnSubject<'a>;

    fn deref(&self) -> &OwnSubject<'a> {
        &self.own
    }
}
