//! Credentials in what authors write.
//!
//! Input is the text of a file or its path, output are findings that say what was found, how long it is and where to
//! revoke it. No finding contains the value itself, so every finding may be printed.

mod check;
mod leaked_credential;
mod placeholder;

pub use check::{check_file, check_path};
pub use leaked_credential::LEAKED_CREDENTIAL;
pub use placeholder::PLACEHOLDER;
