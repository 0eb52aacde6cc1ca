//! Tags with names and arguments, and what is between two of them: shortcodes of Hugo and components of MDX alike.

use super::lines::{Line, code_mask};

/// The arguments of a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    /// Those with a name, in order.
    pub(super) named: Vec<(String, String)>,
    /// Those without.
    pub(super) positional: Vec<String>,
}

impl Arguments {
    /// Returns the first that has one of `names`.
    pub(super) fn named(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.named.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.trim().is_empty())
    }

    /// Returns the one at `index`, or else the first that has one of `names`.
    pub(super) fn at_or_named(&self, index: usize, names: &[&str]) -> Option<&str> {
        self.positional.get(index).map(String::as_str).or_else(|| self.named(names))
    }

    /// Returns whether there is one called `name`, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.positional.iter().any(|value| value == name) || self.named.iter().any(|(key, _)| key == name)
    }
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagForm {
    /// It begins something, or is complete by itself if nothing ends it.
    Open,
    /// It ends something.
    Close,
    /// It is complete by itself.
    Alone,
}

/// A tag in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) form: TagForm,
    pub(super) arguments: Arguments,
    /// As it was written.
    pub(super) raw: String,
}

/// Finds the next tag in a text: where it begins and ends.
pub(super) type Scan = fn(&str) -> Option<(std::ops::Range<usize>, Tag)>;

/// Puts each tag for which `is_block` holds on a line of its own.
pub(super) fn separated(lines: Vec<Line>, scan: Scan, is_block: &dyn Fn(&Tag, &str) -> bool) -> Vec<Line> {
    let code = code_mask(&lines);
    let mut made = Vec::with_capacity(lines.len());
    for (line, is_code) in lines.into_iter().zip(code) {
        if is_code || scan(&line.text).is_none() {
            made.push(line);
            continue;
        }
        let blanks: String = line.text.chars().take_while(|symbol| symbol.is_whitespace()).collect();
        let (mut before, mut rest) = (String::new(), line.text.as_str());
        let (mut parts, mut opened) = (Vec::new(), Vec::new());
        while let Some((range, tag)) = scan(rest) {
            let (text, after) =
                (rest.get(..range.start).unwrap_or_default(), rest.get(range.end..).unwrap_or_default());
            before.push_str(text);
            let ends_block = tag.form == TagForm::Close && opened.contains(&tag.name);
            if ends_block || is_block(&tag, &before) {
                opened.push(tag.name.clone());
                parts.push(std::mem::take(&mut before));
                parts.push(format!("{blanks}{}", tag.raw));
                // What follows a block begins a line, so that a tag in it may too.
                before.push_str(&blanks);
                rest = after.trim_start();
            } else {
                before.push_str(&tag.raw);
                rest = after;
            }
        }
        before.push_str(rest);
        parts.push(before);
        let has_one = parts.len() > 1;
        made.extend(
            parts
                .into_iter()
                .filter(|part| !has_one || !part.trim().is_empty())
                .map(|part| Line::new(part, line.number)),
        );
    }
    made
}

/// A tag that is alone on its line, with the lines to its end.
pub(super) struct Block<'a> {
    pub(super) tag: &'a Tag,
    /// The lines up to the end; `None` for a tag that nothing ends.
    pub(super) body: Option<Vec<Line>>,
    /// The white space before the tag.
    pub(super) indent: &'a str,
    pub(super) number: usize,
}

/// Rewrites every block with `write`, inner ones first.
pub(super) fn rewritten(lines: &[Line], scan: Scan, write: &mut dyn FnMut(Block<'_>) -> Vec<Line>) -> Vec<Line> {
    let code = code_mask(lines);
    let tag_at = |index: usize| {
        let line = lines.get(index).filter(|_| code.get(index) != Some(&true))?;
        let text = line.text.trim();
        scan(text).filter(|(range, _)| *range == (0..text.len())).map(|(_, tag)| tag)
    };
    let mut made = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(tag) = tag_at(at) else {
            made.push(line.clone());
            at += 1;
            continue;
        };
        let end = if tag.form == TagForm::Open { end_of(at, &tag.name, lines.len(), &tag_at) } else { None };
        let body = end.map(|end| rewritten(lines.get(at + 1..end).unwrap_or_default(), scan, write));
        let blanks = line.text.len() - line.text.trim_start().len();
        let indent = line.text.get(..blanks).unwrap_or_default();
        made.extend(write(Block { tag: &tag, body, indent, number: line.number }));
        at = end.unwrap_or(at) + 1;
    }
    made
}

fn end_of(at: usize, name: &str, length: usize, tag_at: &dyn Fn(usize) -> Option<Tag>) -> Option<usize> {
    let mut depth = 1_usize;
    for index in at + 1..length {
        let Some(tag) = tag_at(index).filter(|tag| tag.name == name) else { continue };
        match tag.form {
            TagForm::Open => depth += 1,
            TagForm::Close => depth -= 1,
            TagForm::Alone => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// Replaces every tag outside fenced code for which `write` returns a text.
pub(super) fn replaced(lines: &mut [Line], scan: Scan, write: &mut dyn FnMut(&Tag, usize) -> Option<String>) {
    let code = code_mask(lines);
    for (line, _) in lines.iter_mut().zip(code).filter(|(_, is_code)| !is_code) {
        let (mut text, mut rest) = (String::new(), line.text.as_str());
        while let Some((range, tag)) = scan(rest) {
            text.push_str(rest.get(..range.start).unwrap_or_default());
            let is_code = text.matches('`').count() % 2 == 1;
            match write(&tag, line.number).filter(|_| !is_code) {
                Some(new) => text.push_str(&new),
                None => text.push_str(&tag.raw),
            }
            rest = rest.get(range.end..).unwrap_or_default();
        }
        if !text.is_empty() {
            text.push_str(rest);
            line.text = text;
        }
    }
}

/// Joins a line with those after it until every tag that `opens` finds in it is closed.
pub(super) fn joined_tags(lines: Vec<Line>, is_open: fn(&str) -> bool) -> Vec<Line> {
    const MOST: usize = 80;
    let code = code_mask(&lines);
    let mut made: Vec<Line> = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().zip(code).peekable();
    while let Some((mut line, is_code)) = rest.next() {
        let mut count = 0;
        while !is_code && count < MOST && is_open(&line.text) {
            let Some((next, _)) = rest.next_if(|(next, is_code)| !is_code && !next.is_blank()) else { break };
            line.text.push(' ');
            line.text.push_str(next.text.trim());
            count += 1;
        }
        made.push(line);
    }
    made
}
