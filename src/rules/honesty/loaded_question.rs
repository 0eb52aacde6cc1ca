//! Questions that are none.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::List;
use crate::rules::own_subject::OwnSubject;

/// A question to ask answers itself.
pub(crate) static RULE: Rule = Rule {
    id: "honesty/loaded-question",
    family: Family::Honesty,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A question on a battlecard answers itself or takes a fault for granted.",
    help: "Ask what they do today, how often, and what it costs them.",
    page: include_str!("loaded_question.md"),
};

/// Sections whose questions are put to a customer.
const ASKED: [&str; 3] = ["Questions to ask", "Landmines", "Discovery"];

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let Some(prose) = subject.prose_of(&[Kind::Battlecard, Kind::Objection]) else { return Vec::new() };
    let sections: Vec<_> = ASKED.iter().filter_map(|name| subject.entry.section(name)).collect();
    let loaded = prose.hits(List::Loaded).filter(|(_, sentence)| prose.text_of(sentence).ends_with('?'));
    loaded
        .map(|(hit, _)| (prose.span(&hit.range), prose.written(hit)))
        .filter(|(span, _)| sections.iter().any(|section| section.start <= span.start && span.start < section.end))
        .map(|(span, phrase)| subject.finding(&RULE, span, format!("“{phrase}” answers the question it asks")))
        .collect()
}
