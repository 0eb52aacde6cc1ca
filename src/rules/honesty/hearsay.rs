//! Rumours.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::{Hit, List, Role, Sentence};
use crate::rules::own_subject::OwnSubject;

/// A sentence repeats an unchecked statement.
pub(crate) static RULE: Rule = Rule {
    id: "honesty/hearsay",
    family: Family::Honesty,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A sentence repeats an unchecked statement: we heard, apparently, rumour has it.",
    help: "Find a source and state it as a claim, or leave it out.",
    page: include_str!("hearsay.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let prose = subject.prose();
    let rumours = prose.hits(List::Hearsay).filter(|(_, sentence)| {
        let is_asked = prose.text_of(sentence).ends_with('?');
        !is_asked && !prose.is_cited(sentence) && prose.role(sentence) != Role::Heading
    });
    let report = |(hit, _): (&Hit, &Sentence)| {
        let message = format!("“{}” is not a source", prose.written(hit));
        subject.finding(&RULE, prose.span(&hit.range), message)
    };
    rumours.map(report).collect()
}
