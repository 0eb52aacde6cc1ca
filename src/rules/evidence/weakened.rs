//! Evidence that a change removes.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A change removes a date, source, quote or citation, and the statement stays.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/weakened",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A change removes a date, source, quote or citation, and the statement stays.",
    help: "Put it back, or replace it with newer evidence; or take the statement out.",
    page: include_str!("weakened.md"),
};
