//! The rule about suppressions without an effect.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression has ended, or nothing says when it will.
pub(crate) static EXPIRED: Rule = Rule {
    id: "suppression/expired",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression has ended, or has no end and no known age, and has no effect.",
    help: "Fix the finding and remove the suppression, or write a later day.",
    page: include_str!("expired.md"),
};
