//! Former addresses at which something else is.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::library::{old_page_path, page_path};
use crate::rules::shared::Shared;
use std::collections::BTreeMap;

/// A former address is in use.
pub static RULE: Rule = Rule {
    id: "links/redirect-conflict",
    family: Family::Links,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An address in `moved_from` belongs to another page, so no redirect is written.",
    help: "Remove the address, or give the other page another id.",
    page: include_str!("redirect_conflict.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let entries = shared.check.library.entries();
    if entries.iter().all(|entry| entry.moved_from.is_empty()) {
        return Vec::new();
    }
    let published = entries.iter().filter(|entry| entry.is_published());
    let pages: BTreeMap<String, &str> = published.map(|entry| (page_path(&entry.id), entry.id.as_str())).collect();
    let mut former = BTreeMap::<String, &str>::new();
    let mut findings = Vec::new();
    for entry in entries {
        for old in &entry.moved_from {
            let path = old_page_path(&old.value);
            let page = pages.get(&path).copied().filter(|id| *id != entry.id);
            let message = match (page, former.get(&path).copied().filter(|id| *id != entry.id)) {
                (Some(id), _) => format!("`{}` is the address of `{id}`; no redirect is written", old.value),
                (None, Some(id)) => format!("`{}` is a former address of `{id}` too, to which it leads", old.value),
                (None, None) => {
                    former.insert(path, entry.id.as_str());
                    continue;
                }
            };
            let place = Place::new(&entry.file, old.span);
            findings.push(Finding::new(&RULE, place, message).subject(format!("{} {}", entry.id, old.value)));
        }
    }
    findings
}
