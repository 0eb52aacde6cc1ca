//! The tree of values.

use crate::source::{Span, Spanned};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where the value is; for a map from its first key to the end of its last value.
    pub span: Span,
    /// What was written.
    pub value: Value,
}

/// What was written, with scalars kept as text so that a version `1.10` stays `1.10`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Quoted or plain text that is not a number and no truth value.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the author wrote it.
    Number(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order of the file; keys are unique.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Why a text is no tree of values, without a word of the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Value {
    /// Returns what the value is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Text(_) => "text",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}
