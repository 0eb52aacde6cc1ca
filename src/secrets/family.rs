//! What one kind of credential looks like.
//!
//! A family is data: the words that announce it, the shape that follows, and what must hold before a match counts.
//! Knows nothing of files and findings.

use super::found::Found;
use super::value_form::ValueForm;

/// One kind of credential, as its vendor documents it.
#[derive(Debug)]
pub struct CredentialKind {
    /// Its short name, such as `github-token`; stable, since fingerprints of findings hold it. A family that is
    /// written in several ways is in the table once per way.
    pub id: &'static str,
    /// What to call it in a message.
    pub name: &'static str,
    /// Where it is revoked or replaced.
    pub revoke: &'static str,
    /// The vendor's document that the format comes from.
    pub document: &'static str,
    /// The words, case aside, at which the engine looks closer. Every match of the shape holds or follows one.
    pub keywords: &'static [&'static str],
    /// What the credential looks like around the keyword.
    pub shape: Shape,
    /// What must hold beyond the shape.
    pub checks: &'static [Check],
    /// The lowest Shannon entropy of the random part, in hundredths of a bit per byte.
    pub entropy: u16,
}

/// A pattern and where it is tried, as a regular expression over bytes. Group 1, where there is one, is the secret;
/// the match as a whole is otherwise.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Begins at the keyword, with no letter or digit right before the keyword or right after the match.
    Token(&'static str),
    /// A value that is assigned to a name that holds the keyword: `name = value`, `"name": "value"`, a table row.
    Labelled(&'static str),
    /// A value of one of these forms near the keyword, which is the vendor's name.
    OfVendor(&'static [ValueForm]),
    /// Begins right after the keyword, whatever is before it and after the match.
    Phrase(&'static str),
    /// Is anywhere around the keyword, with no letter or digit right before or after.
    Near(&'static str),
    /// Begins at the keyword and runs over kilobytes, at most to where the keyword is again.
    Block(&'static str),
}

/// What must hold beyond the shape.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The random part has at least a letter and two digits, and is not made of words.
    Random,
    /// One of these words, case aside, is in the window around the match.
    Beside(&'static [&'static str]),
    /// The value passes a test of its own.
    Passes(fn(&[u8]) -> bool),
    /// Placeholders of this family are not even worth a remark.
    SilentPlaceholder,
    /// The value has no format of its own, only the name before it: its end, its name and what else it could be are checked,
    /// and in a fenced block of code it is a weak hit.
    OnlyNamed,
    /// The match passes a test of its own that sees the text around it.
    Fits(fn(&Found<'_>) -> bool),
}

impl CredentialKind {
    /// What a family has unless it says otherwise: a vendor's token with a prefix of its own.
    pub const TOKEN: Self = Self {
        id: "",
        name: "",
        revoke: "in the vendor's console",
        document: "",
        keywords: &[],
        shape: Shape::Token(""),
        checks: &[],
        entropy: 300,
    };

    /// A value without a prefix, recognised by the vendor's name in front of it.
    pub const LABELLED: Self = Self { checks: &[Check::Random, Check::SilentPlaceholder], ..Self::TOKEN };

    /// Returns the values of `forms` near one of `keywords`, as the vendor's `document` describes them.
    pub const fn of_vendor(
        id: &'static str,
        name: &'static str,
        keywords: &'static [&'static str],
        forms: &'static [ValueForm],
        document: &'static str,
    ) -> Self {
        Self {
            id,
            name,
            document,
            keywords,
            shape: Shape::OfVendor(forms),
            checks: &[Check::SilentPlaceholder],
            entropy: 0,
            ..Self::TOKEN
        }
    }
}

impl Shape {
    /// Returns the whole regular expression, anchored at the keyword unless it is anywhere around it. Values of a vendor
    /// have none.
    pub(super) fn pattern(self) -> String {
        match self {
            Self::OfVendor(_) => String::new(),
            Self::Token(pattern) | Self::Phrase(pattern) | Self::Block(pattern) => format!(r"(?-u)\A(?:{pattern})"),
            Self::Near(pattern) => format!(r"(?-u){pattern}"),
            Self::Labelled(value) => format!(r"(?-u)\A{LABEL}({value})(?:[^\w]|\z)"),
        }
    }

    /// Returns how many bytes before and after the keyword matter.
    pub(super) fn reach(self) -> (usize, usize) {
        match self {
            Self::Near(_) => (256, 512),
            Self::Block(_) => (0, 16 * 1024),
            Self::Token(_) => (0, 4 * 1024),
            Self::Phrase(_) => (0, 1024),
            Self::Labelled(_) | Self::OfVendor(_) => (0, 512),
        }
    }
}

/// From a keyword to its value: the rest of the name, its quotes, an assignment and the value's quotes. Covers shell,
/// YAML, JSON (escaped too), TOML, HTTP headers, XML elements and attributes, and cells of a Markdown table.
const LABEL: &str = concat!(
    r#"[\w.\- ]{0,40}?(?:\\?["'`*\])]){0,3}(?:[ \t]+value)?[ \t]{0,8}"#,
    r"(?:=>|:=|->|==|[:=|,>])\s{0,8}",
    r#"(?:\\?["'`*(\[]){0,3}(?:(?:[Bb]earer|[Bb]asic|[Tt]oken)[ \t]+)?"#,
);
