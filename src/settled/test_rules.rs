//! Rules for the tests of this module.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// Makes an error of `family` that a site may set.
pub(super) const fn rule(id: &'static str, family: Family) -> Rule {
    Rule {
        id,
        family,
        severity: Severity::Error,
        floor: Floor::Settable,
        profile: Profile::Essential,
        summary: "A test.",
        help: "None.",
        page: "",
    }
}
