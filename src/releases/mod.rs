//! What competitors released, as their feeds say it.
//!
//! In go the bytes of a feed (Atom, RSS 2, RDF or JSON Feed), and the lines of `evidence/releases/<competitor>.jsonl`; out
//! come a [`Feed`] of plain entries, the [`ReleaseFile`] after a look at it, and the capabilities that a text names. A feed
//! is untrusted: entities are not expanded, markup becomes text, and everything has a limit. What a release means for a
//! claim, `freshness` decides. Knows no entries, no network and no disk.

mod capability_names;
mod day;
mod entries;
mod fault;
mod feed;
mod json;
mod known;
mod paths;
mod record;
mod release_file;
mod release_files;
mod text;
mod update;
mod xml;

pub use capability_names::{CapabilityNames, FoundIn, Touched};
pub use entries::{FeedEntry, LeftOut};
pub use fault::FeedFault;
pub use feed::{Feed, MAX_BYTES, MAX_ENTRIES, read_feed};
pub use paths::{is_release_file, release_path};
pub use record::{FeedState, RecordedRelease, Validators};
pub use release_file::{MAX_RELEASES, ReleaseFile, SCHEMA};
pub use release_files::Releases;
pub use update::Updated;
