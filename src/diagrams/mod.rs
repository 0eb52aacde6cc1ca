//! Diagrams: the source of a Mermaid fence into a picture, at build time.
//!
//! Input is the text between the fences, output an SVG that loads nothing and runs nothing, or the fault of the source
//! with its place. Drawing is a pure function; [`DiagramCache`] keeps what was drawn, so that the check, the site and the
//! next preview draw a source once, and [`key`] names a source for a store that keeps drawings between runs. Knows nothing
//! of entries, rules or pages. Without the Cargo feature `diagrams` there is no [`diagram_cache`], and a fence stays code.

mod cache;
mod key;
#[cfg(feature = "diagrams")]
mod mermaid;
#[cfg(feature = "diagrams")]
mod palette;
mod renderer;
#[cfg(feature = "diagrams")]
mod schemes;
mod store;

pub use cache::{DiagramCache, diagram_cache};
pub use key::key;
#[cfg(feature = "diagrams")]
pub use mermaid::{LONGEST_SOURCE, draw};
pub use renderer::{Diagram, DiagramError, DiagramRenderer};
pub use store::Store;
