//! Sentences of a battlecard that state something about the competitor and prove nothing.

use super::comparison::{stated, uncited_rows};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::{Prose, Role, Sentence};
use crate::rules::own_subject::OwnSubject;
use crate::source::Span;

/// A sentence of a battlecard states what the competitor does or lacks, and cites nothing.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/uncited-comparison",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A sentence of a battlecard states what the competitor does or lacks, and cites nothing.",
    help: "Cite a claim as `[^id]`, or link the page that says so.",
    page: include_str!("uncited_comparison.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let (entry, prose) = (subject.entry, subject.prose_of(&[Kind::Battlecard]));
    let Some(prose) = prose.filter(|_| subject.is_due_complete()) else { return Vec::new() };
    // What the customer says and what one asks states nothing in our own voice.
    let question_sections: Vec<_> =
        ["Objections", "Questions to ask"].iter().filter_map(|name| entry.section(name)).collect();
    let competitors = subject.vocabularies.competitors;
    let stated = stated(competitors, prose).into_iter();
    let stated = stated.filter(|(index, sentence)| !prose.is_cited_from(sentence) && !is_cited_below(prose, *index));
    let mut uncited: Vec<&Sentence> = stated.map(|(_, sentence)| sentence).collect();
    uncited.extend(uncited_rows(competitors, prose));
    let mut spans: Vec<Span> = uncited.into_iter().map(|sentence| prose.span(&sentence.range)).collect();
    spans.sort_unstable();
    spans.dedup();
    let is_question =
        |span: &Span| question_sections.iter().any(|section| section.start <= span.start && span.start < section.end);
    spans
        .into_iter()
        .filter(|span| !is_question(span))
        .map(|span| subject.finding(&RULE, span, "this states something about the competitor and cites nothing"))
        .collect()
}

/// Returns whether sentence number `index` is a heading whose section cites something before the next heading.
fn is_cited_below(prose: &Prose, index: usize) -> bool {
    let is_heading = |sentence: &Sentence| prose.role(sentence) == Role::Heading;
    let sentences = prose.sentences();
    let below = sentences.get(index + 1..).unwrap_or_default();
    sentences.get(index).is_some_and(is_heading)
        && below.iter().take_while(|sentence| !is_heading(sentence)).any(|sentence| prose.is_cited(sentence))
}
