//! Diagrams, and what draws them.

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
pub struct DiagramError {
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
    fn render(&self, source: &str) -> Result<Diagram, DiagramError>;
}
