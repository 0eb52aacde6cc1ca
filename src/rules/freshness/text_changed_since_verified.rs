//! Texts that were edited after their check.

use super::part::aging_parts;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Edit, text_change};
use crate::rules::subject::Subject;

/// A text was edited after it was verified.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/text-changed-since-verified",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text was edited after it was verified.",
    help: "Re-check the new text, then run `fieldbook verify`.",
    page: include_str!("text_changed_since_verified.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let changed = aging_parts(subject).filter_map(|part| {
        let change = text_change(part.verification()?, part.text())?;
        let what = match change.edit {
            Edit::Substance => "a number, a name or a negation in it changed",
            Edit::Wording => "only its wording changed",
            Edit::Anything => "its text changed",
        };
        let name = part.name();
        let message = format!("{name} was checked on {}, and {what} since", change.verified_on);
        let help = format!("Re-check the new text, then run `{}`.", part.verify_command());
        let mut finding = subject.finding(&RULE, change.hash, message).help(help).subject(name);
        if change.edit == Edit::Wording {
            finding.severity = Severity::Info;
        }
        Some(finding)
    });
    changed.collect()
}
