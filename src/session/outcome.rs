//! Whether a check or a build passed.

use super::checked::Checked;
use crate::finding::Severity;
use crate::report::Extent;
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
    /// Returns the outcome of a check: its findings fail it, and, if it is about the whole site, so does a verdict that
    /// holds a build.
    pub fn of_check(checked: &Checked, max_warnings: Option<usize>) -> Self {
        let is_held = checked.extent == Extent::Whole && checked.publish.is_hold();
        if is_held { Self::Failed } else { Self::of(&checked.findings, max_warnings) }
    }

    /// Returns the outcome of a check with `findings`: errors fail it, and so do more than `max_warnings` warnings.
    pub fn of(findings: &[SettledFinding], max_warnings: Option<usize>) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let has_too_many_warnings = max_warnings.is_some_and(|most| count(Severity::Warning) > most);
        if count(Severity::Error) > 0 || has_too_many_warnings { Self::Failed } else { Self::Passed }
    }
}
