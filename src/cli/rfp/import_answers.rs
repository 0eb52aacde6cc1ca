//! `fieldbook rfp import-answers`: what people wrote into their worksheets becomes decisions.

use super::answered::answer_with;
use super::arguments::ImportAnswersArguments;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::rfp::worksheet::answers::WorksheetAnswers;
use crate::rfp::worksheet::taken::{TakenAnswers, take};
use crate::session::{DecisionsFile, Failure, find_person, read_worksheet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Reads the worksheets, and saves what they answer.
pub(super) fn run(site: Option<&PathBuf>, arguments: &ImportAnswersArguments) -> Result<Exit, Failure> {
    let questionnaire = &arguments.questionnaire;
    let invocation = Invocation::new(site, questionnaire.scope.today)?;
    let session = invocation.session(&StandardError);
    let mut file = DecisionsFile::open(&questionnaire.file, questionnaire.decisions.as_deref())?;
    let mut answered = answer_with(&session, questionnaire, &file)?;
    let known = &answered.site.loaded.library.lists.people;
    let mut text = String::new();
    for path in &arguments.worksheets {
        let WorksheetAnswers { answers, empty } = read_worksheet(path)?;
        let mut people = BTreeMap::new();
        for answer in &answers {
            let name = arguments.by.as_deref().unwrap_or(&answer.person);
            let id = find_person(known, name)
                .map_err(|Failure(why)| Failure(format!("{}: {why}; name who answered with --by", path.display())))?;
            people.insert(answer.person.clone(), id);
        }
        let taken = take(&mut answered.decisions, &answers, &people, session.today);
        text += &said_of(path, &taken, empty);
    }
    file.save(&answered.site, answered.decisions.decisions())?;
    console::print(&text)?;
    Ok(Exit::Success)
}

/// Says what became of the answers of a worksheet.
fn said_of(path: &Path, answers: &TakenAnswers, empty: usize) -> String {
    let TakenAnswers { taken, unchanged, left } = answers;
    let (path, not_taken) = (path.display(), left.len());
    let first =
        format!("{path}: {taken} taken, {unchanged} unchanged, {not_taken} not taken, {empty} without an answer\n");
    let causes = left.iter().map(|answer| format!("  row {}: {}\n", answer.row, answer.cause));
    std::iter::once(first).chain(causes).collect()
}
