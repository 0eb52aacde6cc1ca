//! A worksheet as a workbook, CSV or Markdown.

use super::columns::HEADERS;
use super::worksheets::{Worksheet, WorksheetRow};
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::delimited::csv_line;
use fieldbook_questionnaire::files::new_workbook::new_workbook;

/// The kind of file that a worksheet is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorksheetFormat {
    /// A workbook, which can be read back.
    Xlsx,
    /// Delimited text, which can be read back.
    Csv,
    /// Markdown, for reading and mail.
    Markdown,
}

impl WorksheetFormat {
    /// Each word of the command line with its format and the ending of its files.
    pub const WORDS: [(&'static str, Self, &'static str); 3] =
        [("xlsx", Self::Xlsx, "xlsx"), ("csv", Self::Csv, "csv"), ("markdown", Self::Markdown, "md")];

    /// Returns the ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format, _)| *format == self).map_or("", |(_, _, ending)| *ending)
    }
}

/// Renders a worksheet.
///
/// # Errors
/// The workbook cannot be packed.
pub fn render(worksheet: &Worksheet, format: WorksheetFormat) -> Result<Vec<u8>, RfpError> {
    let rows = || worksheet.rows.iter().map(|row| fields(worksheet, row));
    match format {
        WorksheetFormat::Xlsx => {
            let header = HEADERS.map(str::to_owned).to_vec();
            let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows()).collect();
            new_workbook("Questions", &rows)
        }
        WorksheetFormat::Csv => {
            let lines = rows().map(|fields| csv_line(fields.iter().map(String::as_str)));
            Ok((csv_line(HEADERS) + &lines.collect::<String>()).into_bytes())
        }
        WorksheetFormat::Markdown => Ok(markdown(worksheet).into_bytes()),
    }
}

/// Returns the fields in the order of [`HEADERS`]; choice and answer are empty.
fn fields(worksheet: &Worksheet, row: &WorksheetRow) -> Vec<String> {
    let WorksheetRow { key, due, basis, place, number, section, question, nearest } = row.clone();
    let (person, empty) = (worksheet.person.clone(), String::new);
    vec![key, person, due, basis.word().to_owned(), place, number, section, question, nearest, empty(), empty()]
}

fn markdown(worksheet: &Worksheet) -> String {
    let mut text = format!("# Questions for {}\n", one_line(&worksheet.person));
    for row in &worksheet.rows {
        let number = if row.number.is_empty() { String::new() } else { format!("{} ", row.number) };
        text.extend(["\n## ", &one_line(&number), &one_line(&row.question), "\n\n"]);
        let due = if row.due.is_empty() { "no date".to_owned() } else { format!("due {}", row.due) };
        let section = if row.section.is_empty() { String::new() } else { format!(", {}", one_line(&row.section)) };
        let nearest =
            if row.nearest.is_empty() { String::new() } else { format!("; nearest answer `{}`", row.nearest) };
        let place = one_line(&row.place);
        text.extend([row.basis.word(), ", ", &due, " (", &place, &section, ")", &nearest, "\n"]);
    }
    text
}

fn one_line(text: &str) -> String {
    let words = text.split(' ').flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    if text.ends_with(' ') { words + " " } else { words }
}
