//! One line per finding, `path:line:column: severity[rule] message`, for editors and `grep`.

use super::contents::Report;
use super::shown::{Shown, place};

/// Renders one line per finding and nothing else.
pub(super) fn render(_: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let line = |shown: &Shown<'_>| {
        let Shown { severity, message, .. } = shown;
        let fixable = if shown.is_fixable { " (fixable with --fix)" } else { "" };
        format!("{}: {severity}[{}] {message}{fixable}\n", place(shown), shown.rule.id)
    };
    shown.iter().map(line).collect()
}
