//! Reasons to win that nothing supports.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::Role;
use crate::rules::own_subject::OwnSubject;

/// A reason to win points to no evidence.
pub(crate) static RULE: Rule = Rule {
    id: "battlecards/claim-without-proof",
    family: Family::Battlecards,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A reason to win cites no claim and links nothing.",
    help: "Cite a claim as `[^id]`, or link the page, demo or answer that shows it.",
    page: include_str!("claim_without_proof.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Battlecard || !subject.is_due_complete() {
        return Vec::new();
    }
    let Some(section) = entry.section("Why we win").or_else(|| entry.section("Where we win")) else {
        return Vec::new();
    };
    let prose = subject.prose();
    let reasons = prose.sentences().iter().filter(|sentence| prose.is_first(sentence));
    let bare = reasons.filter(|sentence| prose.role(sentence) == Role::Item && !prose.is_cited(sentence));
    bare.map(|sentence| (prose.block_span(sentence), prose.span(&sentence.range)))
        .filter(|(block, _)| section.start <= block.start && block.start < section.end)
        .filter(|(block, _)| {
            let is_inside = |link: &&crate::entry::Link| {
                block.start <= link.target.span.start && link.target.span.start < block.end
            };
            !entry.body.links.iter().any(|link| is_inside(&link))
        })
        .map(|(_, span)| subject.finding(&RULE, span, "this reason to win points to no evidence"))
        .collect()
}
