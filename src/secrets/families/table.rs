//! Every family, in the order in which they are tried.

use super::{
    access, ai, cloud, code, commands, data, generic, identity, keys, messaging, observability, payments, prefixes,
    sales, shares, vendors, work,
};
use crate::secrets::family::CredentialKind;

/// Returns every family, the more particular first.
pub fn families() -> impl Iterator<Item = &'static CredentialKind> {
    let with_prefixes = [
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
        prefixes::cloud::FAMILIES,
        prefixes::services::FAMILIES,
        prefixes::business::FAMILIES,
        shares::FAMILIES,
    ];
    let without = [access::FAMILIES, commands::FAMILIES, generic::FAMILIES];
    with_prefixes.into_iter().chain(vendors::AREAS).chain(without).flatten()
}
