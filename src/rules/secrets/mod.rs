//! Credentials in what authors write.
//!
//! Input is the text of a file, its bytes or its path, output are findings that say what was found, how long it is and where to
//! revoke it. No finding contains the value itself, so every finding may be printed.

mod check;
mod credential_in_repository;
mod leaked_credential;
mod placeholder;
mod possible_credential;
mod unsearched_file;

pub use check::{check_bytes, check_file, check_path, check_unpublished, unsearched, unsearched_unpublished};
pub use credential_in_repository::CREDENTIAL_IN_REPOSITORY;
pub use leaked_credential::LEAKED_CREDENTIAL;
pub use placeholder::PLACEHOLDER;
pub use possible_credential::POSSIBLE_CREDENTIAL;
pub use unsearched_file::UNSEARCHED_FILE;
