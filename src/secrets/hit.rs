//! What a scan finds.

use super::confidence::Confidence;
use super::family::CredentialKind;
use crate::source::Span;

/// A credential, or what represents one, in a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// What it is.
    pub family: &'static CredentialKind,
    /// The secret itself, without its label and quotes, in bytes of the text.
    pub span: Span,
    /// How surely it is one.
    pub confidence: Confidence,
}

impl Hit {
    /// Returns whether the hit is an error and prevents publication.
    pub fn is_credential(&self) -> bool {
        self.confidence.is_credential()
    }

    /// Describes the hit in `text` by its kind and length, without its value: `a GitHub token of 40 characters`.
    pub fn description(&self, text: &str) -> String {
        let name = self.family.name;
        let length = text.get(self.span.range()).unwrap_or_default().chars().count();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        format!("{article} {name} of {length} characters")
    }
}
