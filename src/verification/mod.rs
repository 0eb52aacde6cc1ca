//! Recording that a statement was checked, and nothing else: every other byte of the file stays.
//!
//! In goes an entry, one of its claims if one is meant, and what is recorded; out comes the whole new text of its file.
//! Front matter is edited in place by the spans of what was read, and the result is read again: an edit that would
//! change any other value is refused. Knows no disk and no clock.

mod footnote;
mod record;
mod refusal;
mod write;

pub use record::VerificationRecord;
pub use refusal::Refusal;
pub use write::{is_footnote, with_verification};
