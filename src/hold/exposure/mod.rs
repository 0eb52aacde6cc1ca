//! Addresses that only the company reaches.

mod address;
mod connection;
mod exposed;
mod host;
mod reserved;
mod url;

pub use exposed::ExposedKind;
pub(crate) use exposed::{Exposed, ExposedPlace, exposed_addresses, exposed_in, prose_in_markdown};
