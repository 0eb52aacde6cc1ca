//! Addresses that only the company reaches.

mod address;
mod exposed;
mod host;
mod url;

pub use exposed::ExposedKind;
pub(crate) use exposed::{Exposed, exposed_addresses, exposed_in};
