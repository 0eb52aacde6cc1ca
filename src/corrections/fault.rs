//! What is wrong with a change file.

/// One reason for which a change file is not read as a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeFault {
    /// What is wrong, without a text of the file.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl ChangeFault {
    /// Makes it of a message and what to do.
    pub fn new(message: impl Into<String>, help: &'static str) -> Self {
        Self { message: message.into(), help }
    }
}
