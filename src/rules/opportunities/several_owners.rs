//! Opportunities with several people as their owner.

use super::place::source_place;
use super::unjoined::{listed, open};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Opportunity;
use crate::rules::shared::Shared;

/// An open opportunity names several owners, so it is on the page of none of them.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/several-owners",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An open opportunity has several people in its field for the owner.",
    help: "Name one owner at the source; others can be in a field of their own.",
    page: include_str!("several_owners.md"),
};

/// Returns whether a field names several people. `Doe, Jane` is one: the family name before the other.
fn is_several(owner: &str) -> bool {
    let parted = owner.replace(" and ", ";").replace([',', '&', '/'], ";");
    let names: Vec<&str> = parted.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    let is_inverted = owner.contains(',') && names.len() == 2 && names.iter().all(|name| !name.contains(' '));
    names.len() > 1 && !is_inverted
}

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let several = open(shared).into_iter().filter(|one| one.owner.as_deref().is_some_and(is_several));
    let report = |one: &Opportunity| {
        let message = format!("several people own an opportunity, so it is on the page of none: {}", listed(&[one]));
        Finding::new(&RULE, source_place(shared.check.settings), message).subject(one.id.clone())
    };
    several.map(report).collect()
}

#[cfg(test)]
mod tests {
    use super::is_several;

    #[test]
    fn a_family_name_before_the_other_is_one_person() {
        let several = ["Ann Lee, Bo Ray", "Ann and Bo", "Ann Lee; Bo", "Ann & Bo", "Ann, Bo, Cy"].map(is_several);
        assert_eq!(several, [true; 5]);
        assert_eq!(["Lee, Ann", "Ann Lee", "", "Ann Lee,"].map(is_several), [false; 4]);
    }
}
