//! The rule about pages with one address.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// Two pages have the same address.
pub static TAKEN_ADDRESS: Rule = Rule {
    id: "site/taken-address",
    family: Family::Site,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "Two pages have the same address.",
    help: "Give the entry another id.",
    page: include_str!("taken_address.md"),
};
