//! The secrets of this program itself: the values of the token variables that it was given.

use super::redaction::MASK;
use std::fmt;

/// Values shorter than this many bytes are words rather than tokens.
const SHORTEST: usize = 6;

/// The values of the token variables. They are masked whatever they look like, since an own token may have any form.
#[derive(Clone, Default)]
pub struct OwnSecrets(Vec<String>);

impl OwnSecrets {
    /// Takes `values` of 6 bytes or more.
    pub fn new(values: impl IntoIterator<Item = String>) -> Self {
        Self(values.into_iter().filter(|value| value.len() >= SHORTEST).collect())
    }

    /// Returns `text` without them.
    pub fn mask(&self, text: String) -> String {
        self.0.iter().fold(text, |text, value| if text.contains(value) { text.replace(value, MASK) } else { text })
    }
}

/// Shows how many there are.
impl fmt::Debug for OwnSecrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OwnSecrets({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_secrets_are_masked_whatever_they_look_like() {
        let own = OwnSecrets::new(["correct-horse".to_owned(), "short".to_owned()]);
        assert_eq!(own.mask("a correct-horse, short".to_owned()), "a [redacted], short");
        assert_eq!(format!("{own:?}"), "OwnSecrets(1)");
    }
}
