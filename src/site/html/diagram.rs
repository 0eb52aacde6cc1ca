//! The seam for diagrams: what turns the source of a Mermaid fence into a picture, where there is such a thing.

/// A picture that a page shows through `<img>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The picture, as SVG.
    pub svg: Vec<u8>,
    /// Its width and height in CSS pixels.
    pub size: (u32, u32),
}

/// Draws diagrams at build time. A pure function of the source, so that equal fences share a file.
pub trait DiagramRenderer: Sync {
    /// Draws `source`.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the source, for the reader of the page, who sees the source instead.
    fn render(&self, source: &str) -> Result<Diagram, String>;
}

/// Returns what a diagram shows, in its author's words: the `accTitle` or `title` of its source.
pub(crate) fn diagram_title(source: &str) -> Option<&str> {
    let title = |key: &str| {
        source.lines().find_map(|line| line.trim().strip_prefix(key)).map(|rest| rest.trim_start_matches(':').trim())
    };
    title("accTitle").or_else(|| title("title ")).or_else(|| title("title:")).filter(|title| !title.is_empty())
}
