//! Names that two competitors claim.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::quotable::quoted_name;
use crate::rules::shared::Shared;
use std::collections::BTreeMap;

/// Two competitors have the same name or alias.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/shared-alias",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Two competitors have the same name or alias, so opportunities are joined with one of them only.",
    help: "Remove the alias from one of them.",
    page: include_str!("shared_alias.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let mut first = BTreeMap::<String, (&str, Place)>::new();
    let mut found = Vec::new();
    for entry in shared.check.library.of_kind(Kind::Competitor) {
        let KindFields::Competitor(competitor) = &entry.kind_fields else { continue };
        for name in competitor.name.iter().chain(&entry.aliases) {
            let place = Place::new(&entry.file, name.span);
            match first.get(&name.value.trim().to_lowercase()) {
                Some((id, other)) if *id != entry.id => {
                    let message = format!("`{id}` has the name {} too", quoted_name(&name.value));
                    let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
                    found.push(Finding::new(&RULE, place, message).owner(owner).see(other.clone(), "the other one"));
                }
                Some(_) => {}
                None => {
                    first.insert(name.value.trim().to_lowercase(), (&entry.id, place));
                }
            }
        }
    }
    found
}
