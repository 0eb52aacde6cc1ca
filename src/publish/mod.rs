//! Putting a site where readers find it: staged beside the old one, then exchanged in one call.
//!
//! In go files one by one; out comes the new site in place of the old. If a call fails before the exchange, the old site
//! is unchanged; if no file differs, nothing is exchanged. Beside the output `NAME` is `.NAME.fieldbook/` with the lock,
//! the stage and the record of the last build; it is on the same file system, so that the exchange is a rename.
//!
//! - `disk`: every call to the file system, each through a hook that a test can make fail;
//! - `target`: the folder that is replaced, where its stage is, and whether it may be replaced;
//! - `marker`: the file that says so; `lock`: one build at a time; `staging`: the new site while it is written; `compare`: what differs;
//! - `exchange`: the way from old to new; `in_place`: the way where a folder cannot be renamed;
//! - `reuse`: how much of the last build was used again;
//! - `published_sites`: those of a folder of sites;
//! - `spare`: the site once more, for the next stage; `found_files`: what is in a folder; `origins`: from what each file was made;
//! - `record`: what a build leaves for the next one; `atomic`: one file written beside its place.

mod atomic;
mod changes;
mod compare;
mod disk;
mod error;
mod exchange;
mod file;
mod found_files;
mod in_place;
mod lock;
mod marker;
mod origins;
mod published_sites;
mod record;
mod reuse;
mod spare;
mod staging;
mod target;

pub use crate::platform::{Call, DiskHook, FaultHook};
pub use atomic::write_atomically;
pub use changes::Placement;
pub use disk::Disk;
pub use error::PublishError;
pub use file::{Content, File};
pub use marker::MARKER;
pub use origins::OriginHash;
pub use published_sites::published_sites;
pub use record::{BuildRecord, matching_record, write_record};
pub use reuse::Reuse;
pub use staging::{Published, Staging, publish};
