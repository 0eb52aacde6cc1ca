//! The form of a value: what characters it is made of, how many there are, and how random they must be.
//!
//! Hundreds of vendors issue values of a few forms, so that a form is data and no regular expression is compiled for it.

use super::entropy::{entropy, is_wordy};
use std::ops::RangeInclusive;

/// What characters a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    /// `0` to `9` and `a` to `f` in one case.
    Hexadecimal,
    /// Letters of lower case and digits.
    Lower,
    /// Letters of upper case and digits.
    Upper,
    /// Letters and digits.
    Alphanumeric,
    /// Letters, digits, `_` and `-`.
    Word,
    /// Letters, digits, `+` and `/`, with `=` at the end.
    Base64,
    /// Hexadecimal digits in groups of 8, 4, 4, 4 and 12 with `-` between them.
    UniversalId,
}

/// The form of a value: its characters and how many there are.
#[derive(Debug, Clone, Copy)]
pub struct ValueForm {
    alphabet: Alphabet,
    shortest: usize,
    longest: usize,
}

impl ValueForm {
    /// A universal id as in RFC 9562.
    pub const UUID: Self = Self::new(Alphabet::UniversalId, 36, 36);

    const fn new(alphabet: Alphabet, shortest: usize, longest: usize) -> Self {
        Self { alphabet, shortest, longest }
    }

    /// Returns the form of `length` hexadecimal digits.
    pub const fn hex(length: usize) -> Self {
        Self::new(Alphabet::Hexadecimal, length, length)
    }

    /// Returns the form of `length` letters of lower case and digits.
    pub const fn lower(length: usize) -> Self {
        Self::new(Alphabet::Lower, length, length)
    }

    /// Returns the form of `length` letters of upper case and digits.
    pub const fn upper(length: usize) -> Self {
        Self::new(Alphabet::Upper, length, length)
    }

    /// Returns the form of `length` letters and digits.
    pub const fn alnum(length: usize) -> Self {
        Self::new(Alphabet::Alphanumeric, length, length)
    }

    /// Returns the form of `length` letters, digits, `_` and `-`.
    pub const fn word(length: usize) -> Self {
        Self::new(Alphabet::Word, length, length)
    }

    /// Returns the form of `length` characters of base 64, `=` at the end included.
    pub const fn base64(length: usize) -> Self {
        Self::new(Alphabet::Base64, length, length)
    }

    /// Returns this form with up to `longest` characters.
    #[must_use]
    pub const fn up_to(self, longest: usize) -> Self {
        Self::new(self.alphabet, self.shortest, longest)
    }

    /// Returns how many characters a value has.
    pub const fn lengths(self) -> RangeInclusive<usize> {
        self.shortest..=self.longest
    }

    /// Returns a template of this form for the samples of tests: `«class length»`, or what is short for a universal id.
    pub fn template(self) -> String {
        let class = match self.alphabet {
            Alphabet::UniversalId => return "«u»".to_owned(),
            Alphabet::Hexadecimal => 'h',
            Alphabet::Lower => 'a',
            Alphabet::Upper => 'U',
            Alphabet::Alphanumeric => 'A',
            Alphabet::Word => 'w',
            Alphabet::Base64 => 'b',
        };
        format!("«{class} {}»", self.shortest)
    }

    /// Returns the Shannon entropy that nearly all random values of this form reach, in hundredths of a bit per byte.
    fn least_entropy(self) -> u16 {
        match self.alphabet {
            Alphabet::Hexadecimal | Alphabet::UniversalId => match self.shortest {
                ..20 => 220,
                20..30 => 260,
                30.. => 290,
            },
            Alphabet::Lower | Alphabet::Upper => match self.shortest {
                ..16 => 230,
                16..20 => 270,
                20..30 => 310,
                30.. => 350,
            },
            Alphabet::Alphanumeric | Alphabet::Word | Alphabet::Base64 => match self.shortest {
                ..16 => 260,
                16..20 => 310,
                20..30 => 340,
                30.. => 370,
            },
        }
    }

    /// Returns whether `value` has this form.
    pub(super) fn fits(self, value: &[u8]) -> bool {
        let all = |is: fn(&u8) -> bool| value.iter().all(is);
        let has = |is: fn(&u8) -> bool| value.iter().any(is);
        self.lengths().contains(&value.len())
            && entropy(value) >= self.least_entropy()
            && is_mixture(value)
            && match self.alphabet {
                Alphabet::Hexadecimal => {
                    all(u8::is_ascii_hexdigit) && !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase))
                }
                Alphabet::Lower => all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                Alphabet::Upper => all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
                Alphabet::Alphanumeric => all(u8::is_ascii_alphanumeric),
                Alphabet::Word => all(|byte| is_word(*byte)),
                Alphabet::Base64 => {
                    let padded = value.iter().rev().take_while(|byte| **byte == b'=').count();
                    let body = value.get(..value.len() - padded).unwrap_or_default();
                    padded <= 2 && body.iter().all(|byte| is_base64(*byte) && *byte != b'=')
                }
                Alphabet::UniversalId => is_universal_id(value),
            }
    }
}

/// Returns whether `byte` is a letter, a digit, `_` or `-`.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Returns whether `byte` occurs in a value of any form.
pub(super) fn is_value(byte: u8) -> bool {
    is_word(byte) || is_base64(byte)
}

/// Returns whether `byte` occurs in base 64.
pub(super) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Returns whether `value` mixes letters with digits or cases, and is not made of words.
fn is_mixture(value: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| value.iter().any(is);
    let changes =
        value.windows(2).filter(|pair| matches!(pair, [one, other] if one.is_ascii_digit() != other.is_ascii_digit()));
    let is_mixed = has(u8::is_ascii_digit) || (has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase));
    has(u8::is_ascii_alphabetic) && is_mixed && (changes.count() >= 4 || !is_wordy(value))
}

fn is_universal_id(value: &[u8]) -> bool {
    let groups = value.split(|byte| *byte == b'-');
    let lengths = groups.clone().map(<[u8]>::len);
    lengths.eq([8, 4, 4, 4, 12]) && groups.flatten().all(u8::is_ascii_hexdigit)
}
