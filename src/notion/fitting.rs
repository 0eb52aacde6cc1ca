//! Which types of properties fit a role.

use super::value::KINDS;
use crate::opportunity::Role;

/// Returns the types of properties whose values a role can be read from ("Property object" in Notion's reference).
pub(super) fn fitting_types(role: Role) -> &'static [&'static str] {
    match role {
        Role::Name => &["title", "rich_text", "formula", "rollup"],
        Role::Customer => &["relation", "rich_text", "title", "select", "status", "multi_select", "formula", "rollup"],
        Role::Stage => &["status", "select", "multi_select", "rich_text", "title", "formula", "rollup"],
        Role::Amount => &["number", "formula", "rollup", "rich_text"],
        Role::Currency => &["select", "status", "multi_select", "rich_text", "formula", "rollup"],
        Role::CloseDate => &["date", "formula", "rollup", "rich_text"],
        Role::Owner => OWNERS,
        Role::Competitors | Role::Products | Role::Gaps | Role::Features => {
            &["relation", "multi_select", "select", "rich_text", "formula", "rollup"]
        }
        Role::Domains => &["url", "email", "rich_text", "multi_select", "select", "relation", "formula", "rollup"],
        Role::NextStep => &["rich_text", "title", "select", "status", "multi_select", "formula", "rollup"],
    }
}

const OWNERS: &[&str] = &[
    "people",
    "created_by",
    "last_edited_by",
    "email",
    "relation",
    "rich_text",
    "select",
    "multi_select",
    "formula",
    "rollup",
];

/// Returns whether values of the type `kind` can have the role. An unknown type can: its values are listed one by one.
pub(super) fn is_fitting(role: Role, kind: &str) -> bool {
    fitting_types(role).contains(&kind) || !KINDS.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_types_that_fit_and_types_that_do_not() {
        for role in Role::ALL {
            assert!(fitting_types(role).iter().all(|kind| KINDS.contains(kind) && is_fitting(role, kind)));
            assert!(!is_fitting(role, "checkbox") && is_fitting(role, "hologram"), "{}", role.name());
        }
        assert!(is_fitting(Role::Amount, "number") && !is_fitting(Role::CloseDate, "number"));
    }
}
