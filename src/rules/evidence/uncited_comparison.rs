//! Sentences of a battlecard that state something about the competitor and prove nothing.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::{List, Prose, Role, Sentence};
use crate::rules::subject::Subject;

/// A sentence of a battlecard states what the competitor does or lacks, and cites nothing.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/uncited-comparison",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A sentence of a battlecard states what the competitor does or lacks, and cites nothing.",
    help: "Cite a claim as `[^id]`, or link the page that says so.",
    page: include_str!("uncited_comparison.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, prose) = (subject.entry, subject.prose_of(&[Kind::Battlecard]));
    let Some(prose) = prose.filter(|_| subject.is_due_complete()) else { return Vec::new() };
    // What the customer says and what one asks states nothing in our own voice.
    let question_sections: Vec<_> =
        ["Objections", "Questions to ask", "Landmines"].iter().filter_map(|name| entry.section(name)).collect();
    let sentences = prose.sentences().iter().filter(|sentence| states(subject, prose, sentence));
    sentences
        .map(|sentence| prose.span(&sentence.range))
        .filter(|span| !question_sections.iter().any(|section| section.start <= span.start && span.start < section.end))
        .map(|span| subject.finding(&RULE, span, "this states something about the competitor and cites nothing"))
        .collect()
}

/// Returns whether the sentence says, with a verb right after the competitor's name, what it does or lacks.
fn states(subject: &Subject<'_>, prose: &Prose, sentence: &Sentence) -> bool {
    if !matches!(prose.role(sentence), Role::Paragraph | Role::Item) || prose.is_cited(sentence) {
        return false;
    }
    let text = prose.text_of(sentence);
    if text.ends_with('?') {
        return false;
    }
    let mut verbs = prose.hits_in(List::Statement, sentence).map(|hit| hit.range.start - sentence.range.start);
    let named: Vec<_> = subject.shared.competitors().find(text).map(|name| name.range.end).collect();
    verbs.any(|verb| named.iter().any(|end| is_near(text, *end, verb)))
}

/// Returns whether at most two words stand between the name's end and the verb.
fn is_near(text: &str, name_end: usize, verb: usize) -> bool {
    let Some(between) = text.get(name_end..verb) else { return false };
    !between.contains([',', ';', ':', '.', '(']) && between.split_whitespace().count() <= 2
}
