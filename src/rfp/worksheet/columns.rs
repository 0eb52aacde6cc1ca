//! The columns of a worksheet: one table, written and read.

/// The headers, from left to right.
pub const HEADERS: [&str; 11] =
    ["Key", "For", "Due", "State", "Place", "Number", "Section", "Question", "Nearest answer", "Choice", "Answer"];

/// The header of the keys, by which answers find their question.
pub const KEY: &str = "Key";
/// The header of the person.
pub const PERSON: &str = "For";
/// The header of the answer in one word.
pub const CHOICE: &str = "Choice";
/// The header of the answer.
pub const ANSWER: &str = "Answer";
