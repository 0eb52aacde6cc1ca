//! One file, typed and complete: front matter with places, body, kind.
//!
//! In goes a source file, out come its entries (a file of answers holds many) and findings about its shape. Knows no
//! other file: whether a link or an id leads anywhere is the library's matter.

mod answers;
mod body;
mod claim;
mod compose;
mod footnote;
mod front_matter;
mod kind_fields;
mod lengths;
#[cfg(test)]
mod literal;
mod place;
mod read;
mod readership;

use crate::config::{Audience, Status};
use crate::kinds::Kind;
use crate::source::{Interval, SourceFile, Span, Spanned};
use chrono::NaiveDate;
use std::sync::Arc;

pub use body::{Body, Citation, Heading, Link};
pub use claim::{Challenge, Claim, DUPLICATE_ID, Source, Stance, Topic, Verification};
pub use compose::Context;
pub use kind_fields::{
    Answer, Architecture, Battlecard, Competitor, Compliance, Component, Demo, DemoEnvironment, DemoSection, Fit, Gap,
    GapState, IntegrationPoint, KindFields, Lengths, Objection, Poc, PocEnvironment, Release, Requirement, Risk,
    Severity, ShortAnswer, Variant, Winplan,
};
#[cfg(test)]
pub(crate) use literal::read_content;
pub use read::{EntryFile, entry_id, entry_shapes, read_entries};
pub use readership::Readership;

/// One paper of the library.
#[derive(Debug)]
pub struct Entry {
    /// Its name everywhere: the path within its root without extension, or `id:`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Where it was written.
    pub file: Arc<SourceFile>,
    /// The folder of its root, beside the settings.
    pub root: Arc<str>,
    /// Whether its root is private.
    pub is_private: bool,
    /// Where its front matter, or its part of a file, begins: the place of what is missing.
    pub head: Span,
    /// The title; without one, the first heading; without that, the id.
    pub title: Spanned<String>,
    /// The answer first, for lists and search.
    pub summary: Option<Spanned<String>>,
    /// Who is accountable.
    pub owner: Option<Spanned<String>>,
    /// Where in its life it is.
    pub status: Spanned<Status>,
    /// Who may read it.
    pub audience: Spanned<Audience>,
    /// The customer whose builds alone contain it.
    pub customer: Option<Spanned<String>>,
    /// Whether audience and customer could be read.
    pub readership: Readership,
    /// The last check of the whole entry.
    pub verified: Option<Verification>,
    /// How long that holds.
    pub review_every: Option<Spanned<Interval>>,
    /// The hard end.
    pub expires: Option<Spanned<NaiveDate>>,
    /// Who approved it.
    pub approvals: Vec<Approval>,
    /// The competitors it is about.
    pub competitors: Vec<Spanned<String>>,
    /// The products it is about.
    pub products: Vec<Spanned<String>>,
    /// The industries it is for.
    pub industries: Vec<Spanned<String>>,
    /// The regions it is for.
    pub regions: Vec<Spanned<String>>,
    /// Its tags.
    pub tags: Vec<Spanned<String>>,
    /// Extra words for search.
    pub aliases: Vec<Spanned<String>>,
    /// Entries that belong with it.
    pub related: Vec<Spanned<String>>,
    /// Entries that it replaces.
    pub supersedes: Vec<Spanned<String>>,
    /// A reader's doubt about the whole.
    pub challenged: Option<Challenge>,
    /// Its checkable statements, from front matter and from footnotes.
    pub claims: Vec<Claim>,
    /// Findings that the author suppresses.
    pub suppressions: Vec<Suppression>,
    /// What its kind adds.
    pub kind_fields: KindFields,
    /// The text.
    pub body: Body,
}

/// The approval of a person.
#[derive(Debug, Clone)]
pub struct Approval {
    /// In which role: `sme`, `security`, `legal`, `privacy`, `product`, `architect`, …
    pub role: Option<Spanned<String>>,
    /// Who.
    pub by: Option<Spanned<String>>,
    /// When.
    pub on: Option<Spanned<NaiveDate>>,
}

/// A finding that the author suppresses, with a reason and an end.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Until when.
    pub until: Option<Spanned<NaiveDate>>,
}

impl Entry {
    /// Returns the Markdown of the body.
    pub fn text(&self) -> &str {
        self.file.slice(self.body.span)
    }

    /// Returns the claim called `id`.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id.value == id)
    }

    /// Returns the section under the first heading of level 2 with this text, case aside.
    pub fn section(&self, heading: &str) -> Option<Span> {
        self.body.section(heading)
    }

    /// Returns whether readers get it at all: archived entries are kept, not published.
    pub fn is_published(&self) -> bool {
        self.status.value != Status::Archived
    }
}
