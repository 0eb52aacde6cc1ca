//! A spreadsheet of questions and answers, read the way questionnaires are.
//!
//! Where the header names no column of other wordings, tags or the like, those cells are kept as comments beside the
//! answer under the words of their header.

use super::answers::{Answered, one_line, plain, write_file};
use super::import::{Import, Source, Written};
use super::plural::plural;
use crate::markdown::slug;
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::format::format_of;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::question::Question;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use fieldbook_questionnaire::layout::sheet::Reading;
use fieldbook_questionnaire::layout::sheet_layout::Role;
use fieldbook_questionnaire::layout::short_answer_words::short_answer_of;
use fieldbook_questionnaire::layout::tables::{Table, table_at};
use std::collections::BTreeMap;

/// Words of a header that mark a column of other wordings, in lower case.
const OTHER_WORDINGS: [&str; 5] = ["alternat", "other wording", "also asked", "variant", "synonym"];

/// Turns each sheet with questions into a file of answers.
///
/// # Errors
/// The file cannot be read as a questionnaire, or two of its columns tie: the error names them.
pub fn import_table(source: &Source) -> Result<Import, RfpError> {
    let format = format_of(&source.path, &source.bytes);
    let questionnaire = Questionnaire::read(&source.bytes, format, None)?;
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut import = Import::default();
    let is_single = questionnaire.sheets.len() == 1;
    for sheet in &questionnaire.sheets {
        let label = if is_single { source.path.clone() } else { format!("{} [{}]", source.path, sheet.grid.name) };
        match &sheet.reading {
            Reading::Skipped(why) => import.leave_out(&label, &why.to_string()),
            // A questionnaire that was read is decided.
            Reading::Undecided { undecided, .. } => {
                let questions = undecided.iter().map(|column| column.ambiguity.question.as_str());
                import.leave_out(&label, &questions.collect::<Vec<_>>().join("; "));
            }
            Reading::Questions { tables, questions } => {
                let title = if is_single { stem.to_owned() } else { format!("{stem} {}", sheet.grid.name) };
                let answers: Vec<Answered> =
                    questions.iter().map(|question| answered(&sheet.grid, tables, question)).collect();
                let rows: Vec<u32> = questions.iter().map(|question| question.row).collect();
                let notes = notes(&sheet.grid, tables, &rows, &answers);
                let name = slug(&title).trim_matches('-').to_owned();
                let name = if name.is_empty() { "answers".to_owned() } else { name };
                let text = write_file(Some(&title.replace(['-', '_'], " ")), "", &answers);
                let file = Written { path: format!("{name}.md"), bytes: text.into_bytes() };
                import.add(&label, file, plural(answers.len(), "answer"), notes);
            }
        }
    }
    Ok(import)
}

fn answered(grid: &Grid, tables: &[Table], question: &Question) -> Answered {
    let mut answer = Answered { question: one_line(&question.full_text()), ..Answered::default() };
    let Some(table) = table_at(tables, question.row) else { return answer };
    let layout = &table.layout;
    let text = |role| layout.columns.of(role).map_or("", |column| grid.text(Cell::new(question.row, column)));
    let (response, comment) = (text(Role::Response), text(Role::Comment));
    answer.short = short_answer_of(response);
    let mut parts = Vec::new();
    if answer.short.is_none() || comment.is_empty() {
        parts.push(response);
    }
    parts.push(comment);
    answer.text = parts.into_iter().filter(|part| !part.is_empty()).map(plain).collect::<Vec<_>>().join("\n\n");
    answer.tags = Some(slug(&question.section)).filter(|tag| !tag.is_empty()).into_iter().collect();
    answer.evidence = text(Role::Evidence).lines().map(one_line).filter(|line| !line.is_empty()).collect();
    if !question.id.is_empty() {
        answer.kept.push(("number".to_owned(), question.id.clone()));
    }
    for (column, words) in other_columns(grid, table) {
        let value = grid.text(Cell::new(question.row, column));
        if value.is_empty() {
            continue;
        }
        if is_other_wording(&words) {
            answer.alternates.extend(value.split(['\n', ';', '|']).map(one_line).filter(|line| !line.is_empty()));
        } else {
            answer.kept.push((words, value.to_owned()));
        }
    }
    answer
}

fn is_other_wording(words: &str) -> bool {
    let words = words.to_lowercase();
    OTHER_WORDINGS.iter().any(|mark| words.contains(mark))
}

/// Returns the columns that play no role, with the words of their header.
fn other_columns(grid: &Grid, table: &Table) -> BTreeMap<u32, String> {
    let layout = &table.layout;
    let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
    let taken: Vec<u32> = roles.into_iter().filter_map(|role| layout.columns.of(role)).collect();
    let cells = (layout.first..layout.body()).flat_map(|row| grid.row(row).collect::<Vec<_>>());
    let mut columns: BTreeMap<u32, String> = cells.map(|(column, words)| (column, one_line(words))).collect();
    let beyond = grid.cells.keys().filter(|cell| table.rows().contains(&cell.row)).map(|cell| cell.column);
    for column in beyond {
        columns
            .entry(column)
            .or_insert_with(|| format!("column {}", fieldbook_questionnaire::files::cell::column_letters(column)));
    }
    columns.retain(|column, _| !taken.contains(column));
    columns
}

fn notes(grid: &Grid, tables: &[Table], rows: &[u32], answers: &[Answered]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for words in tables.iter().flat_map(|table| other_columns(grid, table).into_values()) {
        if !columns.contains(&words) {
            columns.push(words);
        }
    }
    let (wordings, kept): (Vec<_>, Vec<_>) = columns.iter().partition(|words| is_other_wording(words));
    for words in wordings {
        notes.push(format!("column {words}: other wordings"));
    }
    if !kept.is_empty() {
        let names = kept.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        notes.push(format!("kept as comments: {names}"));
    }
    let empty = answers.iter().filter(|answer| answer.text.trim().is_empty()).count();
    if empty > 0 {
        notes.push(format!("{empty} without a text"));
    }
    let is_passed_over = |row: &u32| grid.row(*row).next().is_some() && !rows.contains(row);
    let below = tables.iter().flat_map(|table| table.rows().take_while(|row| *row < grid.row_count()));
    let passed: Vec<String> = below.filter(is_passed_over).map(|row| (row + 1).to_string()).collect();
    if !passed.is_empty() {
        notes.push(format!("rows without a question of their own: {}", passed.join(", ")));
    }
    let first = tables.first().map(|table| table.layout.first).unwrap_or_default();
    let above: Vec<&str> =
        grid.cells.iter().filter(|(cell, _)| cell.row < first).map(|(_, text)| text.trim()).collect();
    if !above.is_empty() {
        notes.push(format!(
            "left out, above the header: {}",
            above.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(" / ")
        ));
    }
    notes
}
