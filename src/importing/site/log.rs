//! What became of the pieces of one page.

use crate::importing::construct::{Construct, Fate};

/// How much of a piece a note quotes, in characters.
const QUOTED: usize = 80;

/// What became of the pieces of one page.
#[derive(Debug)]
pub(super) struct Log {
    source: String,
    pub(super) constructs: Vec<Construct>,
}

impl Log {
    /// Begins the log of the page at `source`.
    pub(super) fn new(source: &str) -> Self {
        Self { source: source.to_owned(), constructs: Vec::new() }
    }

    /// Notes what became of the piece on the line `number`; 0 is the page as a whole.
    pub(super) fn note(&mut self, name: &str, fate: Fate, number: usize, note: impl Into<String>) {
        let place = if number == 0 { String::new() } else { format!("line {number}") };
        let (name, source, note) = (name.to_owned(), self.source.clone(), note.into());
        self.constructs.push(Construct { name, fate, source, place, note });
    }

    /// Notes that the piece on the line `number` says the same in its new form.
    pub(super) fn carried(&mut self, name: &str, number: usize) {
        self.note(name, Fate::CarriedOver, number, "");
    }

    /// Notes that the piece on the line `number` is there, but not as it was.
    pub(super) fn changed(&mut self, name: &str, number: usize, note: impl Into<String>) {
        self.note(name, Fate::Changed, number, note);
    }

    /// Notes that the piece on the line `number` is not in what was written.
    pub(super) fn left_out(&mut self, name: &str, number: usize, note: impl Into<String>) {
        self.note(name, Fate::LeftOut, number, note);
    }
}

/// Returns the beginning of `text` on one line.
pub(super) fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= QUOTED {
        return words;
    }
    let cut: String = words.chars().take(QUOTED).collect();
    format!("{cut} …")
}
