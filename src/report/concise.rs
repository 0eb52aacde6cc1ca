//! One line per finding, `path:line:column: severity[rule] message`, for editors and `grep`.

use super::contents::Report;
use super::printable::printable;
use super::shown::Shown;

/// Renders one line per finding and nothing else.
pub(super) fn render(_: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let line = |shown: &Shown<'_>| {
        let Shown { severity, message, .. } = shown;
        format!("{}: {severity}[{}] {message}\n", place(shown), shown.rule.id)
    };
    shown.iter().map(line).collect()
}

/// Returns `path:line:column` on one line.
pub(super) fn place(shown: &Shown<'_>) -> String {
    let place = shown.place;
    format!("{}:{}:{}", printable(&place.path), place.start.line, place.start.column)
}
