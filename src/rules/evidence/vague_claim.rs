//! Claims that cannot be checked.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::{List, hits};
use crate::rules::subject::Subject;

/// A claim praises without a number, a limit, a version or a condition.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/vague-claim",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A claim praises without a number, a limit, a version or a condition.",
    help: "Say how much, since when, or under which condition.",
    page: include_str!("vague_claim.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let vague = subject.entry.claims.iter().filter_map(|claim| {
        let text = claim.text.value.as_str();
        let hits = hits(text);
        let is_measured =
            text.bytes().any(|byte| byte.is_ascii_digit()) || hits.iter().any(|hit| hit.list == List::Measure);
        let word = hits.iter().find(|hit| hit.list == List::Vague).filter(|_| !is_measured)?;
        let message = format!(
            "the claim `{}` says “{}” and no measure",
            claim.id.value,
            text.get(word.range.clone()).unwrap_or(word.phrase)
        );
        Some(subject.finding(&RULE, claim.text.span, message).subject(claim.id.value.clone()))
    });
    vague.collect()
}
