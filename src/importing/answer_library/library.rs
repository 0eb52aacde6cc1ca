//! All rows of an answer library, as one file of answers for each category.

use super::columns::{ColumnRole, Header};
use super::row::Row;
use super::site::AnswerSite;
use crate::importing::answers::{Answered, one_line, write_file};
use crate::importing::construct::{Construct, Fate};
use crate::importing::import::{Import, Source, Written};
use crate::importing::plural::plural;
use crate::markdown::slug;
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::format::format_of;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::questionnaire::grids;
use fieldbook_questionnaire::layout::short_answer_words::normal;
use std::collections::BTreeMap;

/// Makes files of answers of a table whose header says what its columns hold; `None` if no sheet has such a header.
///
/// # Errors
/// The file cannot be read.
pub fn import_answer_library(source: &Source, site: AnswerSite<'_>) -> Result<Option<Import>, RfpError> {
    let grids = grids(&source.bytes, format_of(&source.path, &source.bytes))?;
    let found: Vec<(&Grid, Option<Header>)> =
        grids.iter().map(|grid| (grid, Header::find(grid, site.columns))).collect();
    if found.iter().all(|(_, header)| header.is_none()) {
        return Ok(None);
    }
    let mut import = Import::default();
    let mut files: BTreeMap<String, Vec<Answered>> = BTreeMap::new();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut questions = 0;
    for (grid, header) in &found {
        let Some(header) = header else {
            import.leave_out(&format!("{} [{}]", source.path, grid.name), "its header names no questions and answers");
            continue;
        };
        above(&mut import, source, grid, header.row);
        for row in header.row + 1..grid.row_count() {
            if grid.row(row).next().is_none() {
                continue;
            }
            let mut read = Row { grid, header, index: row, source: &source.path, site, constructs: Vec::new() };
            let place = format!("row {} of {}", row + 1, grid.name);
            let Some(answer) = read.answer() else {
                let text = grid.row(row).map(|(_, text)| one_line(text)).collect::<Vec<_>>().join(" / ");
                import.constructs.push(construct(source, &place, "row without a question", Fate::LeftOut, text));
                continue;
            };
            import.constructs.append(&mut read.constructs);
            if let Some(first) = seen.get(&normal(&answer.question)) {
                let note = format!("the same question as {first}; both are there");
                import.constructs.push(construct(source, &place, "duplicate question", Fate::Changed, note));
            } else {
                seen.insert(normal(&answer.question), place.clone());
            }
            questions += 1;
            let category = one_line(header.text(grid, row, ColumnRole::Category));
            files.entry(category).or_default().push(answer);
        }
    }
    if questions == 0 {
        import.leave_out(&source.path, "it has a header and no questions");
    }
    write(&mut import, source, files);
    Ok(Some(import))
}

fn construct(source: &Source, place: &str, name: &str, fate: Fate, note: String) -> Construct {
    Construct { name: name.to_owned(), fate, source: source.path.clone(), place: place.to_owned(), note }
}

/// Lists what is above the header.
fn above(import: &mut Import, source: &Source, grid: &Grid, header: u32) {
    for row in 0..header {
        let text = grid.row(row).map(|(_, text)| one_line(text)).collect::<Vec<_>>().join(" / ");
        if !text.is_empty() {
            let place = format!("row {} of {}", row + 1, grid.name);
            import.constructs.push(construct(source, &place, "text above the header", Fate::LeftOut, text));
        }
    }
}

fn write(import: &mut Import, source: &Source, files: BTreeMap<String, Vec<Answered>>) {
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
    let mut taken = std::collections::BTreeSet::new();
    for (category, answers) in files {
        let title = if category.is_empty() { stem.clone() } else { category.clone() };
        let base = slug(&title).trim_matches('-').to_owned();
        let base = if base.is_empty() { "answers".to_owned() } else { base };
        let numbered = (2_usize..).map(|count| format!("{base}-{count}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|name| taken.insert(name.to_lowercase()));
        let text = write_file(Some(&title), "", &answers);
        let file = Written { path: format!("{}.md", free.unwrap_or(base)), bytes: text.into_bytes() };
        let label = if category.is_empty() { source.path.clone() } else { format!("{} [{category}]", source.path) };
        let empty = answers.iter().filter(|answer| answer.text.trim().is_empty() && answer.short.is_none()).count();
        let notes = if empty > 0 { vec![format!("{empty} without an answer")] } else { Vec::new() };
        import.add(&label, file, plural(answers.len(), "answer"), notes);
    }
}
