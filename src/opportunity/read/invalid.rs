//! The rule about what cannot be read.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// The file or one of its values cannot be read.
pub static INVALID_FILE: Rule = Rule {
    id: "opportunities/invalid-file",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The opportunity file, or one of its values, cannot be read.",
    help: "Write the value as the reference of opportunity files says, or export the file again.",
    page: include_str!("invalid-file.md"),
};

/// Makes a finding about a value that cannot be read.
pub(super) fn invalid(file: &Arc<SourceFile>, span: Span, message: impl Into<String>) -> Finding {
    Finding::new(&INVALID_FILE, Place::new(file, span), message)
}
