//! The questions that a person names in one command: by key, by topic, by sheet, or all that are undecided.

use super::respond::{Outcome, Response, ResponseRow};
use super::row_hold::RowHold;
use crate::hold::LibraryAnswer;
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use fieldbook_questionnaire::layout::short_answer_words::normal;
use std::collections::BTreeSet;
use strsim::normalized_damerau_levenshtein;

/// How many near names an error lists.
const NEAREST: usize = 3;
/// How many characters of a question an error shows.
const SHOWN: usize = 80;

/// Which questions are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionSelector {
    /// Those with these keys: the customer's number, the place as `SHEET!ROW`, or the words. Decided or not.
    Keys(Vec<String>),
    /// The undecided ones of a section with this name, or whose nearest answer has this tag or topic.
    Topic(String),
    /// The undecided ones of this sheet.
    Sheet(String),
    /// Every undecided one.
    Undecided,
}

/// The questions that a selector means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SelectedQuestions {
    /// Their places in the response, in its order.
    pub indices: Vec<usize>,
    /// How many others of the topic or sheet are answered by a match.
    pub answered: usize,
    /// How many others of it are decided.
    pub decided: usize,
    /// How many others of it have cells that cannot be written.
    pub closed: usize,
}

impl ResponseRow {
    /// Returns whether the file forbids to write an answer.
    pub fn is_closed(&self) -> bool {
        let Outcome::Held { reasons, .. } = &self.outcome else { return false };
        matches!(reasons.as_slice(), [RowHold::Question(QuestionHold::Layout(_)), ..])
    }

    /// Returns whether a person has to decide: nothing is written, and no decision about it is valid.
    pub fn is_undecided(&self) -> bool {
        let Outcome::Held { reasons, .. } = &self.outcome else { return false };
        let is_outdated = |reason: &RowHold| matches!(reason, RowHold::Decision(hold) if hold.is_outdated());
        !self.is_closed() && (self.decided.is_none() || reasons.iter().any(is_outdated))
    }

    /// Returns its place, as keys and messages name it.
    pub fn place(&self) -> String {
        format!("{}!{}", self.sheet, self.row)
    }
}

/// Finds the questions of `response` that `selector` means.
///
/// # Errors
/// It names a question, topic or sheet that the questionnaire does not have, several questions, or one whose cells cannot be
/// written; the text names the nearest ones.
pub fn select(
    selector: &QuestionSelector,
    response: &Response,
    decisions: &JoinedDecisions,
    library: &[LibraryAnswer],
) -> Result<SelectedQuestions, String> {
    match selector {
        QuestionSelector::Keys(keys) => {
            let found: Result<BTreeSet<usize>, String> = keys.iter().map(|key| by_key(key, &response.rows)).collect();
            Ok(SelectedQuestions { indices: found?.into_iter().collect(), ..SelectedQuestions::default() })
        }
        QuestionSelector::Sheet(name) => {
            let sheets: BTreeSet<&str> = response.rows.iter().map(|row| row.sheet.as_str()).collect();
            require("sheet with questions", name, &sheets)?;
            Ok(undecided(response, |_, row| same(&row.sheet, name)))
        }
        QuestionSelector::Topic(name) => {
            let sections = decisions.questions.iter().map(|question| question.key.section.as_str());
            let tags = library.iter().flat_map(|answer| &answer.tags).map(String::as_str);
            require("topic", name, &sections.chain(tags).filter(|topic| !topic.is_empty()).collect())?;
            Ok(undecided(response, |index, row| {
                let section = decisions.questions.get(index).map_or("", |question| question.key.section.as_str());
                let nearest = row.proposals.first().and_then(|proposal| library.get(proposal.answer));
                same(section, name) || nearest.is_some_and(|answer| answer.tags.iter().any(|tag| same(tag, name)))
            }))
        }
        QuestionSelector::Undecided => Ok(undecided(response, |_, _| true)),
    }
}

fn same(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}

fn undecided(response: &Response, is_meant: impl Fn(usize, &ResponseRow) -> bool) -> SelectedQuestions {
    let mut selected = SelectedQuestions::default();
    for (index, row) in response.rows.iter().enumerate().filter(|(index, row)| is_meant(*index, row)) {
        if row.is_undecided() {
            selected.indices.push(index);
        } else if row.is_closed() {
            selected.closed += 1;
        } else if row.decided.is_some() {
            selected.decided += 1;
        } else {
            selected.answered += 1;
        }
    }
    selected
}

/// Returns the place of the only question with this number, place or words.
fn by_key(key: &str, rows: &[ResponseRow]) -> Result<usize, String> {
    let is_named = |row: &ResponseRow| {
        row.number.trim().eq_ignore_ascii_case(key.trim()) || row.place() == key.trim() || same(&row.question, key)
    };
    let mut found = rows.iter().enumerate().filter(|(_, row)| is_named(row));
    match (found.next(), found.next()) {
        (None, _) => Err(unknown_question(key, rows)),
        (Some(first), Some(second)) => {
            let places: Vec<String> = [first, second].into_iter().chain(found).map(|(_, row)| row.place()).collect();
            Err(format!("several questions are called \"{key}\"; name one by its place: {}", places.join(", ")))
        }
        (Some((_, row)), None) if row.is_closed() => {
            Err(format!("{} cannot be answered in the file; `fieldbook rfp match` names the reason", row.place()))
        }
        (Some((index, _)), None) => Ok(index),
    }
}

fn unknown_question(key: &str, rows: &[ResponseRow]) -> String {
    let likeness = |row: &&ResponseRow| {
        let names = [row.number.clone(), row.place(), row.question.clone()];
        names.iter().map(|name| likeness(name, key)).fold(0.0, f64::max)
    };
    let mut near: Vec<(&ResponseRow, f64)> = rows.iter().map(|row| (row, likeness(&row))).collect();
    near.sort_by(|one, other| other.1.total_cmp(&one.1));
    let shown = |row: &ResponseRow| {
        let words: String = row.question.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        format!("\n  {} {} {words}", row.place(), row.number)
    };
    let near: String = near.iter().take(NEAREST).map(|(row, _)| shown(row)).collect();
    format!("no question has the number, place or words \"{key}\"; the nearest:{near}")
}

/// Checks that `name` is one of `known`, upper and lower case aside.
fn require(what: &str, name: &str, known: &BTreeSet<&str>) -> Result<(), String> {
    if known.iter().any(|known| same(known, name)) {
        return Ok(());
    }
    let mut near: Vec<&str> = known.iter().copied().collect();
    near.sort_by(|one, other| likeness(other, name).total_cmp(&likeness(one, name)));
    near.truncate(NEAREST);
    let near = near.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    Err(format!("there is no {what} \"{name}\"; the nearest: {near}"))
}

fn likeness(one: &str, other: &str) -> f64 {
    normalized_damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase())
}
