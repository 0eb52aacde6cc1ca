//! An entry: everything that was read from its file.

use super::approval::Approval;
use super::body::Body;
use super::claim::{Challenge, Claim, Verification};
use super::evidence_note::EvidenceNote;
use super::kind_fields::KindFields;
use super::readership::Readership;
use super::written_fields::WrittenFields;
use crate::config::{Audience, Status};
use crate::finding::Suppression;
use crate::kinds::Kind;
use crate::source::{Interval, SourceFile, Span, Spanned};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One paper of the library.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Its name everywhere: the path within its root without extension, or `id:`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Where it was written. Kept apart from the rest, and put in when that is recalled.
    #[serde(skip, default = "SourceFile::none")]
    pub file: Arc<SourceFile>,
    /// The folder of its root, beside the settings; put in as the file is.
    #[serde(skip)]
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
    /// Addresses at which it was published before, below the site; a page there leads to its own.
    pub moved_from: Vec<Spanned<String>>,
    /// Its place among the pages of its section, the smallest first; those without one follow by title.
    pub order: Option<Spanned<u64>>,
    /// The titles of the sections of the navigation that it is in, the outermost first; empty where its folders decide.
    pub section: Vec<Spanned<String>>,
    /// A reader's doubt about the whole.
    pub challenged: Option<Challenge>,
    /// Its checkable statements, from front matter and from footnotes.
    pub claims: Vec<Claim>,
    /// Its footnotes that hold an address, a quote or a date.
    pub notes: Vec<EvidenceNote>,
    /// Findings that the author suppresses.
    pub suppressions: Vec<Suppression>,
    /// Where its fields have a value, readable or not.
    pub written: WrittenFields,
    /// What its kind adds.
    pub kind_fields: KindFields,
    /// The text.
    pub body: Body,
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

    /// Returns the footnotes that hold neither evidence nor a link and are not claims: label and the definition's bytes.
    pub fn plain_notes(&self) -> impl Iterator<Item = &Spanned<String>> {
        let claims = self.claims.iter().map(|claim| claim.id.value.as_str());
        let proving: BTreeSet<&str> = claims.chain(self.notes.iter().map(|note| note.label.value.as_str())).collect();
        self.body
            .notes
            .iter()
            .filter(move |note| !proving.contains(note.value.as_str()) && self.body.links_within(note.span).is_empty())
    }

    /// Returns whether readers get it at all: archived entries are kept, not published.
    pub fn is_published(&self) -> bool {
        self.status.value != Status::Archived
    }
}
