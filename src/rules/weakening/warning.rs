//! What a reviewer must see.

use crate::finding::{Finding, Place, Severity};
use crate::rules::evidence::weakened::RULE;

/// Makes a warning about something that a person may decide and a reviewer must see.
pub(super) fn warning(place: Place, message: String, subject: &str, help: &str) -> Finding {
    let mut finding = Finding::new(&RULE, place, message).subject(format!("decided: {subject}")).help(help).decision();
    finding.severity = Severity::Warning;
    finding
}
