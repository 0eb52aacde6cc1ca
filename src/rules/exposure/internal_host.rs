//! The rule about internal hosts.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `exposure/internal-host`.
pub static INTERNAL_HOST: Rule = Rule {
    id: "exposure/internal-host",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Sharing,
    profile: Profile::Essential,
    summary: "An entry contains an internal host or file share.",
    help: "Name the public address, or describe the system without its address.",
    page: include_str!("internal_host.md"),
};
