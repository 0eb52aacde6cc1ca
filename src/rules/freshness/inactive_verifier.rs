//! Checks by people who have left.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// Whoever checked something has left.
pub(super) static RULE: Rule = Rule {
    id: "freshness/inactive-verifier",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Whoever checked something has left, so nobody can be asked about it.",
    help: "Have somebody else check it and record that with `fieldbook verify`.",
    page: include_str!("inactive_verifier.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (entry, check) = (subject.entry, subject.check());
    let left = super::verifications(entry).filter_map(|(claim, verified)| {
        let by = verified.by.as_ref()?;
        let person = check.library.lists.person(&by.value)?;
        let until = person.active_until.as_ref().filter(|until| until.value < check.today)?;
        let name = super::called(entry, claim);
        let message = format!("{name} was checked by `{}`, who left on {}", person.id.value, until.value);
        let help = format!("Have somebody else check it, then run `{}`.", super::verify_command(entry, claim));
        let place = Place::new(&person.file, until.span);
        Some(subject.finding(&RULE, by.span, message).help(help).subject(name).see(place, "left on this day"))
    });
    left.collect()
}
