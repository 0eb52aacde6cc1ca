//! Texts that outgrow their length.

use super::question::answer;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::source::Span;

/// A length of an answer has more words than it may.
pub(crate) static RULE: Rule = Rule {
    id: "answers/too-long",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A length of an answer has more words than it may: Short 40, Standard 150, Detailed 400.",
    help: "Move detail into the next length, or leave it out.",
    page: include_str!("too_long.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject) else { return Vec::new() };
    let lengths = answer.lengths;
    let parts =
        [("Short", lengths.short, 40), ("Standard", lengths.standard, 150), ("Detailed", lengths.detailed, 400)];
    let long = parts.into_iter().filter_map(|(name, part, most)| {
        let part = part?;
        let count = words(subject.entry.file.slice(part));
        let message = format!("{name} has {count} words; {most} fit");
        (count > most).then(|| subject.finding(&RULE, first_line(subject, part), message).subject(name))
    });
    long.collect()
}

/// Counts the words of Markdown; marks, addresses and citations are none.
fn words(text: &str) -> usize {
    let is_word =
        |word: &&str| word.contains(char::is_alphanumeric) && !word.starts_with("[^") && !word.starts_with("<http");
    text.split_whitespace().filter(is_word).count()
}

/// Returns the first line of a part, which is shorter to underline than the whole.
fn first_line(subject: &Subject<'_>, part: Span) -> Span {
    let text = subject.entry.file.slice(part);
    let lead = text.len() - text.trim_start().len();
    let line = text.trim_start().lines().next().map_or(0, str::len);
    Span::new(lead..lead + line).shifted(part.start)
}
