//! Gaps that are recorded twice.

use crate::entry::{Entry, Gap, GapState, KindFields};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::shared::Shared;
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two gaps describe the same thing.
pub(crate) static RULE: Rule = Rule {
    id: "gaps/duplicate-gap",
    family: Family::Gaps,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Two open gaps share a tracker, or a capability and a title.",
    help: "Merge them, so that their opportunities are counted together.",
    page: include_str!("duplicate_gap.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let mut first = BTreeMap::<String, (&Arc<Entry>, Span)>::new();
    let mut found = Vec::new();
    for entry in shared.check.library.of_kind(Kind::Gap).filter(|entry| entry.is_published()) {
        let KindFields::Gap(gap) = &entry.kind_fields else { continue };
        if gap.state.as_ref().is_some_and(|state| matches!(state.value, GapState::Shipped | GapState::Declined)) {
            continue;
        }
        for (key, span) in keys(entry, gap) {
            if let Some((other, place)) = first.get(&key) {
                let message = format!("`{}` records the same gap", other.id);
                let finding = Finding::new(&RULE, Place::new(&entry.file, span), message);
                let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
                found.push(finding.owner(owner).see(Place::new(&other.file, *place), "the other gap"));
                break;
            }
            first.insert(key, (entry, span));
        }
    }
    found
}

/// Returns what two gaps would share if they were one, each with its place.
fn keys(entry: &Entry, gap: &Gap) -> Vec<(String, Span)> {
    let tracker = gap.tracker.iter().map(|tracker| (format!("tracker {}", tracker.value), tracker.span));
    let words: Vec<_> = entry.title.value.split_whitespace().map(str::to_lowercase).collect();
    let capability = gap.capability.iter();
    let titled = capability.map(|name| (format!("title {} {}", name.value, words.join(" ")), entry.title.span));
    tracker.chain(titled).collect()
}
