//! Writing files that belong to a person: entries, baselines, reports, filled questionnaires.
//!
//! In go paths with the new bytes and with what was read there; out comes each file, old or new, never a part of one.
//! The folder is locked, the file compared with what was read, the new bytes flushed beside it, and both exchanged in
//! one call. What came out of the exchange is compared again, so that a save of an editor in between is not lost.
//!
//! Mode and owner are kept. A link is followed to its file; a device, pipe or socket is written to and never replaced.
//! Temporary files of an interrupted run are removed by the next write in their folder. Line ends and byte-order marks
//! are the caller's: the bytes are written as they are given.

mod error;
mod locked_folder;
mod step;
mod target;
mod write;

pub use error::WriteError;
pub use write::{Change, Expected, write, write_all};
