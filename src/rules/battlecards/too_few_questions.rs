//! Too few questions to hold a conversation, or too many to remember.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::own_subject::OwnSubject;

/// A card has fewer than three or more than seven questions.
pub(crate) static RULE: Rule = Rule {
    id: "battlecards/too-few-questions",
    family: Family::Battlecards,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A battlecard has fewer than three or more than seven questions to ask.",
    help: "Keep the three to seven that tell you most.",
    page: include_str!("too_few_questions.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let heading = entry
        .body
        .headings
        .iter()
        .position(|heading| heading.level == 2 && heading.text.eq_ignore_ascii_case("Questions to ask"));
    if entry.kind != Kind::Battlecard || !subject.is_due_complete() {
        return Vec::new();
    }
    let Some((index, section)) = heading.and_then(|index| Some((index, entry.body.below(index)?))) else {
        return Vec::new();
    };
    let prose = subject.prose();
    let questions = prose.sentences().iter().filter(|sentence| prose.text_of(sentence).ends_with('?'));
    let inside = questions.filter(|sentence| {
        let start = prose.span(&sentence.range).start;
        section.start <= start && start < section.end
    });
    let count = inside.count();
    let span = entry.body.headings.get(index).map_or(entry.head, |heading| heading.span);
    if (3..=7).contains(&count) {
        return Vec::new();
    }
    vec![
        subject
            .finding(&RULE, span, format!("this section has {count} questions; three to seven are needed"))
            .subject("questions"),
    ]
}
