//! Which row is the header, and which column plays which role.
//!
//! A header cell is read like a noun phrase: its last telling word decides ("Question ID" numbers, "Vendor response"
//! answers), and a word in front may take it out ("Expected response" is not ours to fill). A row counts by what its
//! best columns are worth; two columns that are worth the same tie, and a tie is an error, never a guess.

use super::cell::{Area, Cell, column_letters};
use super::error::{Ambiguity, Candidate};
use super::grid::Grid;
use super::wording::{normal, short_answer_of};
use crate::entry::ShortAnswer;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows from the top may hold the header.
pub const HEADER_ROWS: u32 = 60;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The question.
    Question,
    /// The answer, often from a list.
    Response,
    /// Room for an explanation.
    Comment,
    /// Documents and links.
    Evidence,
    /// A number or control id.
    Id,
    /// A domain or category.
    Section,
}

/// The column of each role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(BTreeMap<Role, u32>);

/// The header of a sheet: where it is and what its columns are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The first row, from 0.
    pub first: u32,
    /// How many rows; 0 where the sheet has no header and questions begin at `first`.
    pub height: u32,
    /// The column of each role.
    pub columns: Columns,
    /// Columns to be marked with an X, each standing for one verdict.
    pub marks: Vec<(u32, ShortAnswer)>,
    /// Every header that was understood: column, words, role, worth.
    pub found: Vec<(u32, String, Role, u32)>,
}

impl Columns {
    /// Returns the column of a role.
    pub fn of(&self, role: Role) -> Option<u32> {
        self.0.get(&role).copied()
    }

    /// Gives a role its column.
    pub fn set(&mut self, role: Role, column: u32) {
        self.0.insert(role, column);
    }
}

impl Band {
    /// Returns the first row after the header.
    pub fn body(&self) -> u32 {
        self.first + self.height
    }

    /// Returns how much the header is worth: its best columns, one for each role.
    fn worth(&self) -> u32 {
        let best = |role| self.found.iter().filter(|found| found.2 == role).map(|found| found.3).max().unwrap_or(0);
        let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
        // A row of numbers and domains alone is not a header of questions.
        if best(Role::Question) == 0 {
            0
        } else {
            roles.into_iter().map(best).sum::<u32>() + 8 * u32::from(!self.marks.is_empty())
        }
    }
}

/// Words that decide a header's role, with their worth. The last one in the header counts.
const WORDS: &[(&str, Role, u32)] = &[
    ("question", Role::Question, 10),
    ("questions", Role::Question, 10),
    ("requirement", Role::Question, 9),
    ("requirements", Role::Question, 9),
    ("query", Role::Question, 8),
    ("control", Role::Question, 7),
    ("criteria", Role::Question, 6),
    ("criterion", Role::Question, 6),
    ("statement", Role::Question, 5),
    ("description", Role::Question, 5),
    ("specification", Role::Question, 5),
    ("item", Role::Question, 3),
    ("response", Role::Response, 10),
    ("responses", Role::Response, 10),
    ("answer", Role::Response, 10),
    ("answers", Role::Response, 10),
    ("reply", Role::Response, 9),
    ("compliance", Role::Response, 8),
    ("compliant", Role::Response, 8),
    ("conformance", Role::Response, 7),
    ("y/n", Role::Response, 8),
    ("yes/no", Role::Response, 8),
    ("fulfilled", Role::Response, 7),
    ("status", Role::Response, 4),
    ("comment", Role::Comment, 10),
    ("comments", Role::Comment, 10),
    ("explanation", Role::Comment, 9),
    ("explanations", Role::Comment, 9),
    ("remark", Role::Comment, 9),
    ("remarks", Role::Comment, 9),
    ("justification", Role::Comment, 8),
    ("elaboration", Role::Comment, 8),
    ("clarification", Role::Comment, 8),
    ("note", Role::Comment, 7),
    ("notes", Role::Comment, 7),
    ("details", Role::Comment, 6),
    ("information", Role::Comment, 5),
    ("evidence", Role::Evidence, 10),
    ("attachment", Role::Evidence, 8),
    ("attachments", Role::Evidence, 8),
    ("documentation", Role::Evidence, 7),
    ("documents", Role::Evidence, 7),
    ("proof", Role::Evidence, 7),
    ("artifacts", Role::Evidence, 7),
    ("link", Role::Evidence, 4),
    ("links", Role::Evidence, 4),
    ("id", Role::Id, 10),
    ("no", Role::Id, 10),
    ("nr", Role::Id, 10),
    ("#", Role::Id, 10),
    ("number", Role::Id, 9),
    ("ref", Role::Id, 9),
    ("reference", Role::Id, 7),
    ("domain", Role::Section, 10),
    ("section", Role::Section, 10),
    ("category", Role::Section, 10),
    ("area", Role::Section, 8),
    ("topic", Role::Section, 8),
    ("theme", Role::Section, 7),
    ("title", Role::Section, 4),
];

/// Words that exclude a column: it is not for us, or about the question rather than for its answer.
const NOT_OURS: &[&str] = &[
    "expected",
    "previous",
    "prior",
    "last",
    "internal",
    "reviewer",
    "assessor",
    "auditor",
    "example",
    "sample",
    "type",
    "score",
    "weight",
    "weighting",
    "guidance",
    "priority",
    "risk",
    "rating",
    "date",
    "points",
    "max",
    "scoring",
];

/// Finds the header of a sheet.
///
/// # Errors
///
/// Two columns tie for the questions or the answers.
pub fn find(grid: &Grid) -> Result<Option<Band>, Ambiguity> {
    let last = grid.row_count().min(HEADER_ROWS);
    let mut best: Option<Band> = None;
    for row in 0..last {
        for height in [1, 2] {
            if height == 2 && !has_second_row(grid, row) {
                continue;
            }
            let band = read_band(grid, row, height);
            let is_better = band.worth() > best.as_ref().map_or(0, Band::worth);
            if is_better && has_company(&band) && row + height < grid.row_count() {
                best = Some(band);
            }
        }
    }
    best.map(|band| complete(grid, band)).transpose()
}

/// Lists the cells that could head the questions, for a sheet without a header that was understood.
pub fn candidates(grid: &Grid) -> Vec<Candidate> {
    let mut lengths = BTreeMap::<u32, (u32, u32, String)>::new();
    for (cell, text) in grid.cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let column = lengths.entry(cell.column).or_insert_with(|| (cell.row, 0, short(text)));
        column.1 += u32::try_from(text.chars().count().min(400)).unwrap_or(400);
    }
    let mut columns: Vec<_> = lengths.into_iter().collect();
    columns.sort_by_key(|(column, (_, length, _))| (std::cmp::Reverse(*length), *column));
    let candidate = |(column, (row, _, header)): (u32, (u32, u32, String))| Candidate {
        sheet: grid.name.clone(),
        column: column_letters(column),
        row: row + 1,
        header,
        score: 0,
    };
    columns.into_iter().take(4).map(candidate).collect()
}

/// Returns whether a question column is beside something to number, answer or comment it.
fn has_company(band: &Band) -> bool {
    let is_short = |role: Role| band.found.iter().any(|found| found.2 == role);
    is_short(Role::Question)
        && (band.found.iter().any(|found| found.2 != Role::Question) || band.found.iter().any(|found| found.3 >= 9))
}

/// A header has a second row where a merge says so: a cell two rows high, or one that spans some of the columns.
fn has_second_row(grid: &Grid, row: u32) -> bool {
    let used: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let below = grid.row(row + 1).count();
    let is_part = |area: &Area| area.width() > 1 && area.height() == 1 && used.len() > 1 && below > 1;
    let merges = grid.merges.iter().filter(|area| area.first.row == row);
    used.len() > 1 && merges.into_iter().any(|area| (area.height() == 2 && below > 0) || is_part(area))
}

/// Reads one or two rows as a header.
fn read_band(grid: &Grid, row: u32, height: u32) -> Band {
    let columns: BTreeSet<u32> =
        (row..row + height).flat_map(|row| grid.row(row).map(|(column, _)| column).collect::<Vec<_>>()).collect();
    let texts = columns.into_iter().map(|column| {
        let upper = grid.text(grid.anchor(Cell::new(row, column)));
        let lower = if height == 2 { grid.text(Cell::new(row + 1, column)) } else { "" };
        (column, upper, lower)
    });
    let texts: Vec<_> = texts.collect();
    let own = |(column, upper, lower): &(u32, &str, &str)| {
        (*column, if lower.is_empty() { *upper } else { *lower }.to_owned())
    };
    let owns: Vec<(u32, String)> = texts.iter().map(own).collect();
    let marks = read_marks(&owns);
    let mut band = Band { first: row, height, columns: Columns::default(), marks, found: Vec::new() };
    for ((column, upper, lower), (_, own)) in texts.into_iter().zip(&owns) {
        if band.marks.iter().any(|(mark, _)| *mark == column) {
            continue;
        }
        let whole = if lower.is_empty() || lower == upper { own.clone() } else { format!("{upper} {lower}") };
        if let Some((role, worth)) = role_of(own, &whole) {
            band.found.push((column, whole, role, worth));
        }
    }
    band
}

/// Finds the columns to be marked: one that says yes, and others from there on. A "No" further left is a number.
fn read_marks(owns: &[(u32, String)]) -> Vec<(u32, ShortAnswer)> {
    let short = |text: &str| short_answer_of(text).filter(|_| normal(text).split(' ').count() <= 2);
    let mut marks: Vec<_> = owns.iter().filter_map(|(column, own)| Some((*column, short(own)?))).collect();
    let yes = marks.iter().find(|(_, short)| *short == ShortAnswer::Yes).map(|(column, _)| *column);
    marks.retain(|(column, _)| yes.is_some_and(|yes| *column >= yes));
    // One such column is a legend; a choice needs two.
    if marks.len() < 2 { Vec::new() } else { marks }
}

/// Reads a header cell: `own` decides, `whole` may take it out.
fn role_of(own: &str, whole: &str) -> Option<(Role, u32)> {
    if own.chars().count() > 80 || own.ends_with('?') || own.ends_with('.') && own.split_whitespace().count() > 2 {
        return None;
    }
    let words = |text: &str| -> Vec<String> {
        let bare = without_brackets(text).to_lowercase();
        bare.split(|character: char| !(character.is_alphanumeric() || character == '#' || character == '/'))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (own, whole) = (words(own), words(whole));
    if own.len() > 8 || whole.iter().any(|word| NOT_OURS.contains(&word.as_str())) {
        return None;
    }
    let known_word = |words: &[String]| {
        let known = words.iter().rev().find_map(|word| WORDS.iter().find(|(known, _, _)| known == word));
        known.map(|(_, role, worth)| (*role, *worth))
    };
    let (role, worth) = known_word(&own).or_else(|| known_word(&whole))?;
    // A header of this one word is the most certain.
    Some((role, worth * 2 + u32::from(own.len() == 1)))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |character: &char| match character {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    let bare: String = text.chars().filter(keep).collect();
    if bare.trim().is_empty() { text.to_owned() } else { bare }
}

/// Gives each role its column, or asks where two tie.
fn complete(grid: &Grid, mut band: Band) -> Result<Band, Ambiguity> {
    let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
    for role in roles {
        let worth = band.found.iter().filter(|found| found.2 == role).map(|found| found.3).max();
        let mut best: Vec<_> =
            band.found.iter().filter(|found| found.2 == role && Some(found.3) == worth).cloned().collect();
        if role == Role::Response && best.len() > 1 {
            // The column with a list in its cells is the one to choose from; the other takes the words.
            let has_list = |column: u32| grid.list_at(Cell::new(band.body(), column)).is_some();
            if best.iter().filter(|found| has_list(found.0)).count() == 1 {
                best.retain(|found| has_list(found.0));
            }
        }
        let must_ask = matches!(role, Role::Question | Role::Response | Role::Comment) && best.len() > 1;
        if must_ask {
            return Err(tie(grid, &band, role, &best));
        }
        if let Some((column, ..)) = best.first() {
            band.columns.set(role, *column);
        }
    }
    prefer_list(grid, &mut band);
    if band.columns.of(Role::Comment).is_none() {
        let response = band.columns.of(Role::Response);
        let spare =
            band.found.iter().find(|found| found.2 == Role::Response && Some(found.0) != response).map(|found| found.0);
        if let Some(column) = spare.filter(|column| grid.list_at(Cell::new(band.body(), *column)).is_none()) {
            band.columns.set(Role::Comment, column);
        }
    }
    Ok(band)
}

/// Where a weaker column for answers carries a list and the best one does not, the list is the answer: "Compliance
/// status" with its words to choose from, beside "Vendor response" for the explanation.
fn prefer_list(grid: &Grid, band: &mut Band) {
    let has_list = |column: u32| grid.list_at(Cell::new(band.body(), column)).is_some();
    let Some(best) = band.columns.of(Role::Response).filter(|column| !has_list(*column)) else { return };
    let listed = band.found.iter().find(|found| found.2 == Role::Response && has_list(found.0)).map(|found| found.0);
    if let Some(listed) = listed {
        band.columns.set(Role::Response, listed);
        if band.columns.of(Role::Comment).is_none() {
            band.columns.set(Role::Comment, best);
        }
    }
}

fn tie(grid: &Grid, band: &Band, role: Role, best: &[(u32, String, Role, u32)]) -> Ambiguity {
    let role_name = match role {
        Role::Question => "the questions",
        Role::Response => "the answers",
        _ => "the comments",
    };
    let candidate = |(column, header, _, score): &(u32, String, Role, u32)| Candidate {
        sheet: grid.name.clone(),
        column: column_letters(*column),
        row: band.body(),
        header: short(header),
        score: *score,
    };
    Ambiguity {
        sheet: grid.name.clone(),
        question: format!("{} columns fit equally well for {role_name}", best.len()),
        candidates: best.iter().map(candidate).collect(),
    }
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}
