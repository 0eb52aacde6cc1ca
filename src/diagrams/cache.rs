//! Draws each source once per run, and keeps drawings in a store if there is one.

use super::key::key;
#[cfg(feature = "diagrams")]
use super::mermaid::draw;
use super::renderer::{Diagram, DiagramError, DiagramRenderer};
use super::store::Store;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// The most drawings that a cache keeps; past them it begins again.
const MOST_KEPT: usize = 4_096;

/// Returns an empty cache that draws what it has not; nothing if this program was built without drawing.
pub fn diagram_cache() -> Option<DiagramCache> {
    #[cfg(feature = "diagrams")]
    return Some(DiagramCache::new(draw));
    #[cfg(not(feature = "diagrams"))]
    None
}

/// Keeps drawings and faults by the key of their source.
pub struct DiagramCache {
    draw: fn(&str) -> Result<Diagram, DiagramError>,
    store: Option<Box<dyn Store>>,
    kept: Mutex<BTreeMap<String, Result<Diagram, DiagramError>>>,
}

impl DiagramCache {
    /// Makes an empty cache in front of `draw`.
    pub fn new(draw: fn(&str) -> Result<Diagram, DiagramError>) -> Self {
        Self { draw, store: None, kept: Mutex::default() }
    }

    /// Returns the cache with a store behind it.
    #[must_use]
    pub fn over(self, store: Box<dyn Store>) -> Self {
        Self { store: Some(store), ..self }
    }

    /// Takes a drawing from the store, or draws it and keeps it there; says whether it can be had there again.
    fn made(&self, key: &str, source: &str) -> (Result<Diagram, DiagramError>, bool) {
        let recalled = self.store.as_ref().and_then(|store| store.recall(key)).filter(is_admitted);
        if let Some(diagram) = recalled {
            return (Ok(diagram), true);
        }
        let drawn = (self.draw)(source);
        let is_stored = match (&drawn, &self.store) {
            (Ok(diagram), Some(store)) => store.keep(key, source, diagram),
            _ => false,
        };
        (drawn, is_stored)
    }
}

/// Returns whether a picture from elsewhere may be published.
fn is_admitted(diagram: &Diagram) -> bool {
    #[cfg(feature = "diagrams")]
    return std::str::from_utf8(&diagram.svg).is_ok_and(|svg| crate::svg::refusal(svg).is_none());
    #[cfg(not(feature = "diagrams"))]
    !diagram.svg.is_empty()
}

impl DiagramRenderer for DiagramCache {
    fn render(&self, source: &str) -> Result<Diagram, DiagramError> {
        let key = key(source);
        if let Some(drawn) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return drawn.clone();
        }
        // Two threads may draw the same source at once; both get the same picture, and neither waits for the other.
        let (drawn, is_stored) = self.made(&key, source);
        // Hundreds of pictures are not held in memory as well.
        if is_stored {
            return drawn;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, drawn.clone());
        drawn
    }
}

impl fmt::Debug for DiagramCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).len();
        formatter.debug_struct("DiagramCache").field("kept", &kept).finish_non_exhaustive()
    }
}
