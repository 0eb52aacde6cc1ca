//! The kinds of file of questionnaires.

use serde::Serialize;

/// What kind of file a questionnaire came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A workbook (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Delimited text (`.csv`, `.tsv`).
    Csv,
    /// Markdown or pasted text.
    Text,
}

/// Guesses the format of a file from its first bytes and its name.
pub fn format_of(name: &str, bytes: &[u8]) -> Format {
    let name = name.to_ascii_lowercase();
    let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || is(&[".xlsx", ".xlsm", ".xls"]) {
        Format::Xlsx
    } else if is(&[".csv", ".tsv"]) {
        Format::Csv
    } else {
        Format::Text
    }
}
