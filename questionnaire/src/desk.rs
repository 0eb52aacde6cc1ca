//! What the page does with files: one desk per page, with the answers of the site and the files that are open.
//!
//! Requests and replies are JSON, as scripts write and read them. An error is a sentence for the person.

use crate::engine::Engine;
use crate::files::fill::PlannedCell;
use crate::files::new_document::{NewParagraph, new_document};
use crate::layout::remembered::RememberedLayouts;
use crate::page::choice::Choice;
use crate::page::decisions::{DecisionsOutline, WrittenDecisions};
use crate::page::layout_choice::LayoutChoice;
use crate::page::opened_file::{OpenedFile, ReceivedFile};
use crate::page::outline::Outline;
use crate::page::planned_row::{PlanContext, PlannedRow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answers of a site, and the files that are open.
#[derive(Debug, Default)]
pub struct Desk {
    engine: Option<Engine>,
    /// By the number that scripts name them with.
    files: BTreeMap<u32, OpenedFile>,
    last: u32,
    layouts: RememberedLayouts,
}

/// The file to open.
#[derive(Deserialize)]
struct OpenRequest {
    name: String,
    /// The layouts that this browser remembers.
    layouts: Option<RememberedLayouts>,
}

/// The columns that a person chose.
#[derive(Deserialize)]
struct LayoutRequest {
    file: u32,
    choices: Vec<LayoutChoice>,
}

/// A question of a file.
#[derive(Deserialize)]
struct MatchRequest {
    file: u32,
    question: usize,
    today: String,
}

/// What a person chose for questions of a file.
#[derive(Deserialize)]
struct PlanRequest {
    file: u32,
    today: String,
    choices: Vec<Choice>,
}

/// A file of decisions about the questions of a file.
#[derive(Deserialize)]
struct DecisionsRequest {
    file: u32,
    text: String,
}

/// What a person chose for questions of a file, and the decisions about other questions.
#[derive(Deserialize)]
struct WriteRequest {
    #[serde(flatten)]
    plan: PlanRequest,
    rest: String,
}

/// An open file.
#[derive(Serialize)]
struct OpenReply<'a> {
    file: u32,
    outline: Outline,
    layouts: &'a RememberedLayouts,
}

/// The result of a request.
type Reply = Result<Vec<u8>, String>;

impl Desk {
    /// Takes the list of answers of the site, as JSON.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn take_answers(&mut self, list: &[u8]) -> Result<(), String> {
        self.engine = None;
        self.engine = Some(Engine::new(list)?);
        Ok(())
    }

    /// Returns the answers of the site, once it has them.
    pub fn engine(&self) -> Option<&Engine> {
        self.engine.as_ref()
    }

    /// Opens a file with the content `bytes`: returns its number, its outline, and the layouts to remember.
    ///
    /// # Errors
    /// Why the file is not read.
    pub fn open(&mut self, request: &[u8], bytes: Vec<u8>) -> Reply {
        let OpenRequest { name, layouts } = read(request)?;
        self.layouts = layouts.unwrap_or_default();
        let received = ReceivedFile { name, bytes, layouts: self.layouts.clone() };
        let file = OpenedFile::open(received).map_err(|error| error.to_string())?;
        self.last += 1;
        self.put(self.last, file)
    }

    /// Opens a file again with the columns that a person chose.
    ///
    /// # Errors
    /// A choice is missing, or the file has no questions with this layout.
    pub fn decide_layout(&mut self, request: &[u8]) -> Reply {
        let LayoutRequest { file: number, choices } = read(request)?;
        let mut layouts = self.layouts.clone();
        let file = self.file(number)?.with_layout(&choices, &mut layouts).map_err(|error| error.to_string())?;
        self.layouts = layouts;
        self.put(number, file)
    }

    fn put(&mut self, number: u32, file: OpenedFile) -> Reply {
        let outline = Outline::new(&file);
        self.files.insert(number, file);
        write(&OpenReply { file: number, outline, layouts: &self.layouts })
    }

    /// Forgets a file.
    pub fn close(&mut self, number: u32) {
        self.files.remove(&number);
    }

    /// Proposes answers for a question of a file.
    ///
    /// # Errors
    /// The file is not open, has no such question, or there is no list of answers.
    pub fn propose(&self, request: &[u8]) -> Reply {
        let MatchRequest { file, question, today } = read(request)?;
        let found = self.file(file)?.question(question);
        let (_, question) = found.ok_or_else(|| "the file has no such question".to_owned())?;
        write(&self.answers()?.propose_for(question, &today))
    }

    /// Plans what is written for questions of a file: one row for each choice.
    ///
    /// # Errors
    /// The file is not open, or there is no list of answers.
    pub fn plan(&self, request: &[u8]) -> Reply {
        write(&self.rows(&read(request)?)?)
    }

    /// Returns the content of a file with only the planned cells changed.
    ///
    /// # Errors
    /// As for [`Desk::plan`], or a cell cannot be written.
    pub fn fill(&self, request: &[u8]) -> Reply {
        let request: PlanRequest = read(request)?;
        let cells = self.rows(&request)?.into_iter().flat_map(|row| match row {
            PlannedRow::Written { cells, .. } => cells,
            PlannedRow::Held { .. } | PlannedRow::Open => Vec::new(),
        });
        let cells: Vec<PlannedCell> = cells.collect();
        self.file(request.file)?.fill(&cells).map_err(|error| error.to_string())
    }

    /// Joins a file of decisions with the questions of a file.
    ///
    /// # Errors
    /// The file is not open, there is no list of answers, or the text is not a file of decisions.
    pub fn read_decisions(&self, request: &[u8]) -> Reply {
        let DecisionsRequest { file, text } = read(request)?;
        let outline = DecisionsOutline::new(self.file(file)?, &text, self.answers()?.answers());
        write(&outline.map_err(|error| error.to_string())?)
    }

    /// Writes a file of decisions with what a person chose.
    ///
    /// # Errors
    /// As for [`Desk::plan`], or the decisions about other questions cannot be read.
    pub fn write_decisions(&self, request: &[u8]) -> Reply {
        let WriteRequest { plan: PlanRequest { file, today, choices }, rest } = read(request)?;
        let context = PlanContext { answers: self.answers()?.answers(), today: &today };
        let written = WrittenDecisions::new(self.file(file)?, context, &choices, &rest);
        write(&written.map_err(|error| error.to_string())?)
    }

    /// Returns a Word document of the paragraphs that the request lists.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn document(request: &[u8]) -> Reply {
        let paragraphs: Vec<NewParagraph> = read(request)?;
        new_document(&paragraphs).map_err(|error| error.to_string())
    }

    fn rows(&self, request: &PlanRequest) -> Result<Vec<PlannedRow>, String> {
        let file = self.file(request.file)?;
        let context = PlanContext { answers: self.answers()?.answers(), today: &request.today };
        Ok(request.choices.iter().map(|choice| PlannedRow::new(file, context, choice)).collect())
    }

    fn file(&self, number: u32) -> Result<&OpenedFile, String> {
        self.files.get(&number).ok_or_else(|| "the file is not open in this page".to_owned())
    }

    fn answers(&self) -> Result<&Engine, String> {
        self.engine.as_ref().ok_or_else(|| "the answers of the site are not loaded".to_owned())
    }
}

fn read<'a, T: Deserialize<'a>>(request: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(request).map_err(|error| format!("the page sent what the engine does not read: {error}"))
}

fn write<T: Serialize>(reply: &T) -> Reply {
    serde_json::to_vec(reply).map_err(|error| error.to_string())
}
