//! Diagrams: the source of a Mermaid fence into a picture, at build time.
//!
//! In goes the text between the fences, out comes an SVG that loads nothing and runs nothing, or the fault of the source
//! with its place. Drawing is a pure function; [`DiagramCache`] keeps what was drawn, so that the check, the site and the next
//! preview draw a source once, and [`key`] names a source for the person who keeps drawings longer than that. Knows nothing of
//! entries, rules or pages. Without the cargo feature `diagrams` there is no [`diagram_cache`], and a fence stays code.

#[cfg(feature = "diagrams")]
mod mermaid;
#[cfg(feature = "diagrams")]
mod palette;
#[cfg(feature = "diagrams")]
mod schemes;

#[cfg(feature = "diagrams")]
pub use mermaid::{LONGEST_SOURCE, draw};

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// What draws, and how: a drawing that another version made is another drawing.
const VERSION: &str = "merman 0.9.3, drawing 1";

/// The most drawings that a cache keeps; past them it begins again.
const MOST_KEPT: usize = 4_096;

/// A picture that a page shows through `<img>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The picture, as SVG.
    pub svg: Vec<u8>,
    /// Its width and height in CSS pixels.
    pub size: (u32, u32),
}

/// Why a source gives no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in the words of the person who found it.
    pub message: String,
    /// The line of the source, from 0, where it is known.
    pub line: Option<usize>,
}

/// Draws diagrams. A pure function of the source, so that equal fences share a file.
pub trait DiagramRenderer: Send + Sync {
    /// Draws `source`.
    ///
    /// # Errors
    ///
    /// The source is no diagram that can be drawn, is too large, or its picture would load or run something.
    fn render(&self, source: &str) -> Result<Diagram, Fault>;
}

/// Returns the name of the drawing of `source`: 64 hexadecimal digits that change with the source and with what draws.
pub fn key(source: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION.as_bytes()).update(b"\0").update(source.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Returns an empty cache that draws what it has not; nothing if this program was built without drawing.
pub fn diagram_cache() -> Option<DiagramCache> {
    #[cfg(feature = "diagrams")]
    return Some(DiagramCache::new(draw));
    #[cfg(not(feature = "diagrams"))]
    None
}

/// Keeps drawings from one run to the next, by their [`key`]. What it returns is looked at as if it were new.
pub trait Store: Send + Sync {
    /// Returns the drawing that was kept under `key`.
    fn recall(&self, key: &str) -> Option<Diagram>;
    /// Keeps a drawing, and returns whether it could.
    fn keep(&self, key: &str, diagram: &Diagram) -> bool;
}

/// Keeps drawings and faults by the key of their source.
pub struct DiagramCache {
    draw: fn(&str) -> Result<Diagram, Fault>,
    store: Option<Box<dyn Store>>,
    kept: Mutex<BTreeMap<String, Result<Diagram, Fault>>>,
}

impl DiagramCache {
    /// Makes an empty cache in front of `draw`.
    pub fn new(draw: fn(&str) -> Result<Diagram, Fault>) -> Self {
        Self { draw, store: None, kept: Mutex::default() }
    }

    /// Returns the cache with a store behind it.
    #[must_use]
    pub fn over(self, store: Box<dyn Store>) -> Self {
        Self { store: Some(store), ..self }
    }

    /// Takes a drawing from the store, or draws it and keeps it there; says whether it can be had there again.
    fn made(&self, key: &str, source: &str) -> (Result<Diagram, Fault>, bool) {
        let recalled = self.store.as_ref().and_then(|store| store.recall(key)).filter(is_admitted);
        if let Some(diagram) = recalled {
            return (Ok(diagram), true);
        }
        let drawn = (self.draw)(source);
        let is_stored = match (&drawn, &self.store) {
            (Ok(diagram), Some(store)) => store.keep(key, diagram),
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
    fn render(&self, source: &str) -> Result<Diagram, Fault> {
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
