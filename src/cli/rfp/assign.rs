//! `fieldbook rfp assign`: questions for a person, without a dialogue.

use super::answered::answer_with;
use super::arguments::AssignArguments;
use super::proposals::for_terminal_lines;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::rfp::response::selection::{QuestionSelector, SelectedQuestions, select};
use crate::session::{AnsweredQuestionnaire, DecisionsFile, Failure, find_decider, find_person};
use fieldbook_questionnaire::decisions::decision::{Assignment, Decided, Decision};
use std::path::PathBuf;

/// Writes the assignments to the file of decisions, and lists them.
pub(super) fn run(site: Option<&PathBuf>, arguments: &AssignArguments) -> Result<Exit, Failure> {
    let questionnaire = &arguments.questionnaire;
    let invocation = Invocation::new(site, questionnaire.scope.today)?;
    let session = invocation.session(&StandardError);
    if let Some(due) = arguments.due.filter(|due| *due < session.today) {
        return Err(Failure(format!("--due {due} is before {}", session.today)));
    }
    let mut file = DecisionsFile::open(&questionnaire.file, questionnaire.decisions.as_deref())?;
    let mut answered = answer_with(&session, questionnaire, &file)?;
    let people = &answered.site.loaded.library.lists.people;
    let to = find_person(people, &arguments.to)?;
    let by = find_decider(session.folder, people, arguments.by.as_deref())?;
    let selected = select(&selector(arguments), &answered.response, &answered.decisions, &answered.library);
    let selected = selected.map_err(Failure)?;
    let assignment = Assignment { to, due: arguments.due };
    let mut text = String::new();
    for &index in &selected.indices {
        text.push_str(&line(&answered, index));
        let Some(key) = answered.decisions.questions.get(index).map(|question| question.key.clone()) else { continue };
        let decision = Decision::Assign(assignment.clone());
        let decided = Decided { question: key, decision, by: by.clone(), on: session.today };
        answered.decide(index, Some(decided));
    }
    file.save(&answered.site, answered.decisions.decisions())?;
    text.push_str(&summary(&selected, &assignment, &file));
    console::print(&for_terminal_lines(&text))?;
    Ok(Exit::Success)
}

fn selector(arguments: &AssignArguments) -> QuestionSelector {
    match (&arguments.topic, &arguments.sheet) {
        (Some(topic), _) => QuestionSelector::Topic(topic.clone()),
        (None, Some(sheet)) => QuestionSelector::Sheet(sheet.clone()),
        (None, None) if arguments.undecided => QuestionSelector::Undecided,
        (None, None) => QuestionSelector::Keys(arguments.keys.clone()),
    }
}

/// Names a question, and the decision that is replaced if there is one.
fn line(answered: &AnsweredQuestionnaire, index: usize) -> String {
    let Some(row) = answered.response.rows.get(index) else { return String::new() };
    let words = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
    let replaced = row
        .decided
        .as_ref()
        .map(|decided| format!("  replaces the decision `{}` of {} on {}\n", decided.kind, decided.by, decided.on));
    format!("{} row {}  {words}\n{}", row.sheet, row.row, replaced.unwrap_or_default())
}

fn summary(selected: &SelectedQuestions, assignment: &Assignment, file: &DecisionsFile) -> String {
    let count = selected.indices.len();
    let questions = if count == 1 { "question" } else { "questions" };
    let due = assignment.due.map_or(String::new(), |due| format!(", due {due}"));
    let kept = if count == 0 { String::new() } else { format!("; decisions in {}", file.path().display()) };
    let others = [
        (selected.answered, "answered"),
        (selected.decided, "decided"),
        (selected.closed, "whose cells cannot be written"),
    ];
    let others: Vec<String> =
        others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let others = if others.is_empty() { String::new() } else { format!("left as they are: {}\n", others.join(", ")) };
    format!("{count} {questions} assigned to {}{due}{kept}\n{others}", assignment.to)
}
