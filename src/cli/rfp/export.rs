//! `fieldbook rfp export`: the questions that people are to answer, as one file for each person.

use super::answered::answer;
use super::arguments::ExportArguments;
use super::paths::beside;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::rfp::worksheet::render::render;
use crate::rfp::worksheet::worksheets::{Worksheet, worksheets};
use crate::session::{Failure, for_terminal, write_new_file};
use std::path::{Path, PathBuf};

/// Writes the worksheets.
pub(super) fn run(site: Option<&PathBuf>, arguments: &ExportArguments) -> Result<Exit, Failure> {
    let answered = answer(site, &arguments.questionnaire)?;
    let all = worksheets(&answered.response, &answered.decisions, &answered.library);
    let is_meant = |worksheet: &&Worksheet| arguments.person.as_ref().is_none_or(|person| worksheet.person == *person);
    let meant: Vec<&Worksheet> = all.worksheets.iter().filter(is_meant).collect();
    if let Some(person) = arguments.person.as_ref().filter(|_| meant.is_empty()) {
        let names: Vec<&str> = all.worksheets.iter().map(|worksheet| worksheet.person.as_str()).collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(Failure(format!("there is no question for {person}; people with questions: {names}")));
    }
    for worksheet in meant {
        let path = path_of(arguments, &worksheet.person);
        write_new_file(&answered.site, &path, &render(worksheet, arguments.format)?)?;
        let count = worksheet.rows.len();
        let questions = if count == 1 { "question" } else { "questions" };
        console::print(&format!("{}: {count} {questions} in {}\n", for_terminal(&worksheet.person), path.display()))?;
    }
    for (count, words) in [
        (all.ownerless, "held and near no answer that has an owner; assign them with `fieldbook rfp review`"),
        (all.closed, "held because of their cells; `fieldbook rfp match` names the reasons"),
    ] {
        if count > 0 {
            console::print(&format!("not exported: {count} {words}\n"))?;
        }
    }
    Ok(Exit::Success)
}

fn path_of(arguments: &ExportArguments, person: &str) -> PathBuf {
    let is_plain = |symbol: &char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.' | '@');
    let name: String = person.chars().map(|symbol| if is_plain(&symbol) { symbol } else { '-' }).collect();
    let file = &arguments.questionnaire.file;
    let path = beside(file, &format!("-for-{name}"), Some(arguments.format.ending()));
    let folder = arguments.into.as_deref().map(Path::to_owned);
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}
