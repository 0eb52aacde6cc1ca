//! The file of decisions beside a questionnaire, in the page: joined with the questions, and written from choices.

use super::choice::Choice;
use super::choice_decision::decided;
use super::decided_choice::{DecidedChoice, DecidedKind};
use super::opened_file::OpenedFile;
use super::planned_row::PlanContext;
use crate::answer_list::ListedAnswer;
use crate::decisions::decision::{ChosenAnswer, Decided, Decision};
use crate::decisions::decision_hold::DecisionHold;
use crate::decisions::decisions_file::{read_decisions, write_decisions};
use crate::decisions::joined::{JoinedDecisions, JoinedQuestion};
use crate::error::RfpError;
use crate::layout::question_key::{QuestionKey, question_keys};
use serde::Serialize;

/// A file of decisions, joined with the questions of a file.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionsOutline {
    /// The decisions that belong to a question.
    pub decisions: Vec<QuestionDecision>,
    /// The others, each with the reason.
    pub unmatched: Vec<String>,
    /// The others, and those that are outdated, as a file of decisions, so that none is lost; empty without any.
    pub rest: String,
}

/// What was decided about one question, for the page to take over.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionDecision {
    /// The place of the question in the file, from 0.
    pub question: usize,
    /// The decision besides the text.
    pub decided: DecidedChoice,
    /// The id of the answer; empty without one, or if the decision is outdated.
    pub answer: String,
    /// The length of the answer's text; empty if the library chooses.
    pub length: &'static str,
    /// The short answer that the person wrote; empty for none.
    pub mark: &'static str,
    /// The text that the person wrote.
    pub text: Option<String>,
    /// Why the question has to be decided again; empty if it does not.
    pub outdated: String,
}

/// The file of decisions with what was chosen in the page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WrittenDecisions {
    /// The content of the file.
    pub text: String,
    /// How many decisions of the page it has.
    pub written: usize,
    /// The decisions that it does not have, each with its question and the reason.
    pub left_out: Vec<String>,
}

impl DecisionsOutline {
    /// Joins the file of decisions `text` with the questions of `file`.
    ///
    /// # Errors
    /// It is not a file of decisions.
    pub fn new(file: &OpenedFile, text: &str, answers: &[ListedAnswer]) -> Result<Self, RfpError> {
        let joined = JoinedDecisions::new(file.questionnaire(), read_decisions(text.as_bytes())?, &str::to_owned);
        let of_question = |(question, joined): (usize, &JoinedQuestion)| {
            Some(question_decision(question, joined.decided.as_ref()?, answers))
        };
        let unmatched = joined.unmatched.iter().map(|one| format!("{}: {}", one.decided.question.text, one.cause));
        let decisions: Vec<QuestionDecision> = joined.questions.iter().enumerate().filter_map(of_question).collect();
        let outdated = decisions.iter().filter(|decision| !decision.outdated.is_empty());
        let outdated = outdated.filter_map(|decision| joined.questions.get(decision.question)?.decided.clone());
        let rest: Vec<Decided> = outdated.chain(joined.unmatched.iter().map(|one| one.decided.clone())).collect();
        Ok(Self {
            decisions,
            unmatched: unmatched.collect(),
            rest: if rest.is_empty() { String::new() } else { write_decisions(&rest, &knows_no_secret)? },
        })
    }
}

impl WrittenDecisions {
    /// Writes what a person chose for the questions of `file`, and after it `rest`, a file of other decisions, or empty:
    /// those about questions that were not decided again.
    ///
    /// # Errors
    /// `rest` is not a file of decisions.
    pub fn new(file: &OpenedFile, context: PlanContext<'_>, choices: &[Choice], rest: &str) -> Result<Self, RfpError> {
        let keys = question_keys(file.questionnaire(), &str::to_owned);
        let (mut decisions, mut left_out) = (Vec::<Decided>::new(), Vec::new());
        for choice in choices {
            let Some(key) = keys.get(choice.question) else { continue };
            match decided(key.clone(), choice, context.answers, context.today) {
                Ok(decided) => decisions.extend(decided),
                Err(reason) => left_out.push(format!("{}: {reason}", key.text)),
            }
        }
        let written = decisions.len();
        if !rest.is_empty() {
            let decided: Vec<QuestionKey> = decisions.iter().map(|decided| decided.question.clone()).collect();
            let rest = read_decisions(rest.as_bytes())?;
            decisions.extend(rest.into_iter().filter(|other| !decided.contains(&other.question)));
        }
        Ok(Self { text: write_decisions(&decisions, &knows_no_secret)?, written, left_out })
    }
}

/// The page does not know how credentials look; the command line holds a text with one.
fn knows_no_secret(_: &str) -> bool {
    false
}

fn question_decision(question: usize, decided: &Decided, answers: &[ListedAnswer]) -> QuestionDecision {
    let choice =
        |kind| DecidedChoice { kind, by: decided.by.clone(), on: decided.on, note: None, to: String::new(), due: None };
    let empty = |decided| QuestionDecision {
        question,
        decided,
        answer: String::new(),
        length: "",
        mark: "",
        text: None,
        outdated: String::new(),
    };
    let of_answer = |kind, chosen: &ChosenAnswer| {
        let outdated = outdated(chosen, decided, answers).map(|hold| hold.to_string()).unwrap_or_default();
        let answer = if outdated.is_empty() { chosen.entry.clone() } else { String::new() };
        QuestionDecision {
            answer,
            length: chosen.length.map_or("", |length| length.word()),
            outdated,
            ..empty(choice(kind))
        }
    };
    match &decided.decision {
        Decision::Accept(chosen) => of_answer(DecidedKind::Accept, chosen),
        Decision::Choose(chosen) => of_answer(DecidedKind::Choose, chosen),
        Decision::Edit(typed) => QuestionDecision {
            mark: typed.short_answer.map_or("", |short| short.word()),
            text: Some(typed.text.clone()),
            ..empty(choice(DecidedKind::Edit))
        },
        Decision::NotApplicable(note) => {
            empty(DecidedChoice { note: note.clone(), ..choice(DecidedKind::NotApplicable) })
        }
        Decision::Assign(assignment) => {
            empty(DecidedChoice { to: assignment.to.clone(), due: assignment.due, ..choice(DecidedKind::Assign) })
        }
    }
}

fn outdated(chosen: &ChosenAnswer, decided: &Decided, answers: &[ListedAnswer]) -> Option<DecisionHold> {
    let (entry, by) = (chosen.entry.clone(), decided.by.clone());
    match answers.iter().find(|answer| answer.id == chosen.entry) {
        None => Some(DecisionHold::MissingAnswer { entry, by }),
        Some(answer) if answer.digest.as_ref() != Some(&chosen.digest) => {
            Some(DecisionHold::Outdated { entry, by, on: decided.on })
        }
        Some(_) => None,
    }
}
