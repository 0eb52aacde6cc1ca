//! Proofs of concept that end without a decision.

use super::stand_in::is_stand_in;
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The decision is before the end of the proof of concept, or its framework is a placeholder.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/no-decision",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The decision of a proof of concept is before its end, or its decision framework is a placeholder.",
    help: "Agree on a day after the end, on who decides, and on what.",
    page: include_str!("no_decision.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (Some(decision), Some(end)) = (&poc.decision_on, poc.end.as_ref().or(poc.start.as_ref()))
        && decision.value < end.value
    {
        let message = format!("the decision is on {}, before the proof ends on {}", decision.value, end.value);
        found.push(subject.finding(&RULE, decision.span, message).subject("decision_on"));
    }
    if let Some(framework) = poc.decision_framework.as_ref().filter(|framework| is_stand_in(framework)) {
        let message = "nothing here says how the decision is made";
        found.push(subject.finding(&RULE, framework.span, message).subject("decision_framework"));
    }
    found
}
