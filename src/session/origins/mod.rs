//! Which commits introduced the dates of a site, and what was said there.
//!
//! In go a library and the repositories of its roots, out come [`crate::library::Origins`]. The log of each repository is
//! read once, from the newest commit on, and only until every date is found.

mod earlier;
mod find;
mod known_origins;
mod trace;
mod version;
mod version_cache;
mod versions;

pub(super) use find::{Detail, find_origins, own_repositories};
pub(super) use versions::root_of;
