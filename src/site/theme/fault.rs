//! Why a template cannot be used.

use tera::ErrorKind;

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The template's path within the theme, such as `templates/home.html`; empty where the fault has no place.
    pub file: String,
    /// Its line, from 1; 0 where the fault has no place.
    pub line: usize,
    /// Its column, from 1; 0 where the fault has no place.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

pub(super) fn unplaced(file: &str, message: String) -> ThemeFault {
    ThemeFault { file: file.to_owned(), line: 0, column: 0, message }
}

/// Returns `fault` at byte `at` of the template `text`.
pub(super) fn place_in(text: &str, at: usize, fault: ThemeFault) -> ThemeFault {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    ThemeFault { line: before.matches('\n').count() + 1, column: line.chars().count() + 1, ..fault }
}

pub(super) fn fault(error: &tera::Error) -> ThemeFault {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => ThemeFault {
            file: format!("templates/{}", report.filename()),
            line: report.span().start_line,
            column: report.span().start_col + 1,
            message: report.message().to_owned(),
        },
        _ => named_fault(&error.to_string()),
    }
}

/// Reads a fault about an unknown name, which comes as text: `error: …`, then ` --> file:line:column`.
fn named_fault(text: &str) -> ThemeFault {
    let first = text.lines().next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
    let mut parts = place.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or_default();
    let (column, line) = (number(), number());
    let file = parts.next().map(|name| format!("templates/{name}")).unwrap_or_default();
    ThemeFault { file, line, column, message }
}
