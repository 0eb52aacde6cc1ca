//! Open and closed opportunities: what a deal is, the snapshot that holds all of them, and the files it comes from.
//!
//! In goes a JSON or CSV file as it was read, or rows that a client made; out come a [`Snapshot`] sorted by id and
//! findings with places. Knows neither the network nor the calendar: the age of a snapshot is computed elsewhere.

mod amount;
mod digest;
mod exposure;
mod page_folders;
mod read;
mod record;
mod snapshot;
mod stages;
mod timestamp;

pub use amount::{format_amount, round_amount};
pub use digest::{Digest, Facts, PART_BULLETS, TLDR_BULLETS, TLDR_WORDS};
pub use exposure::{Exposures, Sum, format_sums, sums};
pub use read::{INCOMPLETE_SNAPSHOT, INVALID_FILE, MISSING_PROPERTY, RULES, SKIPPED_ROW, UNKNOWN_STAGE, read};
pub use record::Opportunity;
pub use snapshot::{Counts, LeftOut, Origin, SCHEMA, Snapshot};
pub use stages::Stages;
pub use timestamp::Timestamp;
