//! The rule about administration pages.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `exposure/admin-url`.
pub static ADMIN_URL: Rule = Rule {
    id: "exposure/admin-url",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Sharing,
    profile: Profile::Essential,
    summary: "An entry contains the address of an administration page or a staging system.",
    help: "Link the page that customers use, or say where an administrator finds it.",
    page: include_str!("admin_url.md"),
};
