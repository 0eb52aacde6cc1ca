//! All entries together: ids, links, competitors and vocabularies.
//!
//! In go the files that `entry` read and the data files, out come a [`Library`] and findings about how they fit
//! together. Knows no day and no page; `visibility` decides who sees which part of it.

mod attachment;
mod attestation;
mod capability_words;
mod competitor_names;
mod dated;
mod entries;
mod feed_releases;
mod lists;
mod name_index;
mod named_notes;
mod origins;
mod page_folders;
mod people;
mod people_names;
mod permalink;
mod resolve;
mod scope;
mod section;
mod statements;

pub use attachment::{Served, served_link, served_picture};
pub use attestation::AttestationFault;
pub use dated::{DateRecord, DatedPart, DatedStatement};
pub use entries::Library;
pub use feed_releases::release_path_of;
pub use lists::{Availability, Capability, Control, Customer, Framework, Lists, Naming, Person, Term, read_list};
pub use origins::{Introduction, Origin, Origins, StatementOrigins, UnknownOrigin};
pub use page_folders::PageFolders;
pub use people_names::PeopleNames;
pub use permalink::{old_page_path, page_path};
pub use resolve::Target;
pub use scope::Scope;
pub use section::{SECTION_FILE, Section};
pub(crate) use statements::own_sentences_hash;
pub use statements::{checked_text, own_sentences, texts_of_claim};
