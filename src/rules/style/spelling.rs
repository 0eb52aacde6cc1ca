//! Common misspellings.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::List;
use crate::rules::own_subject::OwnSubject;

/// A word is misspelt.
pub(crate) static RULE: Rule = Rule {
    id: "style/spelling",
    family: Family::Style,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A word is misspelt in one of the common ways.",
    help: "Write it as the dictionary does.",
    page: include_str!("spelling.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let prose = subject.prose();
    let misspelt = prose.hits(List::Spelling).map(|(hit, _)| {
        let meant = hit.instead.unwrap_or_default();
        let finding = subject.finding(&RULE, prose.span(&hit.range), format!("“{}” is misspelt", prose.written(hit)));
        let span = finding.place.span;
        let written = subject.entry.file.slice(span);
        match cased(meant, written).filter(|_| is_whole(hit.phrase, meant, written)) {
            Some(text) => finding.help(format!("Write “{text}”.")).fix(span, text),
            // The word goes on with an ending that the list does not know.
            None => finding.help(format!("Its beginning is spelt like “{meant}”.")),
        }
    });
    misspelt.collect()
}

/// Returns whether `meant` is the word for all of `written`: a phrase that goes on may have an ending that the list does
/// not know.
fn is_whole(phrase: &str, meant: &str, written: &str) -> bool {
    let lower = written.to_lowercase();
    let has_its_end = meant.chars().next_back().is_some_and(|last| lower.ends_with(last));
    lower == phrase || (has_its_end && strsim::damerau_levenshtein(&lower, meant) == 1)
}

/// Returns `meant` with the capitals of `written`; nothing if those follow no custom.
fn cased(meant: &str, written: &str) -> Option<String> {
    let mut letters = written.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    if rest.chars().any(char::is_uppercase) {
        return (!written.chars().any(char::is_lowercase)).then(|| meant.to_uppercase());
    }
    let mut symbols = meant.chars();
    let head = symbols.next()?;
    let is_capital = first.is_uppercase();
    Some(if is_capital { head.to_uppercase().chain(symbols).collect() } else { meant.to_owned() })
}
