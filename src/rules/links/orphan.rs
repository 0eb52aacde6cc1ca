//! Entries that no page links to.

use crate::config::Status;
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::library::Target;
use crate::rules::shared::Shared;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Nothing leads to an entry.
pub(crate) static RULE: Rule = Rule {
    id: "links/orphan",
    family: Family::Links,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "No entry links to this one, and no facet lists it.",
    help: "Link it from where readers would look, or give it a tag, a product or a competitor.",
    page: include_str!("orphan.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let entries = shared.check.library.entries();
    let reached: BTreeSet<String> =
        entries.iter().enumerate().flat_map(|(index, entry)| reached_from(shared, index, entry)).collect();
    let orphans = entries.iter().filter(|entry| is_candidate(entry) && !reached.contains(&entry.id));
    orphans
        .map(|entry| {
            let place = Place::new(&entry.file, entry.title.span);
            let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
            let message = format!("no entry links to `{}`, and no facet lists it", entry.id);
            Finding::new(&RULE, place, message).owner(owner).subject(entry.id.clone())
        })
        .collect()
}

fn reached_from(shared: &Shared<'_>, index: usize, entry: &Arc<Entry>) -> Vec<String> {
    let linked = shared.targets(index).iter().filter_map(|target| match target {
        Target::Entry(found, _) if found.id != entry.id => Some(found.id.clone()),
        _ => None,
    });
    let named =
        entry.named_ids().into_iter().map(|named| named.id.value.split('#').next().unwrap_or_default().to_owned());
    linked.chain(named).collect()
}

fn is_candidate(entry: &Entry) -> bool {
    let is_listed = [&entry.tags, &entry.products, &entry.competitors, &entry.industries, &entry.related]
        .iter()
        .any(|list| !list.is_empty());
    let is_home = entry.id.rsplit('/').next().is_some_and(|name| matches!(name, "index" | "README" | "home"));
    entry.kind.facts().is_reached_by_link
        && matches!(entry.status.value, Status::InReview | Status::Approved)
        && !is_listed
        && !is_home
}
