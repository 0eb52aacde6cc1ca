//! The table of credentials, by area.
//!
//! Written from the vendors' own documents, which every row names. The order says which family a text belongs to that
//! fits several: prefixes of a vendor before values recognised by a label, and what only a name gives away last.

mod access;
mod ai;
mod cloud;
mod code;
mod commands;
mod data;
mod generic;
mod identity;
mod keys;
mod messaging;
mod observability;
mod payments;
mod prefixes;
mod sales;
mod shares;
mod table;
mod vendors;
mod work;

pub use table::families;
