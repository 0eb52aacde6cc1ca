//! A manifest as it was read from a file.

use super::manifest::{Manifest, SCHEMA};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{SourceFile, Span};
use chrono::NaiveDate;
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// A file in the folder of responses cannot be read as a manifest.
pub static UNREADABLE_MANIFEST: Rule = Rule {
    id: "answers/unreadable-manifest",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A manifest of a response cannot be read, so it is unknown what the customer was answered.",
    help: "Restore the file from Git, or write it again with `fieldbook rfp fill`; move other files out of the folder.",
    page: include_str!("unreadable_manifest.md"),
};

/// Every rule of this module.
pub static RULES: [&Rule; 1] = [&UNREADABLE_MANIFEST];

/// The name with which the schemas of this program's files begin.
const OWN_SCHEMAS: &str = "fieldbook/";
/// The name with which the schemas of manifests begin, of every version.
const MANIFESTS: &str = "fieldbook/rfp-manifest/";
/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// A manifest with the file that contains it.
#[derive(Debug, Clone)]
pub struct RecordedResponse {
    /// The file.
    pub file: Arc<SourceFile>,
    /// What it records.
    pub manifest: Manifest,
}

impl RecordedResponse {
    /// Returns `responses` in the order of their days and names.
    pub(super) fn by_day(responses: &[Self]) -> Vec<&Self> {
        let mut ordered: Vec<&Self> = responses.iter().collect();
        ordered.sort_by_key(|response| (&response.manifest.day, response.file.path()));
        ordered
    }

    /// Returns the place of the question in row number `index` of the manifest; the beginning of the file if a person
    /// wrote the JSON in another form than `rfp fill`.
    pub fn place(&self, index: usize) -> Place {
        let (text, mut range) = (self.file.text(), 0..0);
        for row in self.manifest.rows.iter().take(index + 1) {
            let Ok(written) = serde_json::to_string(&row.question) else { continue };
            let Some(at) = text.get(range.end..).and_then(|rest| rest.find(&written)) else {
                return Place::new(&self.file, Span::default());
            };
            range = range.end + at..range.end + at + written.len();
        }
        Place::new(&self.file, Span::new(range))
    }
}

/// Why a text is not a manifest of this version.
#[derive(Debug)]
pub enum ManifestFault {
    /// It is not JSON, or lacks something that a manifest has.
    Json(serde_json::Error),
    /// It has this schema; `None` if it has none.
    Schema(Option<String>),
    /// Its `day` is not a day.
    Day(String),
    /// Its `customer` is empty, or has white space around it.
    Customer(String),
}

impl fmt::Display for ManifestFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(formatter, "not a manifest of `fieldbook rfp fill`: {error}"),
            Self::Schema(Some(schema)) => write!(formatter, "the schema is {schema:?}, not {SCHEMA:?}"),
            Self::Schema(None) => write!(formatter, "not a manifest of `fieldbook rfp fill`: it has no `schema`"),
            Self::Day(day) => write!(formatter, "`day` must be a date such as 2026-11-21; found {day:?}"),
            Self::Customer(key) => write!(formatter, "`customer` must be the key of a customer; found {key:?}"),
        }
    }
}

impl ManifestFault {
    /// Returns whether the text is another file of this program, such as decisions.
    fn is_other_file(&self) -> bool {
        let is_other = |schema: &String| schema.starts_with(OWN_SCHEMAS) && !schema.starts_with(MANIFESTS);
        matches!(self, Self::Schema(Some(schema)) if is_other(schema))
    }

    /// Returns the line and column, from 1, where the text stops being a manifest; those of its beginning if that is not
    /// known.
    fn position(&self) -> (usize, usize) {
        match self {
            Self::Json(error) => (error.line(), error.column()),
            Self::Schema(_) | Self::Day(_) | Self::Customer(_) => (1, 1),
        }
    }
}

/// What is read of any file to see what it is.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
}

/// Parses a manifest.
///
/// # Errors
/// The text is not one of this version.
pub fn parse_manifest(text: &str) -> Result<Manifest, ManifestFault> {
    let head: Head = serde_json::from_str(text).map_err(ManifestFault::Json)?;
    if head.schema.as_deref() != Some(SCHEMA) {
        return Err(ManifestFault::Schema(head.schema));
    }
    let manifest: Manifest = serde_json::from_str(text).map_err(ManifestFault::Json)?;
    if NaiveDate::parse_from_str(&manifest.day, DAY).is_ok_and(|day| day.format(DAY).to_string() == manifest.day) {
        match manifest.customer.as_ref().filter(|key| key.is_empty() || key.trim() != key.as_str()) {
            Some(key) => Err(ManifestFault::Customer(key.clone())),
            None => Ok(manifest),
        }
    } else {
        Err(ManifestFault::Day(manifest.day))
    }
}

/// Reads a JSON file of the folder of responses; `None` if it is another file of this program, such as decisions.
///
/// # Errors
/// A finding if it is not a manifest of this version.
pub fn read_response(file: &Arc<SourceFile>) -> Result<Option<RecordedResponse>, Box<Finding>> {
    match parse_manifest(file.text()) {
        Ok(manifest) => Ok(Some(RecordedResponse { file: Arc::clone(file), manifest })),
        Err(fault) if fault.is_other_file() => Ok(None),
        Err(fault) => {
            let (line, column) = fault.position();
            let place = Place::new(file, span_at(file.text(), line, column));
            Err(Box::new(Finding::new(&UNREADABLE_MANIFEST, place, fault.to_string()).subject("manifest")))
        }
    }
}

/// Returns an empty span at a line and a column, from 1; at the end of the text if it is shorter.
fn span_at(text: &str, line: usize, column: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = (start + column.saturating_sub(1)).min(text.len());
    let at = (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    Span::new(at..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "{\"schema\": \"fieldbook/rfp-manifest/1\", \"day\": \"2026-11-21\", \"received\": \"a\", \"written\": \"b\",\n \"questions\": 2, \"filled\": 0, \"rows\": [\n  ROW(Is it \\\"blue\\\"?),\n  ROW(Is it blue?)]}\n";

    fn manifest() -> String {
        let row = |question: &str| {
            format!(
                "{{\"sheet\": \"S\", \"row\": 2, \"number\": \"\", \"question\": \"{question}\", \"cells\": [], \"band\": \"none\", \"p\": 0, \"reasons\": [\"no answer\"]}}"
            )
        };
        ROWS.replace("ROW(Is it \\\"blue\\\"?)", &row("Is it \\\"blue\\\"?"))
            .replace("ROW(Is it blue?)", &row("Is it blue?"))
    }

    fn read(text: &str) -> Result<Option<RecordedResponse>, String> {
        let shown = |finding: Box<Finding>| {
            let at = finding.place.start();
            format!("{}:{} {}", at.line, at.column, finding.message)
        };
        read_response(&SourceFile::new("deals/m.json", text.to_owned())).map_err(shown)
    }

    #[test]
    fn the_place_of_a_row_is_its_question() {
        let response = read(&manifest()).unwrap().unwrap();
        let place = |index| {
            let Place { file, span } = response.place(index);
            (file.position(span.start).line, file.slice(span).to_owned())
        };
        assert_eq!(place(0), (3, "\"Is it \\\"blue\\\"?\"".to_owned()));
        assert_eq!(place(1), (4, "\"Is it blue?\"".to_owned()));
        let other = manifest().replace("Is it blue", "\\u0049s it blue");
        let response = read(&other).unwrap().unwrap();
        assert_eq!(response.place(1).span, Span::default(), "another way to write the same words");
    }

    #[test]
    fn what_is_not_a_manifest_is_a_finding_unless_it_is_another_file_of_ours() {
        assert!(read("{\"schema\": \"fieldbook/rfp-decisions/1\", \"decisions\": []}").unwrap().is_none());
        let fault = |text: &str| read(text).unwrap_err();
        assert_eq!(
            fault("{\"schema\": \"fieldbook/rfp-manifest/2\"}"),
            "1:1 the schema is \"fieldbook/rfp-manifest/2\", not \"fieldbook/rfp-manifest/1\""
        );
        assert_eq!(fault("{}"), "1:1 not a manifest of `fieldbook rfp fill`: it has no `schema`");
        assert_eq!(
            fault("{\n  \"schema\": ü}"),
            "2:13 not a manifest of `fieldbook rfp fill`: expected value at line 2 column 13"
        );
        for (day, is_day) in [("2026-11-21", true), ("2026-02-29", false), ("2026-1-2", false), ("yesterday", false)] {
            let text = manifest().replace("2026-11-21", day);
            assert_eq!(read(&text).is_ok(), is_day, "{day}");
        }
        for (customer, is_key) in [("acme", true), ("", false), (" acme", false)] {
            let text = manifest().replace("\"received\"", &format!("\"customer\": \"{customer}\", \"received\""));
            assert_eq!(read(&text).is_ok(), is_key, "{customer}");
        }
        let cut = manifest().replace("\"filled\": 0, ", "");
        assert!(fault(&cut).contains("missing field `filled`"), "{}", fault(&cut));
    }
}
