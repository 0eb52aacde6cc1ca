//! Requests to the public web: which addresses are asked, how politely, and what broken servers do.

mod addresses;
pub(crate) mod fake;
mod faults;
mod visits;
