//! What is found in a file, and why something in it was not read.

use std::fmt;

/// The texts of one file, and what of it could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileText {
    /// The texts, in the order of the file.
    pub parts: Vec<TextPart>,
    /// What could not be read: the part, empty for the file itself, and why.
    pub unread: Vec<(String, Unread)>,
}

/// A text in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart {
    /// Where it is in the file, such as `word/document.xml`; empty for the text of the file itself.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Why something in a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is binary, of a kind that is not known here; its printable characters are read.
    Binary,
    /// It is sound, video, a font or WebAssembly, which hold no text to speak of.
    Media,
    /// Its pages hold no text that can be read.
    NoText,
    /// It needs a password.
    Encrypted,
    /// It is an office document in the binary form of before 2007, or an encrypted one; its printable characters are read.
    Compound,
    /// It is damaged, or packed in a way that is not known here.
    Damaged,
    /// It unpacks to more than 64 MiB.
    TooLarge,
    /// It is a file within more than three others.
    TooDeep,
}

impl fmt::Display for Unread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Binary => "it is binary and of an unknown kind",
            Self::Media => "it is sound, video, a font or WebAssembly",
            Self::NoText => "its pages hold no text that can be read",
            Self::Encrypted => "it is encrypted",
            Self::Compound => "it is an office document in the old binary form, or encrypted",
            Self::Damaged => "it is damaged, or packed in an unknown way",
            Self::TooLarge => "it unpacks to more than 64 MiB",
            Self::TooDeep => "it is within more than 3 other archives",
        })
    }
}

/// What was found so far, and how many bytes may still be unpacked.
pub(super) struct Collection {
    pub(super) found: FileText,
    pub(super) left: usize,
}

impl Collection {
    /// Adds a text.
    pub(super) fn add(&mut self, name: &str, text: String) {
        self.found.parts.push(TextPart { name: name.to_owned(), text });
    }

    /// Notes that `name` was not read.
    pub(super) fn leave(&mut self, name: &str, why: Unread) {
        self.found.unread.push((name.to_owned(), why));
    }
}

/// Returns the name of the part `inner` of the part `outer`.
pub(super) fn inner_name(outer: &str, inner: &str) -> String {
    if outer.is_empty() { inner.to_owned() } else { format!("{outer}/{inner}") }
}
