//! One question, and the cells for its answer.

use super::own_words::OwnWords;
use crate::files::cell::Cell;
use crate::files::fill::MAX_CELL;
use crate::short_answer::ShortAnswer;
use std::sync::Arc;

/// One question and the cells for its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The sheet's row, from 0.
    pub row: u32,
    /// The customer's number or control id; empty where there is none.
    pub id: String,
    /// Its section; empty without one.
    pub section: String,
    /// The question's own words.
    pub text: String,
    /// The words of the question this one is a part of (a, b, c); empty if it is not a part.
    pub stem: String,
    /// How many things the one cell asks, when it lists parts; else 1.
    pub parts: u32,
    /// Where the answer goes.
    pub response: Option<Cell>,
    /// Where a second choice goes, such as a level of compliance.
    pub level: Option<Cell>,
    /// Where an explanation goes.
    pub comment: Option<Cell>,
    /// The words that the header of the answers offers, such as those of `Response (Yes/No)`.
    pub choices: Vec<String>,
    /// Where evidence goes.
    pub evidence: Option<Cell>,
    /// Cells to be marked with an X, by what they say.
    pub marks: Vec<(Cell, ShortAnswer)>,
    /// What the words of the sheet's own lists mean.
    pub words: Arc<OwnWords>,
    /// Why nothing may be written for it whatever the library holds; empty where something may.
    pub hold: String,
}

impl Question {
    /// Returns whether it is longer than a cell of a workbook can be, so that it is not matched.
    pub fn is_too_long(&self) -> bool {
        self.text.chars().take(MAX_CELL + 1).count() > MAX_CELL
    }

    /// Returns the words of the question it is a part of, followed by its own.
    pub fn full_text(&self) -> String {
        if self.stem.is_empty() { self.text.clone() } else { format!("{} {}", self.stem, self.text) }
    }
}
