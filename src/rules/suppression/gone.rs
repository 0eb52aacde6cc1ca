//! The rule about entries of the baseline whose fault is fixed.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// An entry of the baseline matches no finding, or one that came back.
pub(crate) static GONE: Rule = Rule {
    id: "suppression/gone",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A finding of the baseline is fixed, and the baseline still has it.",
    help: "Run `fieldbook baseline prune`.",
    page: include_str!("gone.md"),
};
