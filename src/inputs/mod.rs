//! Reading a site: settings, content, data files, attachments, theme.
//!
//! In goes a [`Files`], which is the disk, a commit, the Git index or a literal; out comes everything that the stages
//! need. What an author can fix becomes a finding and the rest is read; only a folder that cannot be listed and files
//! that cannot be read are errors. Links are never followed, and only regular files are opened, so
//! that neither a loop nor a pipe can hold the run.

mod committed;
mod disk;
mod drawings;
mod edited;
mod error;
mod files;
mod fingerprint;
mod inventory;
mod kept_entries;
mod known_hashes;
mod literal;
mod missing;
mod path_table;
mod reader;
mod searched_assets;
mod site;
mod text;
mod unused;
mod versioned;

pub use committed::CommittedFiles;
pub use disk::{DiskFiles, read_file, read_file_with};
pub use edited::EditedFiles;
pub use error::InputError;
pub use files::{Asset, Files, HiddenFiles, LeftOut, LeftOutReason, Listing, ReadFault, Stamp};
pub use fingerprint::{Fingerprint, fingerprint};
pub use inventory::{data_files, read_site_settings};
pub(crate) use kept_entries::entries_of;
pub use known_hashes::KnownHashes;
pub use literal::LiteralFiles;
pub use missing::missing_opportunities;
pub use reader::{CredentialSearch, Reader, Reading, read_inputs, read_site, read_site_with};
pub use site::{Inputs, SearchedContent};
pub use text::{TextFault, read_optional, read_text};
pub use versioned::VersionedFiles;
