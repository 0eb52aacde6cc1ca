//! Why a state begins: typed, with the places that say so.
//!
//! Pages put a cause into a sentence (`sentence`), rules into the message of a finding.

use super::change::TextChange;
use super::interval::ReviewInterval;
use super::state::State;
use crate::config::Status;
use crate::evidence::Record;
use crate::finding::Place;
use crate::library::AttestationFault;
use crate::releases::FoundIn;
use crate::source::{Span, Spanned};
use chrono::NaiveDate;
use std::sync::Arc;

/// Why a state begins.
#[derive(Debug, Clone)]
pub enum Cause {
    /// No source supports the statement.
    Unsourced,
    /// No check is recorded.
    NeverVerified(Part),
    /// A check is recorded, and its interval has not ended.
    Verified(Arc<Check>),
    /// The interval of a check ends soon.
    IntervalEnds(Arc<Check>),
    /// The interval of a check ended.
    IntervalEnded(Arc<Check>),
    /// The last day that the author set has passed.
    HardEnd(HardEnd),
    /// A reader disputes the statement.
    Challenged(Arc<Dispute>),
    /// The person who made the check has left.
    VerifierLeft(Arc<VerifierLeft>),
    /// The competitor released something on the same capability after the check.
    Release(Arc<NewerRelease>),
    /// The page of a source no longer says what the claim quotes.
    SourceChanged(Arc<SourceChange>),
    /// The text changed after the check.
    TextChanged(Arc<TextChange>),
    /// A check is recorded, and the site's settings do not let it count.
    Unattested(Arc<Unattested>),
    /// The entry is a draft, unreviewed or in review: whatever was checked in it, its text is not approved.
    Unapproved(Status),
    /// Every other fact begins later.
    NothingAgainst,
}

/// What has a state: a claim, or an entry by its own dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A claim, which is checked against its source.
    Claim,
    /// An entry as a whole.
    Entry,
}

/// A recorded check.
#[derive(Debug, Clone)]
pub struct Check {
    /// The day, and where it is written.
    pub on: Spanned<NaiveDate>,
    /// The person who checked, as the author wrote the name.
    pub by: Option<Spanned<String>>,
    /// How long the check holds; `None` for what is not reviewed.
    pub term: Option<Term>,
}

/// A check that does not count.
#[derive(Debug, Clone)]
pub struct Unattested {
    /// The day that is recorded, and where.
    pub on: Spanned<NaiveDate>,
    /// Why it does not count.
    pub fault: AttestationFault,
}

/// How long a check holds.
#[derive(Debug, Clone)]
pub struct Term {
    /// The interval, and the place that decided it.
    pub interval: ReviewInterval,
    /// The last day on which the check holds.
    pub last_day: NaiveDate,
}

/// The last day that an author set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardEnd {
    /// The day, and where it is written.
    pub on: Spanned<NaiveDate>,
}

/// A reader's doubt.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// The day; `None` where the author wrote none.
    pub on: Option<NaiveDate>,
    /// The reader, as the author wrote the name.
    pub by: Option<String>,
    /// The reader's reason.
    pub reason: Option<String>,
    /// The first of the fields that are written.
    pub span: Option<Span>,
}

/// A person who made a check and has left.
#[derive(Debug, Clone)]
pub struct VerifierLeft {
    /// Where the check names the person.
    pub by: Span,
    /// The person's id.
    pub person: String,
    /// The person's last day.
    pub until: NaiveDate,
    /// Where `people.yaml` says so.
    pub place: Place,
}

/// A release that came after a check.
#[derive(Debug, Clone)]
pub struct NewerRelease {
    /// The day of the check, and where it is written.
    pub verified_on: Spanned<NaiveDate>,
    /// The title of the competitor's entry.
    pub competitor: String,
    /// The name of the release within its competitor.
    pub id: Option<String>,
    /// The title of the release.
    pub title: Option<String>,
    /// Where it is announced.
    pub url: Option<String>,
    /// The day of the release.
    pub date: NaiveDate,
    /// Where that day is written.
    pub place: Place,
    /// Who says that it touches the capability.
    pub origin: ReleaseOrigin,
}

/// Who says that a release touches a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseOrigin {
    /// The author of the competitor's entry.
    Author,
    /// A feed, whose text has a name of the capability.
    Feed(FoundIn),
}

/// A page that no longer says what a claim quotes.
#[derive(Debug, Clone)]
pub struct SourceChange {
    /// Where the claim quotes it.
    pub quote: Span,
    /// The host of the page.
    pub host: String,
    /// What the last look found.
    pub record: Record,
    /// Where that is recorded.
    pub place: Place,
}

impl Cause {
    /// Returns the day of the check that the cause is about.
    pub(super) fn checked(&self) -> Option<NaiveDate> {
        match self {
            Self::Verified(check) | Self::IntervalEnds(check) | Self::IntervalEnded(check) => Some(check.on.value),
            Self::Release(release) => Some(release.verified_on.value),
            _ => None,
        }
    }

    /// Returns the state that the cause brings.
    pub fn state(&self) -> State {
        match self {
            Self::Verified(_) | Self::NothingAgainst => State::Fresh,
            Self::IntervalEnds(_) => State::Due,
            Self::Release(release) if release.origin != ReleaseOrigin::Author => State::Due,
            Self::NeverVerified(_) | Self::Unattested(_) | Self::Unapproved(_) => State::Unverified,
            Self::IntervalEnded(_) => State::Stale,
            Self::HardEnd(_) => State::Expired,
            Self::Unsourced => State::Unsourced,
            Self::Challenged(_)
            | Self::VerifierLeft(_)
            | Self::Release(_)
            | Self::SourceChanged(_)
            | Self::TextChanged(_) => State::Challenged,
        }
    }
}
