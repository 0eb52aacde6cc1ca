//! The rule about suppressions with a late end.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression ends too late.
pub(crate) static LONGER_THAN_180_DAYS: Rule = Rule {
    id: "suppression/longer-than-180-days",
    family: Family::Suppression,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression, or an entry of the baseline, ends in more than 180 days.",
    help: "Write `until` with the day of the next review.",
    page: include_str!("longer_than_180_days.md"),
};
