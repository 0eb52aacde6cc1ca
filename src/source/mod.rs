//! A file as it was read: its path, its text, and places in it.
//!
//! Input is text that is already known to be UTF-8; output are spans (byte ranges), positions (line and column) and
//! fragments of text. Knows nothing of what the text means, and never touches the disk.

mod calendar;
mod commit;
mod file;
mod history;
mod past_texts;
mod placeless_hash;
mod position;
mod span;

pub use calendar::{Interval, parse_date};
pub use commit::{Commit, Identity, Signature};
pub use file::SourceFile;
pub use history::{FileEdit, History};
pub use past_texts::{PastText, PastTexts, PastTextsByPath, UnknownPast};
pub use placeless_hash::placeless_hash;
pub use position::Position;
pub use span::{Span, Spanned, count};
