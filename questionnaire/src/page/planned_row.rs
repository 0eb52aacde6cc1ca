//! What is written for one question, or why nothing is.

use super::choice::Choice;
use super::decided_choice::DecidedKind;
use super::listed_texts::ListedTexts;
use super::opened_file::OpenedFile;
use crate::answer_list::ListedAnswer;
use crate::decisions::decision_hold::DecisionHold;
use crate::files::fill::PlannedCell;
use crate::filling::evidence::plan_evidence;
use crate::filling::not_applicable::not_applicable_text;
use crate::filling::planned_cells::{QuestionInFile, plan, plan_typed};
use crate::filling::repeated_text::repeats;
use crate::short_answer::ShortAnswer;
use serde::Serialize;

/// What is written for one question, or why nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum PlannedRow {
    /// It is answered.
    Written {
        /// What goes into the file.
        cells: Vec<PlannedCell>,
        /// Where the text is from.
        source: TextSource,
        /// The evidence of the answer that is not written, each with the reason; empty if the file has no cell for it.
        #[serde(rename = "evidenceLeftOut")]
        evidence_left_out: Vec<String>,
    },
    /// It is not written, for these reasons.
    Held {
        /// The reasons, phrases without a full stop.
        reasons: Vec<String>,
    },
    /// A person has not decided.
    Open,
}

/// Where a text is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSource {
    /// From the library.
    Library,
    /// From a person: names of other customers, credentials and placeholders in it are not searched.
    Person,
}

/// The answers of the site, and the day of the response, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy)]
pub struct PlanContext<'a> {
    /// The answers.
    pub answers: &'a [ListedAnswer],
    /// The day.
    pub today: &'a str,
}

impl PlannedRow {
    /// Plans what is written for one question of `file`.
    pub fn new(file: &OpenedFile, context: PlanContext<'_>, choice: &Choice) -> Self {
        let Some((grid, question)) = file.question(choice.question) else {
            return held("the file has no such question");
        };
        if !question.hold.is_empty() {
            return held(&question.hold);
        }
        let place = QuestionInFile { format: file.format(), grid, question };
        let result = match &choice.decided {
            Some(decided) if decided.kind == DecidedKind::Assign => {
                Err(vec![DecisionHold::Assigned { due: decided.due }.to_string()])
            }
            Some(decided) if decided.kind == DecidedKind::NotApplicable => {
                let text = not_applicable_text(place, decided.note.as_deref());
                plan_typed_text(place, context, text, Some(ShortAnswer::NotApplicable))
            }
            _ if choice.answer.is_empty() => plan_text(place, context, choice, &choice.mark),
            _ => plan_answer(place, context, choice),
        };
        result.unwrap_or_else(|reasons| Self::Held { reasons })
    }
}

fn held(reason: &str) -> PlannedRow {
    PlannedRow::Held { reasons: vec![reason.to_owned()] }
}

/// Plans the answer that a person or the match chose.
fn plan_answer(
    place: QuestionInFile<'_>,
    context: PlanContext<'_>,
    choice: &Choice,
) -> Result<PlannedRow, Vec<String>> {
    let found = context.answers.iter().find(|answer| answer.id == choice.answer);
    let answer = found.ok_or_else(|| vec!["the answer is no longer in this library".to_owned()])?;
    let texts = ListedTexts::new(answer, &choice.length, context.today)?;
    if choice.is_outdated(answer) {
        return Err(vec!["the answer has changed in the library since it was picked".to_owned()]);
    }
    if choice.text.is_some() {
        return plan_text(place, context, choice, &answer.mark);
    }
    let (mut cells, _) = plan(place, &texts).map_err(|reason| vec![reason.to_string()])?;
    let mut evidence_left_out = Vec::new();
    if place.question.evidence.is_some() {
        let planned = plan_evidence(place, &answer.evidence);
        evidence_left_out.clone_from(&answer.evidence_left_out);
        evidence_left_out.extend(planned.left_out);
        cells.extend(planned.cell);
    }
    Ok(PlannedRow::Written { cells, source: TextSource::Library, evidence_left_out })
}

/// Plans what a person wrote, with the short answer `mark`.
fn plan_text(
    place: QuestionInFile<'_>,
    context: PlanContext<'_>,
    choice: &Choice,
    mark: &str,
) -> Result<PlannedRow, Vec<String>> {
    let text = choice.text.as_deref().unwrap_or_default();
    let short_answer = ShortAnswer::of_word(mark);
    if text.trim().is_empty() && short_answer.is_none() {
        return Ok(PlannedRow::Open);
    }
    plan_typed_text(place, context, text, short_answer)
}

/// Plans a text that is not from the library, with its short answer.
fn plan_typed_text(
    place: QuestionInFile<'_>,
    context: PlanContext<'_>,
    text: &str,
    short_answer: Option<ShortAnswer>,
) -> Result<PlannedRow, Vec<String>> {
    if short_answer == Some(ShortAnswer::Planned) {
        return Err(vec!["describes something planned".to_owned()]);
    }
    if let Some((answer, reason)) = repeated(text, context) {
        return Err(vec![format!("repeats the text of {}: {reason}", answer.id)]);
    }
    let texts = ListedTexts::typed(text, short_answer);
    let (cells, _) = plan_typed(place, &texts).map_err(|reason| vec![reason.to_string()])?;
    Ok(PlannedRow::Written { cells, source: TextSource::Person, evidence_left_out: Vec::new() })
}

/// Returns the answer whose whole text a person's text repeats although it must not be sent, and why not.
fn repeated<'a>(text: &str, context: PlanContext<'a>) -> Option<(&'a ListedAnswer, String)> {
    context.answers.iter().find_map(|answer| {
        let reason = answer.hold_reasons(context.today).into_iter().next()?;
        repeats(text, answer.matched_text()).then_some((answer, reason))
    })
}
