//! What a build need not make again: pages and lists whose entries, data and texts are those of the last build.
//!
//! Views know what a page shows, and making one takes longer than rendering it. So that an edit costs what it changes, each
//! page of an entry, and each list as a whole, is recorded with a hash over everything that its views can read: the data of
//! the site, what every entry says in its fields, and the text of the entries that are shown with their text. With the same
//! hash, the files of the last build are kept, and no view is made.

mod decided;
mod face;
mod record;
mod recorder;

pub(super) use decided::{Decided, Group};
pub(super) use record::{MadeFile, Record, Reuse};
pub(super) use recorder::Recorder;
