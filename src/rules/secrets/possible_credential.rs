//! The rule about values that may be credentials.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `secrets/possible-credential`.
pub static POSSIBLE_CREDENTIAL: Rule = Rule {
    id: "secrets/possible-credential",
    family: Family::Secrets,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A value is named like a credential, but has no known format.",
    help: "If it is real, revoke it and remove it. If not, write a placeholder in angle brackets.",
    page: include_str!("possible_credential.md"),
};
