//! Corrections that readers propose: what a change file says, and what it makes of a library.
//!
//! In go the bytes of a change file, a library and the day; out come a [`Change`] or all that is wrong with the file, and
//! the new text of one content file or the reason against it. A change never approves: it takes an approval back, and
//! renews no date. Knows no disk and no Git; `session::inbox` reads the files and makes the commits.

mod amending;
mod amendment;
mod apply;
mod base;
mod change;
mod dispute;
mod edit;
mod fault;
mod fields;
mod located;
mod proposal;
mod read;
mod rewording;
mod screening;

pub use amendment::{Amended, Amendment, Refusal};
pub use apply::amend;
pub use base::{base_hash, length_text};
pub use change::{CHANGE_JSON_SCHEMA, CHANGE_SCHEMA, Change, ChangeKind, Part};
pub use fault::ChangeFault;
pub use read::{CHANGE_BYTES, read_change};
pub use screening::{Screening, screen};
