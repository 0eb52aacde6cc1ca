//! What is searched for.

/// Something that must not occur in the output.
#[derive(Clone)]
pub struct Pattern {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) is_name: bool,
}

impl Pattern {
    /// Makes a pattern of a token or sentinel: it counts wherever it occurs.
    pub fn token(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), is_name: false }
    }

    /// Makes a pattern of a name: in clear it counts only as a whole word, so that `Ada` is not found in `adapter`.
    pub fn name(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), is_name: true }
    }
}

/// Shows the label alone.
impl std::fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pattern").field("label", &self.label).finish_non_exhaustive()
    }
}
