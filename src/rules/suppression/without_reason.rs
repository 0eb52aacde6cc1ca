//! The rule about suppressions without a reason.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression gives no reason.
pub(crate) static WITHOUT_REASON: Rule = Rule {
    id: "suppression/without-reason",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression gives no reason.",
    help: "Add `reason` with a sentence that the next reader understands.",
    page: include_str!("without_reason.md"),
};
