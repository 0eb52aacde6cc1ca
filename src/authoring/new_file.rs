//! A file to be written.

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path from the site's folder, with `/` between its parts.
    pub path: String,
    /// Its whole text.
    pub text: String,
}
