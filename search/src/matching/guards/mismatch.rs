//! The ways in which a question and an entry differ although their words are much the same.

use std::fmt;

/// A way in which a question and an entry differ although their words are much the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// One of them is about the opposite.
    Negation,
    /// The question has the words of an alternate that is about the opposite of the entry's question.
    Polarity,
    /// The question is about the first, the entry about the second.
    Aspect(String, String),
    /// Two words of the question, which the entry has the other way round.
    Order(String, String),
    /// The question names a standard or regulation that the entry does not mention.
    Named(String),
    /// The question names a number that the entry does not mention.
    Number(String),
    /// The question names an interval, as written, at which the entry does not say it is done.
    Frequency(String),
    /// The question says who or what does it, and the entry does not say the same.
    Actor(String),
    /// The question has a word such as `all` or `only`, the entry has not.
    Scope(String),
    /// The entry is limited to something that the question does not mention.
    Narrower(String),
    /// One of several things that the question names together, which no wording of the entry has.
    Half(String),
    /// The entry lacks a word of the question that matters.
    Lacks(String),
    /// The percentage of the question's weight that the entry has; too low.
    Thin(u8),
    /// The number of entries that fit well: the question may need more than one of them.
    Rivals(usize),
    /// The number of entries that contain the question in the same words.
    Twins(usize),
}

impl Mismatch {
    /// Returns the name of its kind in machine output.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Polarity => "polarity",
            Self::Aspect(..) => "aspect",
            Self::Order(..) => "order",
            Self::Named(_) => "named",
            Self::Number(_) => "number",
            Self::Frequency(_) => "frequency",
            Self::Actor(_) => "actor",
            Self::Scope(_) => "scope",
            Self::Narrower(_) => "narrower",
            Self::Half(_) => "half",
            Self::Lacks(_) => "lacks",
            Self::Thin(_) => "thin",
            Self::Rivals(_) => "rivals",
            Self::Twins(_) => "twins",
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negation => write!(formatter, "one of them is negated"),
            Self::Polarity => write!(formatter, "this alternate is about the opposite of the entry's question"),
            Self::Aspect(question, entry) => {
                write!(formatter, "the question is about {question}, the entry about {entry}")
            }
            Self::Order(first, second) => {
                write!(formatter, "the entry has \"{first}\" and \"{second}\" the other way round")
            }
            Self::Named(name) => write!(formatter, "the question mentions {name}, the entry does not"),
            Self::Number(number) => write!(formatter, "the question mentions {number}, the entry does not"),
            Self::Frequency(words) => write!(formatter, "the question says \"{words}\", the entry does not confirm it"),
            Self::Actor(actor) => write!(formatter, "the question is about {actor}, the entry does not confirm it"),
            Self::Scope(word) => write!(formatter, "the question says \"{word}\", the entry does not confirm it"),
            Self::Narrower(scope) => write!(formatter, "the entry is about {scope} only"),
            Self::Half(word) => {
                write!(formatter, "the question also names \"{word}\", which no wording of the entry has")
            }
            Self::Lacks(word) => write!(formatter, "the question mentions \"{word}\", the entry does not"),
            Self::Thin(percent) => write!(formatter, "the entry covers {percent} % of the question"),
            Self::Rivals(count) => write!(formatter, "{count} entries fit well; the question may need more than one"),
            Self::Twins(count) => write!(formatter, "{count} entries have exactly this question"),
        }
    }
}
