//! Decisions joined with the questions of a file, also of a later version of it.

use super::decision::Decided;
use crate::layout::question_key::{QuestionKey, compared, question_keys};
use crate::layout::questionnaire::Questionnaire;
use std::collections::BTreeMap;
use std::fmt;

/// The questions of a file with the decisions about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JoinedDecisions {
    /// One for each question, in the order of [`Questionnaire::questions`].
    pub questions: Vec<JoinedQuestion>,
    /// The decisions about questions that the file does not have, in their order.
    pub unmatched: Vec<UnmatchedDecision>,
}

/// A question with the decision about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedQuestion {
    /// What names it.
    pub key: QuestionKey,
    /// The decision, if there is one.
    pub decided: Option<Decided>,
}

/// A decision that belongs to no question of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmatchedDecision {
    /// The decision.
    pub decided: Decided,
    /// Why it belongs to none.
    pub cause: UnmatchedCause,
}

/// Why a decision belongs to no question; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnmatchedCause {
    /// No question has these words.
    Gone,
    /// The question with this number has other words now.
    Reworded {
        /// Its words now.
        now: String,
    },
    /// The question with these words has another number and another section now.
    Moved,
    /// Several questions have these words, and none of them the number or section.
    Ambiguous,
    /// Another decision is about the same question.
    Repeated,
}

impl fmt::Display for UnmatchedCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => write!(formatter, "no question of the file has these words"),
            Self::Reworded { now } => write!(formatter, "the question now reads \"{now}\""),
            Self::Moved => {
                write!(formatter, "the question with these words has another number and another section now")
            }
            Self::Ambiguous => write!(formatter, "several questions have these words, with other numbers and sections"),
            Self::Repeated => write!(formatter, "another decision is about the same question"),
        }
    }
}

impl JoinedDecisions {
    /// Finds the question of each decision: the one with its words, and, if several have them, the one with the same
    /// number, section and sheet. `mask` hides credentials in a text, as in the decisions.
    pub fn new(questionnaire: &Questionnaire, decisions: Vec<Decided>, mask: &dyn Fn(&str) -> String) -> Self {
        let keys = question_keys(questionnaire, mask);
        let mut by_text = BTreeMap::<String, Vec<usize>>::new();
        for (index, key) in keys.iter().enumerate() {
            by_text.entry(key.compared_text()).or_default().push(index);
        }
        let none = |key| JoinedQuestion { key, decided: None };
        let mut joined = Self { questions: keys.into_iter().map(none).collect(), unmatched: Vec::new() };
        for decided in decisions {
            let same = by_text.get(&decided.question.compared_text()).map(Vec::as_slice).unwrap_or_default();
            match joined.place_of(&decided.question, same) {
                Ok(index) => joined.put(index, decided),
                Err(cause) => joined.unmatched.push(UnmatchedDecision { decided, cause }),
            }
        }
        joined
    }

    /// Returns every decision in the order of the questions, then those without a question.
    pub fn decisions(&self) -> Vec<Decided> {
        let of_questions = self.questions.iter().filter_map(|question| question.decided.clone());
        of_questions.chain(self.unmatched.iter().map(|unmatched| unmatched.decided.clone())).collect()
    }

    /// Returns the place of the question that `key` names, among those with `same` words.
    fn place_of(&self, key: &QuestionKey, same: &[usize]) -> Result<usize, UnmatchedCause> {
        let candidates = same.iter().filter_map(|index| Some((*index, self.likeness(*index, key)?)));
        let best = candidates.clone().map(|(_, likeness)| likeness).max();
        let mut best_ones = candidates.filter(|(_, likeness)| Some(*likeness) == best).map(|(index, _)| index);
        match (best_ones.next(), best_ones.next()) {
            (None, _) if !same.is_empty() => Err(UnmatchedCause::Moved),
            (None, _) => Err(self.gone(key)),
            (Some(index), None) => Ok(index),
            (Some(_), Some(_)) => Err(UnmatchedCause::Ambiguous),
        }
    }

    /// Returns how much of `key` the question has besides its words, the most telling first; `None` if it is in another
    /// place: the same words below another heading can mean something else.
    fn likeness(&self, index: usize, key: &QuestionKey) -> Option<[bool; 4]> {
        let own = &self.questions.get(index)?.key;
        let is_same_number = !key.number.is_empty() && own.number == key.number;
        let (own_section, section) = (compared(&own.section), compared(&key.section));
        let is_same_section = own_section == section;
        let is_known_place = !section.is_empty() && !own_section.is_empty();
        let is_elsewhere = !is_same_number && !is_same_section && is_known_place;
        (!is_elsewhere).then_some([
            is_same_number,
            is_same_section,
            own.sheet == key.sheet,
            own.occurrence == key.occurrence,
        ])
    }

    /// Says why no question has the words of `key`.
    fn gone(&self, key: &QuestionKey) -> UnmatchedCause {
        let is_same_place = |question: &&JoinedQuestion| {
            !key.number.is_empty() && question.key.number == key.number && question.key.section == key.section
        };
        let mut reworded = self.questions.iter().filter(is_same_place);
        match (reworded.next(), reworded.next()) {
            (Some(question), None) => UnmatchedCause::Reworded { now: question.key.text.clone() },
            _ => UnmatchedCause::Gone,
        }
    }

    fn put(&mut self, index: usize, decided: Decided) {
        match self.questions.get_mut(index) {
            Some(question) if question.decided.is_none() => question.decided = Some(decided),
            _ => self.unmatched.push(UnmatchedDecision { decided, cause: UnmatchedCause::Repeated }),
        }
    }
}
