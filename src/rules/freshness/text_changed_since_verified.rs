//! Texts that were edited after somebody checked them.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Edit, edit_since};
use crate::rules::subject::Subject;

/// A text was edited after it was verified.
pub(super) static RULE: Rule = Rule {
    id: "freshness/text-changed-since-verified",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text was edited after it was verified.",
    help: "Check the new text, then run `fieldbook verify`.",
    page: include_str!("text_changed_since_verified.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let entry = subject.entry;
    let edited = super::verifications(entry).filter_map(|(claim, verified)| {
        let hash = verified.hash.as_ref()?;
        let text = claim.map_or(entry.text(), |claim| claim.text.value.as_str());
        let edit = edit_since(&hash.value, text)?;
        let what = match edit {
            Edit::Substance => "a number, a name or a negation in it changed",
            Edit::Wording => "only its wording changed",
            Edit::Anything => "its text changed",
        };
        let name = super::called(entry, claim);
        let message = format!("{name} was checked on {}, and {what} since", verified.on.value);
        let help = format!("Check the new text, then run `{}`.", super::verify_command(entry, claim));
        let mut finding = subject.finding(&RULE, hash.span, message).help(help).subject(name);
        if edit == Edit::Wording {
            finding.severity = Severity::Info;
        }
        Some(finding)
    });
    edited.collect()
}
