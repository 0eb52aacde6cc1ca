//! Answers that begin with something else.

use super::question::{answer, is_closed};
use super::terms::terms;
use crate::entry::ShortAnswer;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::Prose;
use crate::rules::own_subject::OwnSubject;
use crate::source::Span;

/// The first sentence of a closed question's text does not answer it.
pub(crate) static RULE: Rule = Rule {
    id: "answers/buried-answer",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The first sentence of the text does not answer a question that yes or no answers.",
    help: "Begin with “Yes”, “No” or “Partly”, or with the sentence that says so.",
    page: include_str!("buried_answer.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject).filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let (Some(question), Some(short)) = (&answer.question, &answer.short_answer) else { return Vec::new() };
    if !is_closed(question) {
        return Vec::new();
    }
    let parts = [answer.lengths.short, answer.lengths.standard, answer.lengths.detailed];
    let prose = subject.prose();
    let firsts = parts.into_iter().flatten().filter_map(|part| first_in(prose, part));
    let buried = firsts.filter(|(text, _)| !answers(text, question, short.value));
    buried
        .map(|(_, span)| {
            let message = format!("this does not answer the question, whose short answer is `{}`", short.value.word());
            subject.finding(&RULE, span, message)
        })
        .collect()
}

/// Returns the first sentence of a part of the body.
fn first_in(prose: &Prose, part: Span) -> Option<(&str, Span)> {
    let spans = prose.sentences().iter().map(|sentence| (prose.text_of(sentence), prose.span(&sentence.range)));
    let mut inside = spans.skip_while(|(_, span)| span.start < part.start);
    inside.next().filter(|(_, span)| span.start < part.end)
}

/// Returns whether the sentence answers: by its first word, or, for a yes, in the question's own words; a no needs a
/// negation and a partial a limit.
fn answers(sentence: &str, question: &str, short: ShortAnswer) -> bool {
    const LIMITS: [&str; 12] =
        ["partly", "partially", "only", "except", "but", "limited", "some", "depends", "part", "most", "beta", "until"];
    const DENIALS: [&str; 12] =
        ["no", "not", "none", "never", "cannot", "without", "nor", "neither", "t", "nobody", "nothing", "lacks"];
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower.split(|symbol: char| !symbol.is_alphanumeric()).collect();
    let first = words.first().copied().unwrap_or_default();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    match short {
        ShortAnswer::Yes => first == "yes" || repeats(sentence, question),
        ShortAnswer::No => has(&DENIALS),
        ShortAnswer::Partial => first == "yes" || has(&LIMITS) || has(&DENIALS),
        ShortAnswer::NotApplicable | ShortAnswer::Planned => true,
    }
}

/// Returns whether the sentence holds at least half of the question's words.
fn repeats(sentence: &str, question: &str) -> bool {
    let (question_terms, sentence_terms) = (terms(question), terms(sentence));
    let shared = question_terms.iter().filter(|term| sentence_terms.contains(*term)).count();
    question_terms.is_empty() || shared * 2 >= question_terms.len()
}
