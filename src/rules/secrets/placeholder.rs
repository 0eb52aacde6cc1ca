//! The rule about placeholders that look like credentials.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `secrets/placeholder`.
pub static PLACEHOLDER: Rule = Rule {
    id: "secrets/placeholder",
    family: Family::Secrets,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A placeholder has the shape of a credential.",
    help: "Write the placeholder in angle brackets, so that it is not taken for a credential.",
    page: include_str!("placeholder.md"),
};
