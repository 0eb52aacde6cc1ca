//! Importing a table of questions and answers: an export of an answer library, or any other table.

use super::failure::Failure;
use super::import_record::read_record;
use super::import_sources::read_source;
use super::import_target::ImportTarget;
use crate::importing::{
    AnswerPerson, AnswerSite, ColumnChoice, Import, ImportMode, import_answer_library, import_table,
};
use crate::inputs::{Inputs, read_inputs};
use std::path::Path;

/// Imports the table `file`. Columns that a person named are kept for the next file of this name.
///
/// # Errors
/// The file cannot be read as a table.
pub(super) fn import_answers(file: &Path, columns: &ColumnChoice, target: ImportTarget<'_>) -> Result<Import, Failure> {
    let source = read_source(file)?;
    let Inputs { lists, .. } = read_inputs(target.site)?;
    let person = |person: &crate::library::Person| AnswerPerson {
        id: person.id.value.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
    };
    let people: Vec<AnswerPerson> = lists.people.iter().map(person).collect();
    let record = read_record(target.site)?;
    let kept = record.columns(&source.path);
    let columns = if columns.0.is_empty() { ColumnChoice(kept) } else { columns.clone() };
    let site = AnswerSite { people: &people, columns: &columns, today: target.today };
    let Some(import) = import_answer_library(&source, site)? else {
        if !columns.0.is_empty() {
            let named = columns.0.values().cloned().collect::<Vec<_>>().join(", ");
            return Err(Failure(format!(
                "{}: no row has the headers {named} beside a question and an answer",
                file.display()
            )));
        }
        return Ok(import_table(&source)?);
    };
    if target.mode == ImportMode::Write && !columns.0.is_empty() {
        record.keep_columns(target.site, &source.path, columns.0)?;
    }
    Ok(import)
}
