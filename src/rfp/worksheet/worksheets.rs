//! The questions that go to one person.

use crate::hold::LibraryAnswer;
use crate::rfp::response::respond::{Outcome, Response};
use crate::rfp::response::row_hold::RowHold;
use crate::secrets::mask;
use fieldbook_questionnaire::decisions::decision::Decision;
use fieldbook_questionnaire::decisions::decision_hold::DecisionHold;
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use std::collections::BTreeMap;

/// The questions that one person is to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worksheet {
    /// The person's id, or what else owns the nearest answer, such as a team.
    pub person: String,
    /// The questions in the order of the file.
    pub rows: Vec<WorksheetRow>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorksheetRow {
    /// What the answer finds its question by; see
    /// [`QuestionKey::digest`](fieldbook_questionnaire::layout::question_key::QuestionKey::digest).
    pub key: String,
    /// The day on which the answer is due, `YYYY-MM-DD`; empty without one.
    pub due: String,
    /// Who gave it to the person.
    pub basis: Basis,
    /// The sheet and row.
    pub place: String,
    /// The customer's number.
    pub number: String,
    /// The section.
    pub section: String,
    /// The words of the question.
    pub question: String,
    /// The id of the nearest answer; empty without one.
    pub nearest: String,
}

/// Why a question is in the worksheet of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It was assigned.
    Assigned,
    /// It is held, and the person owns the nearest answer.
    Proposed,
}

impl Basis {
    /// Returns the word in worksheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Proposed => "proposed",
        }
    }
}

/// The worksheets of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worksheets {
    /// One for each person, by id.
    pub worksheets: Vec<Worksheet>,
    /// How many questions are held, and neither assigned nor near an answer that has an owner.
    pub ownerless: usize,
    /// How many questions are held because their cells cannot be written.
    pub closed: usize,
}

/// Distributes the questions that are held: those that are assigned to their person, the others to the owner of the
/// nearest answer. What a person has decided already is left out.
pub fn worksheets(response: &Response, joined: &JoinedDecisions, library: &[LibraryAnswer]) -> Worksheets {
    let mut by_person = BTreeMap::<String, Vec<WorksheetRow>>::new();
    let (mut ownerless, mut closed) = (0, 0);
    for (row, question) in response.rows.iter().zip(&joined.questions) {
        let Outcome::Held { answer, reasons, owner } = &row.outcome else { continue };
        if matches!(reasons.as_slice(), [RowHold::Question(QuestionHold::Layout(_)), ..]) {
            closed += 1;
            continue;
        }
        let basis = match question.decided.as_ref().map(|decided| &decided.decision) {
            Some(Decision::Assign(_)) => Basis::Assigned,
            Some(_) if !is_outdated(reasons) => continue,
            _ => Basis::Proposed,
        };
        let Some(person) = owner else {
            ownerless += 1;
            continue;
        };
        let nearest = answer.and_then(|answer| library.get(answer)).map(|answer| mask(&answer.id));
        by_person.entry(person.clone()).or_default().push(WorksheetRow {
            key: question.key.digest(),
            due: due_of(reasons),
            basis,
            place: format!("{}!{}", row.sheet, row.row),
            number: question.key.number.clone(),
            section: question.key.section.clone(),
            question: question.key.text.clone(),
            nearest: nearest.unwrap_or_default(),
        });
    }
    let worksheets = by_person.into_iter().map(|(person, rows)| Worksheet { person, rows }).collect();
    Worksheets { worksheets, ownerless, closed }
}

fn is_outdated(reasons: &[RowHold]) -> bool {
    reasons.iter().any(|reason| matches!(reason, RowHold::Decision(hold) if hold.is_outdated()))
}

fn due_of(reasons: &[RowHold]) -> String {
    let due = reasons.iter().find_map(|reason| match reason {
        RowHold::Decision(DecisionHold::Assigned { due }) => *due,
        _ => None,
    });
    due.map_or(String::new(), |due| due.to_string())
}
