//! The table of credentials, by area.
//!
//! Written from the vendors' own documents, which every row names. The order says which family a text belongs to that
//! fits several: prefixes of a vendor before values recognised by a label, and what only a name gives away last.

mod access;
mod ai;
mod cloud;
mod code;
mod data;
mod generic;
mod identity;
mod keys;
mod messaging;
mod observability;
mod payments;
mod sales;
mod work;

use crate::secrets::family::CredentialKind;

/// Returns every family, the more particular first.
pub fn families() -> impl Iterator<Item = &'static CredentialKind> {
    let areas = [
        keys::FAMILIES,
        code::FAMILIES,
        ai::FAMILIES,
        payments::FAMILIES,
        messaging::FAMILIES,
        work::FAMILIES,
        sales::FAMILIES,
        cloud::FAMILIES,
        data::FAMILIES,
        observability::FAMILIES,
        identity::FAMILIES,
        access::FAMILIES,
        generic::FAMILIES,
    ];
    areas.into_iter().flatten()
}
