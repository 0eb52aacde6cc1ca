//! Wordings that two answers claim.

use super::scope::{live, overlap};
use super::terms::normalised;
use crate::entry::{Answer, Entry};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An alternate is the wording of another answer too.
pub(crate) static RULE: Rule = Rule {
    id: "answers/duplicate-alternate",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An alternate is also the question or an alternate of this or another answer.",
    help: "Keep it where it belongs.",
    page: include_str!("duplicate_alternate.md"),
};

type Wordings<'a> = BTreeMap<String, Vec<(&'a Arc<Entry>, Span)>>;

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let answers = live(shared.check.library);
    let mut wordings = Wordings::new();
    for (entry, answer) in &answers {
        if let Some(question) = &answer.question {
            wordings.entry(normalised(question)).or_default().push((entry, question.span));
        }
    }
    let mut found = Vec::new();
    for (entry, answer) in &answers {
        found.extend(of_answer(&mut wordings, entry, answer));
    }
    found
}

fn of_answer<'a>(wordings: &mut Wordings<'a>, entry: &'a Arc<Entry>, answer: &'a Answer) -> Vec<Finding> {
    let mut found = Vec::new();
    for alternate in &answer.alternates {
        let known = wordings.entry(normalised(alternate)).or_default();
        // A questionnaire's worst case is a handful; more would only repeat the message.
        let twin = known.iter().take(20).find(|(other, _)| other.id == entry.id || overlap(entry, other));
        found.extend(twin.map(|(other, span)| finding(entry, alternate, other, *span)));
        known.push((entry, alternate.span));
    }
    found
}

fn finding(entry: &Arc<Entry>, alternate: &Spanned<String>, other: &Arc<Entry>, span: Span) -> Finding {
    let whose = if other.id == entry.id { "this answer has".to_owned() } else { format!("`{}` has", other.id) };
    let message = format!("{whose} the same wording");
    let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
    let finding = Finding::new(&RULE, Place::new(&entry.file, alternate.span), message).owner(owner);
    finding.see(Place::new(&other.file, span), "the same wording")
}
