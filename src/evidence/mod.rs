//! Whether the words that a claim quotes are still on their page, and the record of each look.
//!
//! In go the bytes of a page that a person saved or that was fetched, and what was recorded before; out come a [`Look`] and
//! the lines of `evidence/<host>.jsonl`. Texts are compared by words and never by similarity, see `wording`. Two things are
//! kept apart: what the last look found ([`Verdict`]) and whether a look was possible ([`Reach`]); a page that cannot be
//! looked at, or does not prove to be the page, changes no verdict. What a record means for a claim, `freshness` decides.
//! Knows no entries, no network and no disk.

mod anchors;
mod answer;
mod change;
mod html;
mod html_elements;
mod judge;
mod look;
mod marks;
mod nearest;
mod page;
mod page_record;
mod quote;
mod reach;
mod record;
mod record_file;
mod records;
mod script;
mod text;
mod walls;

pub use answer::{Answer, Outcome, Redirects};
pub use change::{Change, Look, Part, Verdict};
pub use html::visible_text;
pub use judge::{Asked, AskedQuote, Judged, are_same_site, judge};
pub use look::{Former, Unproven, look, seen_quotes};
pub use page::{Page, PageFault};
pub use page_record::{Doubt, DoubtCause, PageRecord, page_address};
pub use quote::{Quote, host_of, quote_key};
pub use reach::{Obstacle, Reach, ReachKind};
pub use record::{Looked, Record};
pub use record_file::{HostRecords, READER, RULES, RecordFile, SCHEMA, UNREADABLE_RECORD};
pub use records::{FOLDER, LARGEST_FILE, Records, evidence_folder, is_record_file};
pub use text::one_line;
