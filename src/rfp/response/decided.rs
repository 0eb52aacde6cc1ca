//! Decisions of people applied to a response.
//!
//! A decision replaces the decision about the match: which answer belongs to the question. It never replaces the decision
//! about the answer: what is not approved, not current or for stricter readers is held whatever was decided, and so is an
//! answer that changed since a person chose it.

use super::respond::{ChosenLibraryAnswer, Outcome, Response, filled};
use super::row_hold::RowHold;
use crate::entry::ShortAnswer;
use crate::hold::{HoldReason, LibraryAnswer, SendableText};
use crate::responses::DecidedRow;
use fieldbook_questionnaire::decisions::decision::{Assignment, ChosenAnswer, Decided, Decision};
use fieldbook_questionnaire::decisions::decision_hold::DecisionHold;
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use fieldbook_questionnaire::filling::not_applicable::not_applicable_text;
use fieldbook_questionnaire::filling::planned_cells::{QuestionInFile, plan, plan_typed};
use fieldbook_questionnaire::filling::repeated_text::repeats;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;

/// Checks what a person typed: a text and a short answer.
pub type TypedCheck<'a> = dyn Fn(&str, Option<ShortAnswer>) -> Result<SendableText, Vec<HoldReason>> + 'a;

/// What decisions refer to.
#[derive(Clone, Copy)]
pub struct DecisionContext<'a> {
    /// The questions and their cells.
    pub questionnaire: &'a Questionnaire,
    /// The answers that may be chosen.
    pub library: &'a [LibraryAnswer],
    /// Checks what people typed.
    pub typed: &'a TypedCheck<'a>,
}

/// Returns `response` with the decisions of `joined` applied, which is about the same questionnaire.
pub fn apply(mut response: Response, joined: &JoinedDecisions, context: DecisionContext<'_>) -> Response {
    let questions = context.questionnaire.questions().zip(&joined.questions);
    for (row, ((grid, question), joined)) in response.rows.iter_mut().zip(questions) {
        let Some(decided) = joined.decided.as_ref() else { continue };
        row.decided = Some(decided_row(decided));
        // What the file forbids to write cannot be decided.
        if !question.hold.is_empty() {
            continue;
        }
        let place = QuestionInFile { format: context.questionnaire.format, grid, question };
        row.outcome = decided_outcome(decided, place, context, &row.outcome);
    }
    response
}

fn decided_row(decided: &Decided) -> DecidedRow {
    DecidedRow { kind: decided.decision.kind().to_owned(), by: decided.by.clone(), on: decided.on.to_string() }
}

fn decided_outcome(
    decided: &Decided,
    place: QuestionInFile<'_>,
    context: DecisionContext<'_>,
    before: &Outcome,
) -> Outcome {
    match &decided.decision {
        Decision::Accept(chosen) | Decision::Choose(chosen) => chosen_outcome(chosen, decided, place, context),
        Decision::Edit(typed) => match repeated(&typed.text, context.library) {
            Some(reason) => Outcome::Held { answer: None, reasons: vec![reason], owner: Some(decided.by.clone()) },
            None => typed_outcome(place, &(context.typed)(&typed.text, typed.short_answer), &decided.by),
        },
        Decision::NotApplicable(note) => {
            let text = not_applicable_text(place, note.as_deref());
            typed_outcome(place, &(context.typed)(text, Some(ShortAnswer::NotApplicable)), &decided.by)
        }
        Decision::Assign(assignment) => assigned(assignment, before),
    }
}

fn chosen_outcome(
    chosen: &ChosenAnswer,
    decided: &Decided,
    place: QuestionInFile<'_>,
    context: DecisionContext<'_>,
) -> Outcome {
    let held = |answer: Option<usize>, reasons: Vec<RowHold>| {
        let owner = answer.and_then(|answer| context.library.get(answer)).and_then(|answer| answer.owner.clone());
        Outcome::Held { answer, reasons, owner }
    };
    let found = context.library.iter().enumerate().find(|(_, answer)| answer.id == chosen.entry);
    let Some((index, answer)) = found else {
        return held(
            None,
            vec![RowHold::Decision(DecisionHold::MissingAnswer {
                entry: chosen.entry.clone(),
                by: decided.by.clone(),
            })],
        );
    };
    if answer.digest != chosen.digest {
        let outdated = DecisionHold::Outdated { entry: chosen.entry.clone(), by: decided.by.clone(), on: decided.on };
        return held(Some(index), vec![RowHold::Decision(outdated)]);
    }
    let planned = match &answer.sendable {
        Ok(sendable) => {
            plan(place, &sendable.in_length(chosen.length)).map_err(|reason| vec![RowHold::Question(reason)])
        }
        Err(reasons) => Err(reasons.iter().cloned().map(RowHold::Answer).collect()),
    };
    match planned {
        Ok((cells, text)) => filled(place, ChosenLibraryAnswer { index, answer }, cells, text),
        Err(reasons) => held(Some(index), reasons),
    }
}

fn typed_outcome(place: QuestionInFile<'_>, checked: &Result<SendableText, Vec<HoldReason>>, by: &str) -> Outcome {
    let planned = match checked {
        Ok(sendable) => plan_typed(place, sendable).map_err(|reason| vec![RowHold::Question(reason)]),
        Err(reasons) => Err(reasons.iter().cloned().map(RowHold::Answer).collect()),
    };
    match planned {
        Ok((cells, text)) => Outcome::Typed { cells, text },
        Err(reasons) => Outcome::Held { answer: None, reasons, owner: Some(by.to_owned()) },
    }
}

/// Returns why `text` must not be sent if it repeats the whole text of an answer that is held.
fn repeated(text: &str, library: &[LibraryAnswer]) -> Option<RowHold> {
    library.iter().find_map(|answer| {
        let reason = answer.hold_reasons().first()?;
        let is_repeated = repeats(text, &answer.matched_text);
        is_repeated.then(|| RowHold::RepeatsHeld { entry: answer.id.clone(), reason: reason.clone() })
    })
}

fn assigned(assignment: &Assignment, before: &Outcome) -> Outcome {
    let answer = match before {
        Outcome::Filled { answer, .. } => Some(*answer),
        Outcome::Held { answer, .. } => *answer,
        Outcome::Typed { .. } => None,
    };
    let Assignment { to, due } = assignment.clone();
    Outcome::Held { answer, reasons: vec![RowHold::Decision(DecisionHold::Assigned { due })], owner: Some(to) }
}
