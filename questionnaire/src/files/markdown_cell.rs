//! One row of a Markdown table: its cells, and their text with and without marks.

use std::ops::Range;

/// Returns the byte ranges of the cells of a row, without the pipes around them. A pipe after a backslash is none.
pub(super) fn cell_ranges(line: &str) -> Vec<Range<usize>> {
    let (mut pipes, mut is_escaped) = (Vec::new(), false);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'|' if !is_escaped => pipes.push(at),
            b'\\' if !is_escaped => {
                is_escaped = true;
                continue;
            }
            _ => {}
        }
        is_escaped = false;
    }
    let is_blank = |range: Range<usize>| line.get(range).is_none_or(|part| part.trim().is_empty());
    let mut starts: Vec<usize> = std::iter::once(0).chain(pipes.iter().map(|pipe| pipe + 1)).collect();
    let mut ends: Vec<usize> = pipes.iter().copied().chain([line.len()]).collect();
    if pipes.first().is_some_and(|first| is_blank(0..*first)) {
        starts.remove(0);
        ends.remove(0);
    }
    // What is after the last pipe is a cell only if there is something.
    if pipes.last().is_some_and(|last| is_blank(last + 1..line.len())) && starts.len() > 1 {
        starts.pop();
        ends.pop();
    }
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// Returns the text of a cell: without backslashes before punctuation (`CommonMark` 0.31, 2.4), with line ends for breaks.
pub(super) fn plain_text(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut characters = cell.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                text.push(*next);
                characters.next();
            }
            // A mark that keeps breaks that are written out apart from those that are not.
            _ if character == '<' => text.push('\u{1}'),
            _ => text.push(character),
        }
    }
    ["\u{1}br>", "\u{1}br/>", "\u{1}br />"]
        .iter()
        .fold(text, |text, mark| text.replace(mark, "\n"))
        .replace('\u{1}', "<")
}

/// Writes a text so that a cell shows exactly it: what Markdown would read as a mark has a backslash, and line ends are
/// breaks.
pub(super) fn markdown_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let characters: Vec<char> = text.trim().chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let is_word =
            |place: Option<usize>| place.and_then(|at| characters.get(at)).is_some_and(|other| other.is_alphanumeric());
        // Inside a word an underscore is no mark.
        let is_inside = *character == '_' && is_word(at.checked_sub(1)) && is_word(Some(at + 1));
        match character {
            '\n' => written.push_str("<br>"),
            '\\' | '|' | '`' | '*' | '_' | '<' | '[' | '&' | '~' if !is_inside => written.extend(['\\', *character]),
            _ => written.push(*character),
        }
    }
    written
}
