//! The rule about addresses of private networks.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `exposure/private-address`.
pub static PRIVATE_ADDRESS: Rule = Rule {
    id: "exposure/private-address",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Sharing,
    profile: Profile::Essential,
    summary: "An entry contains an address of a private network.",
    help: "Leave the address out, or use one that is reserved for documents, such as 192.0.2.10.",
    page: include_str!("private_address.md"),
};
