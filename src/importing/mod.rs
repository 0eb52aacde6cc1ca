//! What people have already written, as content: files of questions as headings, spreadsheets of answers, folders of
//! Markdown.
//!
//! In go names and bytes, out comes an [`Import`]: the files to write, and for each file that came in what became of
//! it. Nothing is lost silently: what does not fit a field stays in the text or in a comment, and the report says so.
//! Knows neither disk nor terminal.

mod answers;
mod folder;
mod front;
mod headings;
mod report;
mod table;

pub use folder::import_folder;
pub use headings::import_headings;
pub use report::{ImportMode, SCHEMA, as_json, as_text};
pub use table::import_table;

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path from the folder that is imported, or its name, with `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the target folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of one file, or of one sheet of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it came from.
    pub source: String,
    /// Where it goes, below the target folder; `None` for what was left out.
    pub target: Option<String>,
    /// What it turned out to be, such as `12 answers`, or why it was left out.
    pub what: String,
    /// What was changed, moved or not understood.
    pub notes: Vec<String>,
}

/// What an import makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The files to write, in the order in which they came.
    pub files: Vec<Written>,
    /// What became of each file that came in.
    pub rows: Vec<Row>,
}

impl Import {
    /// Adds a file and what it came from.
    fn add(&mut self, source: &str, file: Written, what: String, notes: Vec<String>) {
        self.rows.push(Row { source: source.to_owned(), target: Some(file.path.clone()), what, notes });
        self.files.push(file);
    }

    /// Says that a file makes nothing, and why.
    pub fn leave_out(&mut self, source: &str, why: &str) {
        self.rows.push(Row { source: source.to_owned(), target: None, what: why.to_owned(), notes: Vec::new() });
    }
}

/// Says `1 answer` or `2 answers`.
fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
