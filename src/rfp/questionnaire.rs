//! A questionnaire as it was read: its sheets, its questions, and where each answer would go.

use super::archive::Archive;
use super::cell::{Cell, column_letters};
use super::delimited::Delimited;
use super::error::{Ambiguity, RfpError};
use super::grid::Grid;
use super::headers::{self, Band, Columns, Role};
use super::lines;
use super::mapping::Mapping;
use super::wording::short_answer_of;
use super::workbook;
use crate::entry::ShortAnswer;
use serde::Serialize;

/// The most questions that one file may have.
pub const MAX_QUESTIONS: usize = 20_000;

/// What kind of file a questionnaire came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A workbook (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Delimited text (`.csv`, `.tsv`).
    Csv,
    /// Markdown or pasted text.
    Text,
}

/// A questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire {
    /// The kind of file.
    pub format: Format,
    /// Every sheet, in the order of the file.
    pub sheets: Vec<Sheet>,
}

/// One sheet and what it turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its values and constraints.
    pub grid: Grid,
    /// What it holds.
    pub reading: Reading,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Questions under a header.
    Questions {
        /// The header.
        band: Band,
        /// The questions from top to bottom.
        questions: Vec<Question>,
    },
    /// Nothing to answer, and why we think so.
    Skipped(String),
}

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
    /// Where an explanation goes.
    pub comment: Option<Cell>,
    /// The words that the header of the answers offers, such as those of `Response (Yes/No)`.
    pub choices: Vec<String>,
    /// Where evidence goes.
    pub evidence: Option<Cell>,
    /// Cells to be marked with an X, by what they say.
    pub marks: Vec<(Cell, ShortAnswer)>,
    /// Why nothing may be written for it whatever the library holds; empty where something may.
    pub hold: String,
}

impl Question {
    /// Returns the words of the question it is a part of, followed by its own.
    pub fn full_text(&self) -> String {
        if self.stem.is_empty() { self.text.clone() } else { format!("{} {}", self.stem, self.text) }
    }
}

impl Questionnaire {
    /// Reads a questionnaire. Where the layout leaves a choice, `mapping` decides.
    ///
    /// # Errors
    ///
    /// The file cannot be read (see [`Archive::open`], [`Delimited::read`]); two columns tie, or no sheet has a header
    /// that is understood: then the error contains a question and the candidates; there are more than 20,000 questions.
    pub fn read(bytes: &[u8], format: Format, mapping: Option<&Mapping>) -> Result<Self, RfpError> {
        let grids = match format {
            Format::Xlsx => workbook::read_sheets(&Archive::open(bytes)?)?,
            Format::Csv => vec![Delimited::read(bytes)?.grid()],
            Format::Text => vec![lines::grid(bytes)?],
        };
        if let Some(mapping) = mapping {
            check_names(mapping, &grids)?;
        }
        let sheets = grids.into_iter().map(|grid| read_sheet(grid, format, mapping)).collect::<Result<Vec<_>, _>>()?;
        let questionnaire = Self { format, sheets };
        let count = questionnaire.questions().count();
        if count > MAX_QUESTIONS {
            return Err(RfpError::refused(format!("the file has {count} questions; at most {MAX_QUESTIONS} are read")));
        }
        if count == 0 {
            return Err(questionnaire.nothing_found());
        }
        Ok(questionnaire)
    }

    /// Returns every question with its sheet, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = (&Grid, &Question)> {
        self.sheets.iter().flat_map(|sheet| match &sheet.reading {
            Reading::Questions { questions, .. } => questions.iter().map(|question| (&sheet.grid, question)).collect(),
            Reading::Skipped(_) => Vec::new(),
        })
    }

    fn nothing_found(&self) -> RfpError {
        let candidates =
            self.sheets.iter().filter(|sheet| !sheet.grid.is_hidden).flat_map(|sheet| headers::candidates(&sheet.grid));
        RfpError::Asks(Ambiguity {
            sheet: String::new(),
            question:
                "no sheet has a header with a question column that is understood; these columns hold the most text"
                    .to_owned(),
            candidates: candidates.take(12).collect(),
        })
    }
}

/// Guesses the format of a file from its first bytes and its name.
pub fn format_of(name: &str, bytes: &[u8]) -> Format {
    let name = name.to_ascii_lowercase();
    let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || is(&[".xlsx", ".xlsm", ".xls"]) {
        Format::Xlsx
    } else if is(&[".csv", ".tsv"]) {
        Format::Csv
    } else {
        Format::Text
    }
}

fn check_names(mapping: &Mapping, grids: &[Grid]) -> Result<(), RfpError> {
    let is_known = |name: &str| grids.iter().any(|grid| grid.name == name);
    match mapping.sheets.iter().find(|sheet| !is_known(&sheet.sheet)) {
        None => Ok(()),
        Some(sheet) => {
            let names: Vec<_> = grids.iter().map(|grid| format!("\"{}\"", grid.name)).collect();
            Err(RfpError::refused(format!(
                "the mapping names sheet \"{}\"; there are {}",
                sheet.sheet,
                names.join(", ")
            )))
        }
    }
}

fn read_sheet(grid: Grid, format: Format, mapping: Option<&Mapping>) -> Result<Sheet, RfpError> {
    let said = mapping.and_then(|mapping| mapping.of(&grid.name));
    let band = match said {
        Some(said) if said.skip => None,
        Some(said) => Some(said.band()?),
        None if grid.is_hidden => None,
        None if format == Format::Text => Some(text_band()),
        None => headers::find(&grid).map_err(RfpError::Asks)?,
    };
    let reading = match band {
        Some(band) => Reading::Questions { questions: read_questions(&grid, &band), band },
        None if said.is_some() => Reading::Skipped("the mapping says so".to_owned()),
        None => Reading::Skipped(skip_reason(&grid)),
    };
    Ok(Sheet { grid, reading })
}

/// The layout that [`lines::grid`] writes.
fn text_band() -> Band {
    let mut columns = Columns::default();
    for (role, column) in [(Role::Section, 0), (Role::Id, 1), (Role::Question, 2)] {
        columns.set(role, column);
    }
    Band { first: 0, height: 0, columns, marks: Vec::new(), found: Vec::new() }
}

fn skip_reason(grid: &Grid) -> String {
    let name = grid.name.to_lowercase();
    let explanatory = [
        "instruction",
        "read me",
        "readme",
        "guidance",
        "cover",
        "glossary",
        "definition",
        "introduction",
        "version",
        "lists",
        "legend",
    ];
    let count = grid.cells.len();
    if grid.is_hidden {
        format!("the sheet is hidden ({count} cells with text)")
    } else if count == 0 {
        "the sheet is empty".to_owned()
    } else if explanatory.iter().any(|word| name.contains(word)) {
        format!("its name says that it explains, and it has no header with a question column ({count} cells with text)")
    } else {
        let rows = headers::HEADER_ROWS;
        format!("no header with a question column in its first {rows} rows ({count} cells with text)")
    }
}

fn read_questions(grid: &Grid, band: &Band) -> Vec<Question> {
    let Some(column) = band.columns.of(Role::Question) else { return Vec::new() };
    let (mut questions, mut section, mut stem) = (Vec::<Question>::new(), String::new(), String::new());
    for row in band.body()..grid.row_count() {
        let place = Cell::new(row, column);
        let own = grid.text(place);
        if own.is_empty() || is_heading(grid, band, row) {
            if let Some(heading) = heading_of(grid, band, row) {
                section = heading;
                stem.clear();
            }
            continue;
        }
        if band.height > 0 && is_header_again(grid, band, row) {
            continue;
        }
        let mut question = read_question(grid, band, row, own);
        if question.section.is_empty() {
            question.section.clone_from(&section);
        }
        let is_part = part_marker(own).or_else(|| part_of_id(&question.id, questions.last())).is_some();
        if is_part && !stem.is_empty() {
            question.stem.clone_from(&stem);
        } else {
            own.clone_into(&mut stem);
        }
        if let Some(cell) =
            questions.last().and_then(|last| last.response).filter(|cell| Some(*cell) == question.response)
        {
            question.hold = format!("{cell} is merged with the question before");
        }
        questions.push(question);
    }
    questions
}

/// A heading fills one cell of its row, or one that is merged across the question and the answer.
fn is_heading(grid: &Grid, band: &Band, row: u32) -> bool {
    let Some(column) = band.columns.of(Role::Question) else { return false };
    let Some(response) = band.columns.of(Role::Response) else { return false };
    let place = Cell::new(row, column);
    let is_across = grid.merge_at(place).is_some_and(|area| area.has(Cell::new(row, response)));
    let is_alone = grid.row(row).count() == 1;
    let numbered = band.columns.of(Role::Id).is_some();
    // Where the rows that take an answer carry a list, a row without one is none of them.
    let has_lists =
        grid.list_at(Cell::new(band.body(), response)).or_else(|| grid.list_at(Cell::new(band.body() + 1, response)));
    let lacks_list = has_lists.is_some() && grid.list_at(Cell::new(row, response)).is_none();
    let text = grid.text(place);
    let is_short = text.split_whitespace().count() <= 8 && !text.ends_with('?');
    is_across || is_alone && is_short && (numbered || lacks_list)
}

fn heading_of(grid: &Grid, band: &Band, row: u32) -> Option<String> {
    let mut cells =
        grid.row(row).filter(|(column, _)| Some(*column) != band.columns.of(Role::Id) || grid.row(row).count() == 1);
    let (_, first) = cells.next()?;
    let is_only = cells.next().is_none();
    (is_only && first.split_whitespace().count() <= 12).then(|| first.to_owned())
}

/// Some customers repeat the header on every printed page.
fn is_header_again(grid: &Grid, band: &Band, row: u32) -> bool {
    let last = band.body().saturating_sub(1);
    let roles = [Role::Question, Role::Response, Role::Id].into_iter().filter_map(|role| band.columns.of(role));
    let same = |column: u32| {
        let head = grid.text(Cell::new(last, column));
        !head.is_empty() && head == grid.text(Cell::new(row, column))
    };
    roles.filter(|column| same(*column)).count() >= 2
}

fn read_question(grid: &Grid, band: &Band, row: u32, own: &str) -> Question {
    let text = |role| band.columns.of(role).map(|column| grid.text(grid.anchor(Cell::new(row, column))).to_owned());
    let slot = |role| band.columns.of(role).map(|column| grid.anchor(Cell::new(row, column)));
    let mut question = Question {
        row,
        id: text(Role::Id).unwrap_or_default(),
        section: text(Role::Section).unwrap_or_default(),
        text: own.to_owned(),
        stem: String::new(),
        parts: count_parts(own),
        response: slot(Role::Response),
        comment: slot(Role::Comment),
        choices: choices_of(grid, band),
        evidence: slot(Role::Evidence),
        marks: band.marks.iter().map(|(column, short)| (grid.anchor(Cell::new(row, *column)), *short)).collect(),
        hold: String::new(),
    };
    question.hold = hold_of(grid, &question);
    question
}

/// Reads the words that a header offers in brackets: `Response (Yes / No / Partial)`.
fn choices_of(grid: &Grid, band: &Band) -> Vec<String> {
    let column = band.columns.of(Role::Response).filter(|_| band.height > 0);
    let header = column.map(|column| grid.text(Cell::new(band.body() - 1, column))).unwrap_or_default();
    let inside =
        header.split_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']'])).map(|(inside, _)| inside);
    let words = inside.unwrap_or_default().replace(" or ", "/");
    // "N/A" is a word, not two.
    let words = words.replace("N/A", "N\u{0}A").replace("n/a", "n\u{0}a");
    let words: Vec<String> = words.split(['/', ',', ';', '|']).map(|word| word.trim().replace('\u{0}', "/")).collect();
    let are_all = words.len() > 1 && words.iter().all(|word| short_answer_of(word).is_some());
    if are_all { words } else { Vec::new() }
}

/// Says why a question's cells must be left alone.
fn hold_of(grid: &Grid, question: &Question) -> String {
    let marks = question.marks.iter().map(|(cell, _)| *cell);
    let slots: Vec<Cell> = question.response.into_iter().chain(question.comment).chain(marks).collect();
    let first = |test: &dyn Fn(Cell) -> bool| slots.iter().copied().find(|cell| test(*cell));
    let row = question.row + 1;
    if grid.hidden_rows.contains(&question.row) {
        format!("row {row} is hidden")
    } else if let Some(cell) = first(&|cell| grid.formulas.contains(&cell)) {
        format!("{cell} holds a formula")
    } else if let Some(cell) = first(&|cell| !grid.text(cell).is_empty()) {
        format!("{cell} is filled already")
    } else if let Some(cell) = first(&|cell| grid.is_locked(cell)) {
        format!("{cell} is locked by the sheet's protection")
    } else if let Some(cell) = first(&|cell| grid.is_column_hidden(cell.column)) {
        format!("column {} is hidden", column_letters(cell.column))
    } else {
        String::new()
    }
}

/// Returns the marker of a part: `a)`, `(b)`, `c.`, `ii)`.
fn part_marker(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(char::is_whitespace)?;
    let bare = head.trim_start_matches('(');
    let letters = bare.trim_end_matches([')', '.']);
    let is_roman = !letters.is_empty() && letters.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_letter = letters.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    (bare.len() > letters.len() && (is_letter || is_roman) && !rest.is_empty()).then_some(letters)
}

/// Returns the letter of `4.2a` where the question before is `4.2` or another part of it.
fn part_of_id<'a>(id: &'a str, before: Option<&Question>) -> Option<&'a str> {
    let stem = id.trim_end_matches([')', '.']).trim_end_matches(|character: char| character.is_ascii_lowercase());
    let letter = id.get(stem.len()..)?.trim_end_matches([')', '.']);
    let stem = stem.trim_end_matches(['.', '(', ' ', '-']);
    let before = before?.id.trim_end_matches(|character: char| {
        character.is_ascii_lowercase() || matches!(character, ')' | '.' | '(' | '-')
    });
    let ends_in_digit = stem.ends_with(|character: char| character.is_ascii_digit());
    (letter.len() == 1 && ends_in_digit && before == stem).then_some(letter)
}

/// Counts the parts that one cell lists on lines or in a row: `a) … b) … c) …`.
fn count_parts(text: &str) -> u32 {
    let markers = text.split_whitespace().filter(|word| {
        let letter = word.trim_start_matches('(').strip_suffix(')').unwrap_or_default();
        letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    let bullets = ["- ", "* ", "• ", "– "];
    let items = text.lines().filter(|line| bullets.iter().any(|bullet| line.trim_start().starts_with(bullet)));
    let markers = u32::try_from(markers.count().max(items.count())).unwrap_or(u32::MAX);
    let marks = u32::try_from(text.matches('?').count()).unwrap_or(u32::MAX);
    if markers >= 2 { markers } else { marks.max(1) }
}
