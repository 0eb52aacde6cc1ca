//! Insults and absolutes about a competitor.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::{Hit, List, Prose, Role, Sentence};
use crate::rules::own_subject::OwnSubject;

/// A sentence about a competitor insults it or speaks in absolutes.
pub(crate) static RULE: Rule = Rule {
    id: "honesty/disparagement",
    family: Family::Honesty,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A sentence about a competitor insults it, or says “never” and “nobody” without evidence.",
    help: "Say what the product does or lacks, with a number and a source.",
    page: include_str!("disparagement.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let prose = subject.prose();
    let insults = prose.hits(List::Insult).filter(|(_, sentence)| is_about(subject, prose, sentence));
    let absolutes = prose.hits(List::Absolute).filter(|(hit, sentence)| {
        let is_said = !prose.is_cited(sentence) && !is_advice(sentence, hit) && is_about(subject, prose, sentence);
        is_said && is_beside_name(subject, prose, hit, sentence)
    });
    let competitors = prose.hits(List::Absolute).filter(|(hit, sentence)| {
        // “Most competitors” names all of them at once, so no name is beside it.
        hit.phrase == "most competitors" && !prose.is_cited(sentence)
    });
    let mut found: Vec<(&Hit, &Sentence)> = insults.chain(absolutes).chain(competitors).collect();
    found.sort_by_key(|(hit, _)| hit.range.start);
    found.dedup_by_key(|(_, sentence)| sentence.range.start);
    let report = |(hit, _): (&Hit, &Sentence)| {
        let message = format!("“{}” about a competitor is not evidence", prose.written(hit));
        subject.finding(&RULE, prose.span(&hit.range), message)
    };
    found.into_iter().map(report).collect()
}

/// Returns whether the sentence names a competitor.
fn is_about(subject: &OwnSubject<'_>, prose: &Prose, sentence: &Sentence) -> bool {
    let text = prose.text_of(sentence);
    let is_said = !matches!(prose.role(sentence), Role::Heading) && !text.ends_with('?');
    is_said && subject.vocabularies.competitors.find(text).next().is_some()
}

/// Returns whether at most two words and no comma are between a competitor's name and the phrase: “Globex never”,
/// “no one at Globex”. Farther apart the absolute is mostly about something else.
fn is_beside_name(subject: &OwnSubject<'_>, prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    let text = prose.text_of(sentence);
    let start = hit.range.start.saturating_sub(sentence.range.start);
    let end = hit.range.end.saturating_sub(sentence.range.start);
    let is_near = |range: std::ops::Range<usize>| {
        text.get(range)
            .is_some_and(|between| !between.contains([',', ';', ':', '(']) && between.split_whitespace().count() <= 2)
    };
    let mut names = subject.vocabularies.competitors.find(text);
    names.any(|name| is_near(name.range.end..start) || is_near(end..name.range.start))
}

/// Returns whether the sentence begins with the word: “Never say that …” is advice to us, not a statement about them.
fn is_advice(sentence: &Sentence, hit: &Hit) -> bool {
    sentence.range.start == hit.range.start
}
