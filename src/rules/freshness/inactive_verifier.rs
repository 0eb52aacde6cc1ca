//! Checks made by people who have left.

use super::part::aging_parts;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Cause, verifier_left};
use crate::rules::subject::Subject;

/// The person who checked something has left.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/inactive-verifier",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The person who checked something has left and cannot answer for the check.",
    help: "Have another person re-check it, then run `fieldbook verify`.",
    page: include_str!("inactive_verifier.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let check = subject.check();
    let left = aging_parts(subject).filter_map(|part| {
        // Tested for each check, since one of an entry that is not reviewed never changes the entry's state.
        let step = verifier_left(part.verification()?, check.library).filter(|step| step.from <= check.today)?;
        let Cause::VerifierLeft(left) = &step.cause else { return None };
        let name = part.name();
        let message = format!("{name} was checked by `{}`, who left on {}", left.person, left.until);
        let help = format!("Have another person re-check it, then run `{}`.", part.verify_command());
        let finding = subject.finding(&RULE, left.by, message).help(help).subject(name);
        Some(finding.see(left.place.clone(), "left on this day"))
    });
    left.collect()
}
