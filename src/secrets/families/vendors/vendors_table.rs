//! The areas of the vendors, in the order in which they are tried.

use super::{analytics, cloud, code, content, crm, facts, mail, models, money, observability, security, talk, work};
use crate::secrets::family::CredentialKind;

/// Every area.
pub(in crate::secrets::families) static AREAS: [&[CredentialKind]; 13] = [
    cloud::FAMILIES,
    code::FAMILIES,
    models::FAMILIES,
    money::FAMILIES,
    talk::FAMILIES,
    mail::FAMILIES,
    work::FAMILIES,
    crm::FAMILIES,
    observability::FAMILIES,
    analytics::FAMILIES,
    security::FAMILIES,
    content::FAMILIES,
    facts::FAMILIES,
];
