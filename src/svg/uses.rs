//! How many elements a picture draws through `<use>`, which can multiply without end.

use std::collections::BTreeMap;

/// The most elements that all references of a picture draw together.
const MOST_DRAWN: u64 = 10_000;
/// The deepest that references lead to elements with references.
const DEEPEST: usize = 16;

/// The references of a picture while it is read.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The ids of the open elements.
    open: Vec<Option<String>>,
    /// By id, what is referred to within its element.
    inside: BTreeMap<String, Vec<String>>,
    all: Vec<String>,
}

impl Uses {
    /// Opens an element.
    pub(super) fn open(&mut self, id: Option<String>, target: Option<String>) {
        self.open.push(id);
        let Some(target) = target else { return };
        for id in self.open.iter().flatten() {
            self.inside.entry(id.clone()).or_default().push(target.clone());
        }
        self.all.push(target);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Checks that the references do not multiply.
    ///
    /// # Errors
    /// They draw too much, or are nested too deep, as in a circle.
    pub(super) fn check(&self) -> Result<(), String> {
        let mut known = BTreeMap::new();
        let mut drawn = 0_u64;
        for target in &self.all {
            drawn = drawn.saturating_add(self.drawn(target, 0, &mut known)?);
        }
        if drawn > MOST_DRAWN {
            return Err(format!("its references draw more than {MOST_DRAWN} elements"));
        }
        Ok(())
    }

    fn drawn<'a>(&'a self, id: &'a str, depth: usize, known: &mut BTreeMap<&'a str, u64>) -> Result<u64, String> {
        if let Some(drawn) = known.get(id) {
            return Ok(*drawn);
        }
        if depth >= DEEPEST {
            return Err(format!("its references are nested more than {DEEPEST} deep"));
        }
        let mut drawn = 1_u64;
        for target in self.inside.get(id).into_iter().flatten() {
            drawn = drawn.saturating_add(self.drawn(target, depth + 1, known)?);
        }
        known.insert(id, drawn);
        Ok(drawn)
    }
}
