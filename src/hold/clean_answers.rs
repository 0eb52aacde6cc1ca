//! Answers in whose own texts an earlier run found nothing that no customer may read.

use super::dated_reason::Hold;
use crate::artefacts::{ArtefactKey, Artefacts};
use crate::config::Settings;
use crate::entry::Entry;
use crate::library::Library;

/// Remembers which answers disclose nothing. What an answer does disclose is never kept: it is found again each time.
#[derive(Debug)]
pub(super) struct CleanAnswers<'a> {
    artefacts: &'a Artefacts,
    /// A hash over what decides beside the answer: settings, and names of competitors.
    context: [u8; 32],
}

impl<'a> CleanAnswers<'a> {
    /// Remembers them in `artefacts`.
    pub(super) fn new(artefacts: &'a Artefacts, library: &Library, settings: &Settings) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(settings.file.hash()).update(library.competitor_names().hash());
        Self { artefacts, context: hasher.finalize().into() }
    }

    /// Returns what `find` finds in `entry`, without calling it if that is known to be nothing. `way` is what else decides.
    pub(super) fn unless_clean(&self, entry: &Entry, way: &str, find: impl FnOnce() -> Vec<Hold>) -> Vec<Hold> {
        let (file, span) = (&entry.file, entry.body.span);
        let place = [span.start.to_le_bytes(), span.end.to_le_bytes()].concat();
        let parts: [&[u8]; 6] =
            [way.as_bytes(), &self.context, file.path().as_bytes(), file.hash(), entry.id.as_bytes(), &place];
        let key = ArtefactKey::of("clean answers", &parts);
        if self.artefacts.recall(&key, |bytes| bytes.is_empty().then_some(())).is_some() {
            return Vec::new();
        }
        let found = find();
        if found.is_empty() {
            self.artefacts.keep(key, Vec::new());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::entry::read_content;
    use crate::hold::reason::HoldReason;
    use crate::library::Lists;
    use crate::source::Span;

    /// Returns whether `text` is searched, and what is then said of it.
    fn searched(artefacts: &Artefacts, text: &str, way: &str, found: Vec<Hold>) -> (bool, usize) {
        let files = read_content(&[("content/answers/a.md", text)]);
        let library = Library::new(files, Lists::default()).0;
        let settings = default_settings();
        let clean = CleanAnswers::new(artefacts, &library, &settings);
        let mut is_searched = false;
        let find = || {
            is_searched = true;
            found
        };
        let count = clean.unless_clean(library.entries().first().expect("an entry"), way, find).len();
        (is_searched, count)
    }

    #[test]
    fn only_what_was_clean_is_not_searched_again() {
        let artefacts = Artefacts::from_bytes(Vec::new(), "p");
        let (one, other) = ("---\nquestion: One?\n---\nYes.\n", "---\nquestion: One?\n---\nNo.\n");
        let hold = || vec![Hold::always(HoldReason::NoText, Span::default())];
        assert_eq!(searched(&artefacts, one, "w", hold()), (true, 1));
        assert_eq!(searched(&artefacts, one, "w", hold()), (true, 1), "what was found is searched for again");
        assert_eq!(searched(&artefacts, other, "w", Vec::new()), (true, 0));
        assert_eq!(searched(&artefacts, other, "w", hold()), (false, 0), "clean");
        assert_eq!(searched(&artefacts, one, "w", hold()), (true, 1), "another text");
        assert_eq!(searched(&artefacts, other, "v", hold()), (true, 1), "in another way");
        assert_eq!(searched(Artefacts::none(), other, "w", Vec::new()), (true, 0));
        assert_eq!(searched(Artefacts::none(), other, "w", hold()), (true, 1), "nothing is kept");
    }
}
