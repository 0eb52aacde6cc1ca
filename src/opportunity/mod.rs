//! Open and closed opportunities: what a deal is, the snapshot that holds all of them, and the files it comes from.
//!
//! In goes a JSON or CSV file as it was read, or rows that a client made; out come a [`Snapshot`] sorted by id and
//! findings with places. Knows neither the network nor the calendar: the age of a snapshot is computed elsewhere.

mod accounts;
mod activity;
mod amount;
mod attempt;
mod binding;
mod comparison;
mod current;
mod digest;
mod exposure;
mod left_out;
mod money;
mod page_folders;
mod plain_text;
mod read;
mod record;
mod reporting;
mod role;
mod snapshot;
mod stages;
mod status;
mod timestamp;
mod written;

pub use activity::{Activity, Comment, StageChange};
pub use amount::{format_amount, round_amount};
pub use attempt::{ATTEMPT_SCHEMA, Attempt, AttemptFailure};
pub use binding::Binding;
pub use current::SourceFacts;
pub use digest::{Digest, DigestHead, Facts, PART_BULLETS, TLDR_BULLETS, TLDR_WORDS};
pub use exposure::{Exposures, Sum, format_sums, sums};
pub use left_out::{LeftOut, LeftOutValue, UnreadPage};
pub use money::{
    Unreadable, WITHOUT_CURRENCY, WrittenAmount, WrittenCurrency, join_currency, parse_amount, parse_currency,
};
pub use plain_text::plain_text;
pub use read::{
    FileForm, INCOMPLETE_SNAPSHOT, INVALID_FILE, LEFT_OUT_MONEY, LEFT_OUT_VALUE, MISSING_PROPERTY, RULES, SKIPPED_ROW,
    UNKNOWN_STAGE, read,
};
pub use record::Opportunity;
pub use reporting::{kept_apart, reported};
pub use role::Role;
pub use snapshot::{Counts, Origin, SCHEMA, Snapshot};
pub use stages::{Outcome, Stages};
pub use status::{Age, Reading, SourceStatus};
pub use timestamp::Timestamp;
pub use written::Written;
