//! Two answers to the same question for one customer.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::responses::{Contradiction, Said, history};
use crate::rules::shared::Shared;

/// A customer got two different answers to the same question.
pub(crate) static RULE: Rule = Rule {
    id: "answers/inconsistent-response",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A customer got two different answers to the same question.",
    help: "Tell the customer which one holds; delete the manifest of a response that was not sent.",
    page: include_str!("inconsistent_response.md"),
};

/// How many characters of an answer a message has.
const SHOWN: usize = 160;

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    history(shared.check.responses).contradictions.iter().map(finding).collect()
}

fn finding(contradiction: &Contradiction<'_>) -> Finding {
    let Contradiction { customer, said: [earlier, later] } = contradiction;
    let message = format!(
        "{customer} was answered \"{}\" on {} ({}, {}) and \"{}\" on {} ({})",
        shown(earlier),
        earlier.response.manifest.day,
        earlier.response.file.path(),
        earlier.cell(),
        shown(later),
        later.response.manifest.day,
        later.cell(),
    );
    let question = later.row.question.split_whitespace().collect::<Vec<_>>().join(" ");
    Finding::new(&RULE, later.response.place(later.index), message)
        .subject(format!("{customer} {question}"))
        .see(earlier.response.place(earlier.index), "the earlier answer")
}

/// Returns the texts of an answer on one line; a long one is cut, which an ellipsis shows.
fn shown(said: &Said<'_>) -> String {
    let text = said.row.answer_texts().collect::<Vec<_>>().join(" | ").split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
