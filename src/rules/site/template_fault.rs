//! The rule about templates that fail.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// A template of the theme fails.
pub static TEMPLATE_FAULT: Rule = Rule {
    id: "site/template-fault",
    family: Family::Site,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "A template of the theme cannot be compiled, fails while a page is made, or never ends.",
    help: "Correct the template at the line that is named, or remove it to get the default back.",
    page: include_str!("template_fault.md"),
};
