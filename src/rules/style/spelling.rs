//! Common misspellings.

use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::rules::words::List;

/// A word is misspelt.
pub(super) static RULE: Rule = Rule {
    id: "style/spelling",
    severity: Severity::Warning,
    profile: Profile::Strict,
    summary: "A word is misspelt in one of the common ways.",
    mend: "Write it as the dictionary does.",
    page: include_str!("spelling.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let prose = subject.prose();
    let misspelt = prose.hits(List::Spelling).map(|(hit, _)| {
        let meant = hit.instead.unwrap_or_default();
        let finding = subject.finding(&RULE, prose.span(&hit.range), format!("“{meant}” is misspelt here"));
        finding.mend(format!("Write “{meant}”."))
    });
    misspelt.collect()
}
