//! Values as written: a tree of text, lists and maps in which everything knows its place.
//!
//! YAML front matter, YAML data files and `site.toml` all become [`Node`]s; [`Fields`] reads a map into typed values
//! and turns every misfit into a finding, so that one file with five mistakes yields five findings. Only `yaml` and
//! `toml` know their parsers. Knows nothing of entries or settings.

mod fields;
mod quoted;
mod toml;
mod yaml;

use crate::source::{Span, Spanned};

pub use self::toml::parse_toml;
pub use fields::{
    Choice, Fields, INVALID_FRONT_MATTER, MISSING_FIELD, MISSING_PATH, RULES, Reading, Shape, Shapes, UNKNOWN_KEY,
    UNREADABLE_FILE, UNUSED_SETTING, WRONG_TYPE, nearest,
};

pub use quoted::quoted;
pub use yaml::parse_yaml;

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
pub struct Fault {
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
