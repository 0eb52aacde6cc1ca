//! Gaps that somebody meant to fill.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;
use regex::Regex;
use std::sync::LazyLock;

/// A text holds a placeholder that nothing fills.
pub(super) static RULE: Rule = Rule {
    id: "answers/unresolved-placeholder",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text holds a placeholder that nothing fills.",
    help: "Write the text, or declare the name under `placeholders`.",
    page: include_str!("unresolved_placeholder.md"),
};

/// `{{name}}`, and the marks that people leave for themselves.
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\{\{\s*([A-Za-z0-9_. -]*?)\s*\}\}|\b(?:TBD|TODO|FIXME|XXX)\b|\bFILL IN\b|\[insert\b[^\]]*\]|(?i:\blorem ipsum\b)").ok()
});

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(answer), Some(marks)) = (super::answer(subject), MARKS.as_ref()) else { return Vec::new() };
    let prose = subject.prose();
    let unresolved = marks.captures_iter(prose.text()).filter_map(|found| {
        let whole = found.get(0)?;
        let message = match found.get(1) {
            Some(name) if answer.placeholders.iter().any(|known| known.value == name.as_str()) => return None,
            Some(name) => format!("nothing fills {}", quoted(name.as_str())),
            None if !subject.is_due_complete() => return None,
            None => "somebody meant to write something here".to_owned(),
        };
        Some(subject.finding(&RULE, prose.span(&whole.range()), message))
    });
    unresolved.collect()
}
