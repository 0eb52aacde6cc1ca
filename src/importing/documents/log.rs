//! What became of the pieces of one document.

use crate::importing::construct::{Construct, Fate};

/// The pieces of a document, with their places.
#[derive(Debug, Default)]
pub(super) struct Log {
    source: String,
    /// Where in the document the reader is.
    pub(super) place: String,
    /// The pieces so far.
    pub(super) constructs: Vec<Construct>,
}

impl Log {
    /// Begins the log of the document of this path.
    pub(super) fn new(source: &str) -> Self {
        Self { source: source.to_owned(), ..Self::default() }
    }

    /// Notes a piece at the present place.
    pub(super) fn add(&mut self, name: &str, fate: Fate, note: impl Into<String>) {
        let (source, place) = (self.source.clone(), self.place.clone());
        self.constructs.push(Construct { name: name.to_owned(), fate, source, place, note: note.into() });
    }

    /// Notes a piece that says the same as before.
    pub(super) fn carried_over(&mut self, name: &str) {
        self.add(name, Fate::CarriedOver, "");
    }

    /// Notes a piece that is not as it was.
    pub(super) fn changed(&mut self, name: &str, note: impl Into<String>) {
        self.add(name, Fate::Changed, note);
    }

    /// Notes a piece that is not in what is written; the note contains its text.
    pub(super) fn left_out(&mut self, name: &str, note: impl Into<String>) {
        self.add(name, Fate::LeftOut, note);
    }
}
