//! Whether the words that a claim quotes are still on their page, and the record of each look.
//!
//! In go the bytes of a page that a person saved, and what was recorded before; out come a [`Look`] and the lines of
//! `evidence/<host>.jsonl`. Texts are compared by words and never by similarity, see `wording`. A page that does not
//! prove to be the page changes no record. What a record means for a claim, `freshness` decides. Knows no entries, no
//! network and no disk.

mod anchors;
mod change;
mod html;
mod look;
mod nearest;
mod page;
mod quote;
mod record;
mod record_file;
mod records;
mod script;
mod text;

pub use change::{Change, Look, Part, Verdict};
pub use html::visible_text;
pub use look::{Unproven, look};
pub use page::{Page, PageFault};
pub use quote::{Quote, host_of, quote_key};
pub use record::{Capture, Record};
pub use record_file::{RULES, RecordFile, SCHEMA, UNREADABLE_RECORD};
pub use records::{FOLDER, Records, evidence_folder, is_record_file};
pub use text::one_line;
