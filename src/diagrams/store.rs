//! Drawings that are kept from one run to the next.

use super::renderer::Diagram;

/// Keeps drawings from one run to the next, by their [`key`](super::key()). What it returns is checked like a new drawing.
pub trait Store: Send + Sync {
    /// Returns the drawing that was kept under `key`.
    fn recall(&self, key: &str) -> Option<Diagram>;
    /// Keeps the drawing of `source`, and returns whether it could.
    fn keep(&self, key: &str, source: &str, diagram: &Diagram) -> bool;
}
