//! The rule about credentials.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `secrets/leaked-credential`.
pub static LEAKED_CREDENTIAL: Rule = Rule {
    id: "secrets/leaked-credential",
    family: Family::Secrets,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "A file contains a password, key or token.",
    help: "Revoke the credential first, then take it out of the file; Git history keeps it.",
    page: include_str!("leaked_credential.md"),
};
