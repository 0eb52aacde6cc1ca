//! Where the fenced blocks of code of a Markdown text are, read from its lines alone.

use std::ops::Range;

/// The fenced blocks of a text, in order: from the line after the opening fence to the closing one, or to the end.
///
/// A fence opens with three or more backticks or tildes after blanks, a list mark or quote marks, and closes with as many of
/// the same (`CommonMark` 0.31.2, 4.5). Unlike there, it may be indented by any number of blanks, as fences in lists are.
#[derive(Debug)]
pub(super) struct Fences(Vec<Range<usize>>);

impl Fences {
    /// Reads the lines of `text` once.
    pub(super) fn of(text: &str) -> Self {
        let mut blocks = Vec::new();
        let mut open: Option<(Fence, usize)> = None;
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            open = match (open, fence(line)) {
                (None, Some(fence)) => Some((fence, end)),
                (Some((fence, from)), Some(close)) if close.closes(&fence) => {
                    blocks.push(from..start);
                    None
                }
                (open, _) => open,
            };
        }
        blocks.extend(open.map(|(_, from)| from..end));
        Self(blocks)
    }

    /// Returns whether the byte at `at` is within a block.
    pub(super) fn contains(&self, at: usize) -> bool {
        let next = self.0.partition_point(|block| block.end <= at);
        self.0.get(next).is_some_and(|block| block.contains(&at))
    }
}

/// The line that opens or closes a fenced block.
#[derive(Debug, Clone, Copy)]
struct Fence {
    mark: u8,
    length: usize,
    /// Whether words follow the marks, such as the name of a language: a closing fence has none.
    has_words: bool,
}

impl Fence {
    fn closes(&self, open: &Self) -> bool {
        self.mark == open.mark && self.length >= open.length && !self.has_words
    }
}

fn fence(line: &str) -> Option<Fence> {
    let line = line.trim_end().trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let mark = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let words = line.get(length..).unwrap_or_default();
    // Backticks after the marks: code within a line.
    let is_code = mark == b'`' && words.contains('`');
    (length >= 3 && !is_code).then_some(Fence { mark, length, has_words: !words.trim().is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fenced(text: &str) -> bool {
        Fences::of(text).contains(text.find("HERE").unwrap())
    }

    #[test]
    fn a_place_is_fenced_from_the_line_after_the_opening_to_the_closing_fence() {
        for text in [
            "```\nHERE\n```\n",
            "a\n```sh\nb\nHERE",
            "~~~~ yaml\nHERE\n~~~~\n",
            "````\n```\nHERE\n````\n",
            "~~~\n```\nHERE",
            "1. a\n\n    ```\n    HERE\n    ```\n",
            "- ```\n  HERE\n",
            "> ```\n> HERE\n",
            "```\n``` sh\nHERE",
            "```\n```\n```\nHERE",
        ] {
            assert!(fenced(text), "{text:?}");
        }
        for text in [
            "HERE",
            "``` HERE\n```\n",
            "```\na\n```\nHERE",
            "``\nHERE\n``\n",
            "```a``` b\nHERE",
            "```\n````\nHERE",
            "~~~\n~~~\nHERE",
            "text ```\nHERE",
            "```\na\n```\nHERE\n```\nb\n```\n",
        ] {
            assert!(!fenced(text), "{text:?}");
        }
        let fences = Fences::of("a\n```\nb\n```\nc\n```\nd");
        assert_eq!(
            [1, 5, 6, 7, 8, 11, 17, 18, 19].map(|at| fences.contains(at)),
            [false, false, true, true, false, false, false, true, false]
        );
    }
}
