//! A fix that is certain: a few bytes of the finding's own file, and what is there afterwards.

use crate::source::Span;
use serde::{Deserialize, Serialize};

/// One replacement in the file of a finding. It is offered only where there is one way to fix, and it means what the
/// author plainly meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The bytes that go.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Fix {
    /// Returns `text` with the replacement made; nothing if the bytes are none of its.
    pub fn apply(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.span.range().start)?, text.get(self.span.range().end..)?);
        Some(format!("{before}{}{after}", self.text))
    }
}

/// Returns the only one of `words` that is `written` but for the case of letters and the sign between words.
pub fn respelt<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let fold = |word: &str| word.trim().to_lowercase().replace(['_', ' '], "-");
    let meant = fold(written);
    let mut same = words.filter(|word| *word != written && fold(word) == meant);
    let first = same.next()?;
    same.all(|word| word == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_respelt_where_one_alone_is_meant() {
        let words = ["in-review", "approved", "Ann", "ann"];
        let found = ["In_Review", "in review", "APPROVED", "approvd", "ANN", "approved"];
        let found = found.map(|written| respelt(written, words.into_iter()).unwrap_or_default());
        assert_eq!(found, ["in-review", "in-review", "approved", "", "", ""]);
    }

    #[test]
    fn a_replacement_keeps_every_other_byte() {
        let fix = |range| Fix { span: Span::new(range), text: "ü".to_owned() };
        assert_eq!(fix(1..3).apply("a\r\nb").as_deref(), Some("aüb"));
        assert_eq!(fix(4..9).apply("a\r\nb"), None);
    }
}
