//! Adds the calls to the counters to a template, without a change of its lines.

use super::counters::{FILTER, FILTERS, LOOP, TEXT, VALUE};
use super::read::{Part, Tag, Token, TokenKind, parts};
use std::ops::Range;

/// The most operators of a tag that copy a text: `~` and slices.
const COPIES: usize = 8;

/// A template that counts.
#[derive(Debug)]
pub(in crate::site::theme) struct Counted {
    /// The template with its calls to counters.
    pub(in crate::site::theme) text: String,
    insertions: Vec<Insertion>,
}

/// What a template contains that cannot be counted.
#[derive(Debug)]
pub(in crate::site::theme) struct Uncounted {
    /// Its place in the template.
    pub(in crate::site::theme) at: usize,
    /// What is wrong.
    pub(in crate::site::theme) message: String,
}

/// A text that is added to a template.
#[derive(Debug)]
struct Insertion {
    /// Where it is added.
    at: usize,
    /// What it counts, for messages.
    counts: usize,
    text: String,
}

impl Counted {
    /// Returns the place in the original template of byte `at` of the counted one.
    pub(in crate::site::theme) fn original(&self, at: usize) -> usize {
        let mut added = 0;
        for insertion in &self.insertions {
            if at < insertion.at + added {
                break;
            }
            if at < insertion.at + added + insertion.text.len() {
                return insertion.counts;
            }
            added += insertion.text.len();
        }
        at - added
    }
}

/// Adds the counters to `template`.
///
/// # Errors
///
/// What cannot be counted: a list comprehension, a spread, or too many copies in one tag.
pub(in crate::site::theme) fn counted(template: &str) -> Result<Counted, Uncounted> {
    let Some(parts) = parts(template) else {
        return Err(Uncounted { at: 0, message: "its tags cannot be read".to_owned() });
    };
    let mut rewriting = Rewriting { template, insertions: Vec::new(), sections: vec![Section::default()] };
    for part in &parts {
        match part {
            Part::Text(bytes) => rewriting.add_text(*bytes),
            Part::Tag(tag) => rewriting.rewrite(tag)?,
        }
    }
    while let Some(section) = rewriting.sections.pop() {
        rewriting.close(&section);
    }
    let mut insertions = rewriting.insertions;
    // Calls that open at a place come after those that close there.
    insertions.sort_by_key(|insertion| insertion.at);
    let mut text = String::with_capacity(template.len() * 2);
    let mut copied = 0;
    for insertion in &insertions {
        text.push_str(template.get(copied..insertion.at).unwrap_or_default());
        text.push_str(&insertion.text);
        copied = insertion.at;
    }
    text.push_str(template.get(copied..).unwrap_or_default());
    Ok(Counted { text, insertions })
}

/// What is between two tags that belong together, such as a loop.
#[derive(Debug, Default)]
struct Section {
    /// Where its first tag begins and ends.
    tag: Range<usize>,
    trims_after: bool,
    /// The bytes of its own text.
    text: usize,
    /// Whether its own text is never shown, since it is around the blocks of a template that extends another.
    is_hidden: bool,
}

/// What a bracket or sign in front of a token opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Parenthesis,
    List,
    Map,
    /// `<name …>`.
    Component,
    /// `name={…}` or `{...…}` of a component; where its expression begins.
    Argument(usize),
}

struct Rewriting<'t> {
    template: &'t str,
    insertions: Vec<Insertion>,
    sections: Vec<Section>,
}

impl Rewriting<'_> {
    fn text_of(&self, token: Option<&Token>) -> &str {
        token.and_then(|token| self.template.get(token.range.clone())).unwrap_or_default()
    }

    fn add_text(&mut self, bytes: usize) {
        if let Some(section) = self.sections.last_mut() {
            section.text += bytes;
        }
    }

    fn insert(&mut self, at: usize, counts: usize, text: String) {
        self.insertions.push(Insertion { at, counts, text });
    }

    /// Puts `counter` behind the expression at `range`.
    fn count(&mut self, range: &Range<usize>, counter: &str) {
        self.insert(range.start, range.start, "(".to_owned());
        self.insert(range.end, range.start, format!(") | {counter}"));
    }

    fn open(&mut self, tag: &Tag) {
        self.sections.push(Section { tag: tag.range.clone(), trims_after: tag.trims_after, ..Section::default() });
    }

    fn close(&mut self, section: &Section) {
        if section.text > 0 && !section.is_hidden {
            let trim = if section.trims_after { "-" } else { "" };
            let call = format!("{{{{ {TEXT}(bytes={}) {trim}}}}}", section.text);
            self.insert(section.tag.end, section.tag.start, call);
        }
    }

    fn close_last(&mut self) {
        // The first section is the template.
        if let Some(section) = if self.sections.len() > 1 { self.sections.pop() } else { None } {
            self.close(&section);
        }
    }

    fn rewrite(&mut self, tag: &Tag) -> Result<(), Uncounted> {
        let tokens = tag.tokens.as_slice();
        let name = if tag.shows_value { "" } else { self.text_of(tokens.first()) }.to_owned();
        match name.as_str() {
            "endfor" | "endif" | "endblock" | "endcomponent" | "endfilter" | "endset" | "</" => self.close_last(),
            "else" | "elif" => {
                self.close_last();
                self.open(tag);
            }
            "for" | "if" | "block" | "component" | "filter" | "<" => self.open(tag),
            "set" | "set_global" if self.text_of(tokens.get(2)) != "=" => self.open(tag),
            "extends" => self.sections.iter_mut().for_each(|section| section.is_hidden = true),
            _ => {}
        }
        if let Some(expression) = self.counted_expression(&name, tag) {
            self.count(&expression, if name == "for" { LOOP } else { VALUE });
        }
        if name == "component" {
            // A definition has no expressions, and its spread is a parameter.
            return Ok(());
        }
        self.rewrite_tokens(tag)
    }

    /// Returns the place of the expression of `tag` whose value is to be counted.
    fn counted_expression(&self, name: &str, tag: &Tag) -> Option<Range<usize>> {
        let tokens = tag.tokens.as_slice();
        let end = tokens.last()?.range.end;
        let after = |count: usize| tokens.get(count..).filter(|tokens| !tokens.is_empty());
        match name {
            "for" => {
                let keyword = tokens.iter().position(|token| self.text_of(Some(token)) == "in")?;
                Some(after(keyword + 1)?.first()?.range.start..end)
            }
            "set" | "set_global" if self.text_of(tokens.get(2)) == "=" => {
                let value = after(3)?;
                let is_made = value
                    .iter()
                    .any(|token| token.kind == TokenKind::Sign && !matches!(self.text_of(Some(token)), "." | "?."));
                is_made.then_some(value.first()?.range.start..end)
            }
            "" if tag.shows_value && !self.is_component(tokens) => Some(tokens.first()?.range.start..end),
            _ => None,
        }
    }

    /// Returns whether `tokens` are one call of a component, whose text is written, not made.
    fn is_component(&self, tokens: &[Token]) -> bool {
        let mut depth = 0_usize;
        let mut closes = tokens.iter().enumerate().filter(|(_, token)| match self.text_of(Some(token)) {
            "{" | "(" | "[" | "?[" => {
                depth += 1;
                false
            }
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                false
            }
            ">" => depth == 0,
            _ => false,
        });
        self.text_of(tokens.first()) == "<" && closes.next().is_some_and(|(index, _)| index + 1 == tokens.len())
    }

    /// Counts the filters and the arguments of components of `tag`, and refuses what cannot be counted.
    fn rewrite_tokens(&mut self, tag: &Tag) -> Result<(), Uncounted> {
        let mut opened: Vec<Opened> = Vec::new();
        let mut copies = 0;
        for (index, token) in tag.tokens.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| tag.tokens.get(before));
            let (text, sign) = (self.text_of(Some(token)).to_owned(), self.text_of(before).to_owned());
            let refuse = |message: &str| Err(Uncounted { at: token.range.start, message: message.to_owned() });
            match text.as_str() {
                "(" => opened.push(Opened::Parenthesis),
                "[" | "?[" => opened.push(Opened::List),
                "<" if self.begins_operand(tag, index) => opened.push(Opened::Component),
                "{" if opened.last() == Some(&Opened::Component) => {
                    let is_spread = self.text_of(tag.tokens.get(index + 1)) == "...";
                    let first = tag.tokens.get(index + if is_spread { 2 } else { 1 });
                    opened.push(Opened::Argument(first.map_or(token.range.end, |first| first.range.start)));
                }
                "{" => opened.push(Opened::Map),
                "}" => {
                    if let Some(Opened::Argument(start)) = opened.pop() {
                        let end = before.map_or(token.range.start, |before| before.range.end);
                        self.count(&(start..end), VALUE);
                    }
                }
                ")" | "]" => drop(opened.pop()),
                ">" if opened.last() == Some(&Opened::Component) => drop(opened.pop()),
                "~" => copies += 1,
                ":" if opened.last() == Some(&Opened::List) => copies += 1,
                "..." if !matches!(opened.last(), Some(Opened::Argument(_))) => {
                    return refuse("a spread (`...`) in a list or map is not supported in a theme");
                }
                "for" if index > 0 && opened.last() == Some(&Opened::List) && sign != "." => {
                    return refuse("a list comprehension is not supported in a theme; use a `for` tag");
                }
                name if (sign == "|" || sign == "filter" && index == 1) && FILTERS.contains(&name) => {
                    self.insert(token.range.start, token.range.start, FILTER.to_owned());
                }
                _ => {}
            }
            if copies > COPIES {
                return refuse(&format!("a tag may contain `~` and slices {COPIES} times in total"));
            }
        }
        Ok(())
    }

    /// Returns whether a value begins at token `index` of `tag`; otherwise a `<` compares.
    fn begins_operand(&self, tag: &Tag, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).and_then(|before| tag.tokens.get(before)) else { return true };
        let is_field = index
            .checked_sub(2)
            .is_some_and(|two_before| matches!(self.text_of(tag.tokens.get(two_before)), "." | "?."));
        let text = self.text_of(Some(before));
        match before.kind {
            TokenKind::Literal => false,
            TokenKind::Sign => !matches!(text, ")" | "]" | "}"),
            TokenKind::Word => !is_field && matches!(text, "and" | "or" | "not" | "in" | "is" | "if" | "elif" | "else"),
        }
    }
}
