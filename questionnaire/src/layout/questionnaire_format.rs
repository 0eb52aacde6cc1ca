//! The kind of file of a questionnaire, where that depends on its layout.

use super::sheet::{Reading, read_sheet};
use crate::files::format::{Format, format_of};
use crate::files::markdown_tables::MarkdownTables;

/// Returns the kind of a file by its name and content. A Markdown file is filled in place if one of its tables has questions
/// and a column for the answers; the others are texts.
pub fn questionnaire_format(name: &str, bytes: &[u8]) -> Format {
    let name = name.to_ascii_lowercase();
    let format = format_of(&name, bytes);
    let is_markdown = format == Format::Text && [".md", ".markdown"].iter().any(|end| name.ends_with(end));
    if is_markdown && has_answer_table(bytes) { Format::Markdown } else { format }
}

fn has_answer_table(bytes: &[u8]) -> bool {
    let Ok(tables) = MarkdownTables::read(bytes) else { return false };
    tables.grids().into_iter().any(|grid| match read_sheet(grid, Format::Markdown, &[]).map(|sheet| sheet.reading) {
        Ok(Reading::Questions { tables, questions }) => {
            !questions.is_empty() && tables.iter().any(|table| table.layout.has_answers())
        }
        Ok(Reading::Undecided { .. }) => true,
        Ok(Reading::Skipped(_)) | Err(_) => false,
    })
}
