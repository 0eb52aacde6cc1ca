//! Faults of what suppresses findings. Found by `apply_settings` and by the baseline, which know what was suppressed.

use super::unit::Unit;
use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A suppression suppresses nothing.
pub(super) static UNUSED: Rule = Rule {
    id: "suppression/unused",
    family: Family::Suppression,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression, or an entry of the baseline, matches no finding.",
    help: "Remove it.",
    page: include_str!("unused.md"),
};

/// A suppression has ended.
pub(super) static EXPIRED: Rule = Rule {
    id: "suppression/expired",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression has expired and has no effect.",
    help: "Fix the finding and remove the suppression, or write a later day.",
    page: include_str!("expired.md"),
};

/// A suppression gives no reason.
pub(super) static WITHOUT_REASON: Rule = Rule {
    id: "suppression/without-reason",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A suppression gives no reason.",
    help: "Add `reason` with a sentence that the next reader understands.",
    page: include_str!("without_reason.md"),
};

/// A suppression lasts too long.
pub(super) static LONGER_THAN_180_DAYS: Rule = Rule {
    id: "suppression/longer-than-180-days",
    family: Family::Suppression,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A suppression ends in more than 180 days, or never.",
    help: "Write `until` with the day of the next review.",
    page: include_str!("longer_than_180_days.md"),
};

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::elsewhere(&EXPIRED),
    Unit::elsewhere(&LONGER_THAN_180_DAYS),
    Unit::elsewhere(&UNUSED),
    Unit::elsewhere(&WITHOUT_REASON),
];
