//! The words for severities.

use crate::finding::Severity;

/// Returns the word that pages use for `severity`.
pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
