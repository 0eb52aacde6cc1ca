//! The rule about files in which credentials could not be looked for.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// `secrets/unsearched-file`.
pub static UNSEARCHED_FILE: Rule = Rule {
    id: "secrets/unsearched-file",
    family: Family::Secrets,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A file, or a part of it, could not be searched for credentials.",
    help: "Look into it yourself, or replace it by a form that can be read, such as text, PDF or DOCX.",
    page: include_str!("unsearched_file.md"),
};
