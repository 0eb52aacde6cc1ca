//! Addresses that only the company reaches, in what others read.
//!
//! Input are an entry and the settings, output are findings: errors where outsiders read the entry, warnings inside.
//! Only text is examined; no name is resolved and no address is opened.

mod admin_url;
mod check;
mod internal_host;
mod private_address;

pub use admin_url::ADMIN_URL;
pub use check::{check_entry, check_text};
pub use internal_host::INTERNAL_HOST;
pub use private_address::PRIVATE_ADDRESS;
