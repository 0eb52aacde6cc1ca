//! The rule about credentials in files that Git keeps beside those of which the site is made.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `secrets/credential-in-repository`.
pub static CREDENTIAL_IN_REPOSITORY: Rule = Rule {
    id: "secrets/credential-in-repository",
    family: Family::Secrets,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A file of the repository that the site does not publish contains a password, key or token.",
    help: "Revoke the credential first, then take it out of the file; Git history keeps it.",
    page: include_str!("credential_in_repository.md"),
};
