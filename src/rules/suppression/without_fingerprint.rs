//! The rule about allowances of secrets that do not say which value they allow.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// An allowance of a secret names no value.
pub(crate) static WITHOUT_FINGERPRINT: Rule = Rule {
    id: "suppression/without-fingerprint",
    family: Family::Suppression,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An allowance of a secret does not say which value it allows, and allows none.",
    help: "Add the fingerprint that `check` shows for the value.",
    page: include_str!("without_fingerprint.md"),
};
