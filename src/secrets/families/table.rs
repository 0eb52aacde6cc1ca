//! Every family, in the order in which they are tried.

use super::{access, ai, cloud, code, data, generic, identity, keys, messaging, observability, payments, sales, work};
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
