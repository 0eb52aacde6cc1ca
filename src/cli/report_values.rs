//! Formats and files of reports as they are typed.

use crate::report::{FORMATS, Format};
use crate::session::ReportFile;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// Parses the name of a format; help and completions list the table.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    let values = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(values).try_map(|name| read_format(&name))
}

fn read_format(text: &str) -> Result<Format, String> {
    let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    Format::find(text).ok_or_else(|| format!("one of {}", names()))
}

/// Parses `FORMAT=FILE`.
pub(super) fn read_report(text: &str) -> Result<ReportFile, String> {
    let (format, path) = read_pair(text)?;
    Ok(ReportFile { format: read_format(&format)?, path: PathBuf::from(path) })
}

/// Parses `NAME=VALUE`.
pub(super) fn read_pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty());
    pair.map(|(name, value)| (name.to_owned(), value.to_owned())).ok_or_else(|| "write NAME=VALUE".to_owned())
}
