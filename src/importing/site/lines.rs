//! The lines of a page, each with its number in the file that it came from.

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, without the line end.
    pub(super) text: String,
    /// Its number in the source, from 1; lines that were included have that of the line that includes them.
    pub(super) number: usize,
}

impl Line {
    /// Makes a line that came of the line `number`.
    pub(super) fn new(text: impl Into<String>, number: usize) -> Self {
        Self { text: text.into(), number }
    }

    /// Returns whether nothing is on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Splits `text`, whose first line has the number `first`.
pub(super) fn lines_of(text: &str, first: usize) -> Vec<Line> {
    text.lines().enumerate().map(|(index, line)| Line::new(line, first + index)).collect()
}

/// Joins lines again.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// Returns the width of the white space that `text` begins with; a tab reaches to the next fourth column.
pub(super) fn indent(text: &str) -> usize {
    let mut width = 0;
    for symbol in text.chars() {
        match symbol {
            ' ' => width += 1,
            '\t' => width += 4 - width % 4,
            _ => break,
        }
    }
    width
}

/// Returns `lines` without the first `width` columns of white space.
pub(super) fn dedented(lines: &[Line], width: usize) -> Vec<Line> {
    let without = |line: &Line| {
        let mut rest = line.text.as_str();
        let mut left = width;
        while left > 0 {
            match rest.chars().next() {
                Some(' ') => left -= 1,
                Some('\t') => left = left.saturating_sub(4),
                _ => break,
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        Line::new(rest, line.number)
    };
    lines.iter().map(without).collect()
}

/// Returns the smallest indent of the lines that are not blank.
pub(super) fn common_indent(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.is_blank()).map(|line| indent(&line.text)).min().unwrap_or(0)
}

/// Returns `lines` without blank ones at both ends.
pub(super) fn trimmed(lines: &[Line]) -> &[Line] {
    let start = lines.iter().take_while(|line| line.is_blank()).count();
    let rest = lines.get(start..).unwrap_or_default();
    let blank = rest.iter().rev().take_while(|line| line.is_blank()).count();
    rest.get(..rest.len() - blank).unwrap_or_default()
}

/// An open fence: its sign and length.
type Fence = (char, usize);

/// Returns for each line whether it belongs to fenced code, the fences included.
pub(super) fn code_mask(lines: &[Line]) -> Vec<bool> {
    let mut open: Option<Fence> = None;
    let mut mask = Vec::with_capacity(lines.len());
    for line in lines {
        let bare = without_containers(&line.text);
        let fence = fence_of(bare);
        match (open, fence) {
            (None, Some((sign, length, rest))) => {
                // A fence of backticks has none in its information.
                let is_fence = sign != '`' || !rest.contains('`');
                open = is_fence.then_some((sign, length));
                mask.push(is_fence);
            }
            (Some((sign, length)), Some((other, count, rest))) => {
                mask.push(true);
                if other == sign && count >= length && rest.trim().is_empty() {
                    open = None;
                }
            }
            (open, None) => mask.push(open.is_some()),
        }
    }
    mask
}

/// Returns the sign and length of the fence that `bare` begins with, and what follows.
pub(super) fn fence_of(bare: &str) -> Option<(char, usize, &str)> {
    let sign = bare.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = bare.chars().take_while(|symbol| *symbol == sign).count();
    (length >= 3).then(|| (sign, length, bare.get(length..).unwrap_or_default()))
}

/// Returns `text` without white space, marks of quotes and marks of list items at its beginning.
pub(super) fn without_containers(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after =
            rest.strip_prefix('>').or_else(|| ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark)));
        let after = after.or_else(|| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let after = rest.get(digits..)?;
            (digits > 0 && digits < 10).then(|| after.strip_prefix(". ").or_else(|| after.strip_prefix(") ")))?
        });
        match after {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_known_in_lists_and_quotes() {
        let text = "a\n```py\n~~~\n```\n- ~~~\n  b\n  ~~~\n> ```\n> c\n> ```\n1. `x` ```y```\nd";
        let shown: String = code_mask(&lines_of(text, 1)).iter().map(|code| if *code { 'x' } else { '.' }).collect();
        assert_eq!(shown, ".xxxxxxxxx..");
    }

    #[test]
    fn indents_are_columns() {
        assert_eq!(["", "  a", "\ta", "  \ta"].map(indent), [0, 2, 4, 4]);
        let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
        assert_eq!(texts(dedented(&lines_of("    a\n\tb\n  c\n\n     d", 1), 4)), ["a", "b", "c", "", " d"]);
    }
}
