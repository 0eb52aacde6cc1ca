//! The rule about suppressions with a late end or none.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression lasts too long.
pub(crate) static LONGER_THAN_180_DAYS: Rule = Rule {
    id: "suppression/longer-than-180-days",
    family: Family::Suppression,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A suppression ends in more than 180 days, or never.",
    help: "Write `until` with the day of the next review.",
    page: include_str!("longer_than_180_days.md"),
};
