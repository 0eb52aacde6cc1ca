//! The YAML fence below the heading of an answer, with the fields that the answer sets for itself.
//!
//! Fences are those of `CommonMark` 0.31.2, section 4.5: three or more backticks or tildes, closed by a line of at least as
//! many; one that is never closed reaches to the end of the file.

use crate::source::{SourceFile, Span};

/// What is directly below the heading of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldFence {
    /// Text.
    None,
    /// A fence with fields.
    Closed {
        /// Its opening line.
        opening: Span,
        /// The lines between the fences.
        fields: Span,
        /// What follows the fence.
        body: Span,
    },
    /// A fence with fields that is not closed before the end of the file; its opening line.
    Unclosed(Span),
}

impl FieldFence {
    /// Finds the fence at the very beginning of the section `below` a heading.
    pub(super) fn find(file: &SourceFile, below: Span) -> Self {
        let text = file.slice(below);
        let lead = text.len() - text.trim_start().len();
        let mut lines = text.get(lead..).unwrap_or_default().split_inclusive('\n');
        let Some((first, marks)) = lines.next().and_then(|line| Some((line, opening_marks(line)?))) else {
            return Self::None;
        };
        let opening = Span::new(lead..lead + first.trim_end().len()).shifted(below.start);
        let begin = lead + first.len();
        let mut at = begin;
        for line in lines {
            if closes(line, marks) {
                let fields = Span::new(begin..at).shifted(below.start);
                let body = Span { start: Span::new(at..at + line.len()).shifted(below.start).end, end: below.end };
                return Self::Closed { opening, fields, body };
            }
            at += line.len();
        }
        Self::Unclosed(opening)
    }
}

/// Returns the marks of a line that opens a fence of YAML; `None` for all other lines.
fn opening_marks(line: &str) -> Option<&str> {
    let info = line.trim_start_matches(['`', '~']);
    let marks = line.get(..line.len() - info.len())?;
    let language = info.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let is_yaml = matches!(language.as_str(), "yaml" | "yml");
    (is_fence(marks) && is_yaml).then_some(marks)
}

/// Returns whether `line` closes a fence that `marks` opened.
fn closes(line: &str, marks: &str) -> bool {
    let closing = line.trim();
    is_fence(closing) && closing.starts_with(marks)
}

/// Returns whether `marks` are three or more of one mark.
fn is_fence(marks: &str) -> bool {
    ['`', '~'].iter().any(|mark| marks.len() >= 3 && marks.chars().all(|each| each == *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the fields and the body, or the opening line of a fence that is not closed.
    fn found(text: &str) -> Result<Option<(&str, &str)>, &str> {
        let file = SourceFile::new("a.md", text.to_owned());
        let of = |span: Span| text.get(span.range()).unwrap();
        match FieldFence::find(&file, Span::new(0..text.len())) {
            FieldFence::None => Ok(None),
            FieldFence::Closed { fields, body, .. } => Ok(Some((of(fields), of(body)))),
            FieldFence::Unclosed(opening) => Err(of(opening)),
        }
    }

    #[test]
    fn a_fence_of_yaml_at_the_beginning_holds_fields() {
        for (open, close) in
            [("```yaml", "```"), ("```yml", "```"), ("``` YAML", "````"), ("~~~yaml x", "~~~"), ("````yaml", "  ````")]
        {
            let text = format!("\n\n{open}\na: 1\n{close}\nText.\n");
            assert_eq!(found(&text), Ok(Some(("a: 1\n", "Text.\n"))), "{open}");
        }
        assert_eq!(found("```yaml\r\na: 1\r\n```\r\nText.\r\n"), Ok(Some(("a: 1\r\n", "Text.\r\n"))));
        assert_eq!(found("```yaml\n```"), Ok(Some(("", ""))));
    }

    #[test]
    fn other_fences_and_later_ones_are_text() {
        for text in ["", "Text.\n", "```\na: 1\n```\n", "```yamlish\n```\n", "``yaml\n``\n", "`~`yaml\n`~`\n"] {
            assert_eq!(found(text), Ok(None), "{text}");
        }
        assert_eq!(found("Text.\n\n```yaml\na: 1\n```\n"), Ok(None));
    }

    #[test]
    fn a_fence_without_its_end_is_not_closed() {
        for text in
            ["```yaml", "```yaml\n", "```yaml\na: 1\n``\n", "````yaml\na: 1\n```\n", "```yaml\na: 1\n~~~\n``` b\n"]
        {
            assert_eq!(found(text), Err(text.lines().next().unwrap()), "{text}");
        }
    }
}
