//! The kinds of file of questionnaires.

use memchr::memmem;
use serde::Serialize;

/// The largest questionnaire that is read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// What kind of file a questionnaire came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A workbook (`.xlsx`, `.xlsm`).
    Xlsx,
    /// A Word document (`.docx`, `.docm`).
    Docx,
    /// Delimited text (`.csv`, `.tsv`).
    Csv,
    /// Markdown with tables that have a column for the answers.
    Markdown,
    /// Other Markdown, or pasted text.
    Text,
}

/// Guesses the format of a file from its first bytes and its name. Markdown is [`Format::Text`]: whether its tables are
/// filled depends on their layout.
pub fn format_of(name: &str, bytes: &[u8]) -> Format {
    let name = name.to_ascii_lowercase();
    let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let is_archive = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    // The directory of an archive names its parts; the main part of a document is in this folder in all known writers.
    let has_document = || is_archive && memmem::find(bytes, b"word/document").is_some();
    let is_workbook = || is(&[".xlsx", ".xlsm", ".xls", ".ods"]);
    if is(&[".docx", ".docm", ".doc", ".odt"]) && !bytes.is_empty() || !is_workbook() && has_document() {
        Format::Docx
    } else if is_archive || is_workbook() {
        Format::Xlsx
    } else if is(&[".csv", ".tsv"]) {
        Format::Csv
    } else {
        Format::Text
    }
}
