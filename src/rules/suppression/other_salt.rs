//! The rule about secrets in a baseline that was written with another salt.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// Entries of the baseline are keyed with another salt than the site's.
pub(crate) static OTHER_SALT: Rule = Rule {
    id: "suppression/other-salt",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Secrets in the baseline are keyed with another salt than that of the site.",
    help: "Restore the salt in `site.toml`, or write the baseline again with `fieldbook baseline write`.",
    page: include_str!("other_salt.md"),
};
