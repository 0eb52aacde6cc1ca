//! Variants of which two would fit.

use super::question::answer;
use crate::entry::Variant;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::source::{Span, Spanned};

/// Two variants of an answer overlap.
pub(crate) static RULE: Rule = Rule {
    id: "answers/overlapping-variants",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Two variants of an answer fit the same product, region and language.",
    help: "Narrow one of them by `product`, `region` or `language`.",
    page: include_str!("overlapping_variants.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject) else { return Vec::new() };
    let numbered: Vec<(usize, &Variant)> = answer.variants.iter().enumerate().collect();
    let overlapping = numbered.iter().filter_map(|(index, variant)| {
        let earlier = numbered.get(..*index)?.iter().find(|(_, earlier)| overlap(variant, earlier))?;
        let message = format!("variant {} fits wherever variant {} does", index + 1, earlier.0 + 1);
        let finding = subject.finding(&RULE, place(subject, variant), message).subject(format!("variants[{index}]"));
        Some(finding.see(subject.place(place(subject, earlier.1)), "the earlier variant"))
    });
    overlapping.collect()
}

fn overlap(one: &Variant, other: &Variant) -> bool {
    let meet = |one: &Option<Spanned<String>>, other: &Option<Spanned<String>>| match (one, other) {
        (Some(one), Some(other)) => one.value.eq_ignore_ascii_case(&other.value),
        _ => true,
    };
    meet(&one.product, &other.product) && meet(&one.region, &other.region) && meet(&one.language, &other.language)
}

fn place(subject: &Subject<'_>, variant: &Variant) -> Span {
    let parts = [&variant.product, &variant.region, &variant.language, &variant.text];
    parts.into_iter().flatten().next().map_or(subject.entry.head, |part| part.span)
}
