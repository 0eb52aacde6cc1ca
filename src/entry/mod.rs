//! One file, typed and complete: front matter with places, body, kind.
//!
//! In goes a source file, out come its entries (a file of answers holds many) and findings about its shape. Knows no
//! other file: whether a link or an id leads anywhere is the library's matter.

mod answers;
mod approval;
mod body;
mod claim;
mod compose;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod entry;
mod evidence_note;
mod field_fence;
mod front_matter;
mod hidden;
mod inside;
mod kept;
mod kind_fields;
mod lengths;
#[cfg(test)]
mod literal;
mod named_ids;
mod note;
mod place;
mod read;
mod readership;
mod written_fields;

pub use approval::Approval;
pub use body::{Body, Citation, Heading, Link};
pub use claim::{Challenge, Claim, DUPLICATE_ID, Source, Stance, Topic, Verification};
pub use compose::Context;
pub use entry::Entry;
pub use evidence_note::EvidenceNote;
pub use hidden::{HiddenForm, HiddenPart};
pub use kept::{kept_entries, recalled_entries};
pub use kind_fields::{
    Answer, AnyRelease, Architecture, Battlecard, Competitor, Compliance, Component, Demo, DemoEnvironment,
    DemoSection, FeedRelease, Fit, Gap, GapState, IntegrationPoint, KindFields, Lengths, Objection, Poc,
    PocEnvironment, Release, Requirement, Risk, Severity, ShortAnswer, Variant, Winplan,
};
#[cfg(test)]
pub(crate) use literal::read_content;
pub use named_ids::NamedId;
pub use note::{DateWord, HiddenEvidence, Hiding, Note, NoteCheck, NoteSource, Unread, UnreadReason};
pub use read::{EntryFile, entry_id, entry_shapes, read_entries};
pub use readership::Readership;
pub use written_fields::WrittenFields;
