//! The rule about suppressions that match no finding.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression suppresses nothing.
pub(crate) static UNUSED: Rule = Rule {
    id: "suppression/unused",
    family: Family::Suppression,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression matches no finding.",
    help: "Remove it.",
    page: include_str!("unused.md"),
};
