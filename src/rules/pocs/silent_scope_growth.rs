//! Proofs of concept that grew without a word.

use crate::entry::{KindFields, Poc};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::text_change;
use crate::library::{DatedPart, DatedStatement};
use crate::rules::subject::Subject;
use crate::source::Spanned;
use crate::wording::{compare, folded};
use std::collections::BTreeSet;

/// A proof of concept grew, and no change is recorded.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/silent-scope-growth",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An agreed proof of concept has more than five criteria, or another text than the one verified, and no recorded change.",
    help: "Record who agreed to what under `changes`, or go back to what was agreed.",
    page: include_str!("silent_scope_growth.md"),
};

/// The most criteria of a plan that was not extended.
const MOST: usize = 5;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let KindFields::Poc(poc) = &entry.kind_fields else { return Vec::new() };
    if !subject.is_live() || poc.agreed.is_none() {
        return Vec::new();
    }
    let agreed = agreed_version(subject);
    // A change that was recorded before the agreement is part of it.
    let known = agreed.map_or(&[][..], |said| said.sources.as_slice());
    if poc.changes.iter().any(|change| !known.contains(&change.value)) {
        return Vec::new();
    }
    if let Some(criterion) = agreed.and_then(|said| new_criterion(subject, poc, said)) {
        return vec![grown(subject, poc, criterion)];
    }
    if let Some(sixth) = poc.success_criteria.get(MOST) {
        let message = format!(
            "this has {} criteria and no recorded change; a plan has three to five",
            poc.success_criteria.len()
        );
        return vec![subject.finding(&RULE, sixth.span, message).subject("success_criteria")];
    }
    rewritten_plan(subject).into_iter().collect()
}

/// Returns the plan as the commit that introduced the present `agreed` has it, if that is known.
fn agreed_version<'a>(subject: &Subject<'a>) -> Option<&'a DatedStatement> {
    let origins = subject.check().library.origins().of(&subject.entry.id, &DatedPart::Agreement)?;
    Some(&origins.date.known()?.said)
}

/// Returns the first criterion that is not in the plan `said`, by what it says.
fn new_criterion<'a>(subject: &Subject<'_>, poc: &'a Poc, said: &DatedStatement) -> Option<&'a Spanned<String>> {
    let vocabulary = subject.check().library.vocabulary();
    let known: BTreeSet<String> = said.texts.iter().map(|criterion| folded(criterion)).collect();
    let is_new = |criterion: &&Spanned<String>| {
        let is_as_agreed = |then: &String| !compare(then, &criterion.value, vocabulary).is_material();
        !known.contains(&folded(&criterion.value)) && !said.texts.iter().any(is_as_agreed)
    };
    poc.success_criteria.iter().chain(&poc.exit_criteria).find(is_new)
}

fn grown(subject: &Subject<'_>, poc: &Poc, criterion: &Spanned<String>) -> Finding {
    let on = poc.agreed.as_ref().map_or("", |agreed| agreed.value.as_str());
    let message =
        format!("this criterion is not in the plan that was agreed (`agreed: {on}`), and no change is recorded since");
    subject.finding(&RULE, criterion.span, message).subject(folded(&criterion.value))
}

/// Returns the finding of a text that differs from the verified one.
fn rewritten_plan(subject: &Subject<'_>) -> Option<Finding> {
    let change =
        text_change(subject.entry, None, subject.check().library).filter(|change| change.edit.is_material())?;
    let message = "the plan changed after it was agreed, and no change is recorded";
    Some(subject.finding(&RULE, change.place, message))
}
