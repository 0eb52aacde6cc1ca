//! Advertising.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::List;
use crate::rules::own_subject::OwnSubject;

/// A word advertises and has no content.
pub(crate) static RULE: Rule = Rule {
    id: "style/filler",
    family: Family::Style,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A word such as “world-class” or “seamless” makes no checkable statement.",
    help: "Leave it out, or write the figure that is meant.",
    page: include_str!("filler.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let prose = subject.prose();
    let said = prose.hits(List::Filler);
    said.map(|(hit, _)| {
        subject.finding(&RULE, prose.span(&hit.range), format!("“{}” is not a checkable statement", prose.written(hit)))
    })
    .collect()
}
