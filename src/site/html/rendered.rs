//! A rendered body.

use std::collections::BTreeSet;

/// A rendered body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The HTML.
    pub(crate) html: String,
    /// Files that the HTML shows, by path below the site.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Footnotes that the text cites, so that a part knows which to bring along.
    pub(crate) notes: BTreeSet<String>,
}
