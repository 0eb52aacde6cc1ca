//! Whether a check or a build passed.

use crate::finding::Severity;
use crate::settled::SettledFinding;

/// How a command that looks for findings ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No finding fails the command.
    Passed,
    /// At least one finding fails the command.
    Failed,
}

impl Outcome {
    /// Returns the outcome of a check with `findings`: errors fail it, and so do more than `max_warnings` warnings.
    pub fn of(findings: &[SettledFinding], max_warnings: Option<usize>) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let has_too_many_warnings = max_warnings.is_some_and(|most| count(Severity::Warning) > most);
        if count(Severity::Error) > 0 || has_too_many_warnings { Self::Failed } else { Self::Passed }
    }
}
