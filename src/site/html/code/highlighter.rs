//! Code as HTML with classes.

use super::languages::{Language, language};
use super::scan;
use crate::site::html::escape::{escaped, push_escaped};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The longest block that is highlighted, in bytes.
const LONGEST_BLOCK: usize = 24 * 1024;

/// The longest line that is highlighted, in bytes.
const LONGEST_LINE: usize = 1024;

/// Scopes of a syntax, the most telling first, and the class that each gets.
const CLASSES: [(&str, &str); 13] = [
    ("comment", "hc"),
    ("string", "hs"),
    ("constant.numeric", "hn"),
    ("constant", "hn"),
    ("keyword.operator", "ho"),
    ("keyword", "hk"),
    ("storage", "hk"),
    ("entity.name.tag", "ht"),
    ("entity.name.type", "ht"),
    ("entity.name", "hf"),
    ("support.function", "hf"),
    ("entity.other.attribute-name", "hv"),
    ("variable.other.member", "hv"),
];

/// The languages without a table. A syntax compiles its expressions when it is first used and keeps them; that and reading the set
/// take more time than highlighting, so one set serves all builds of a preview.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// [`CLASSES`], with the scopes as the syntaxes have them.
static SCOPES: LazyLock<Vec<(Scope, &str)>> =
    LazyLock::new(|| CLASSES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect());

/// Highlights code; one for a whole build, shared by its threads.
#[derive(Debug, Default)]
pub(crate) struct Highlighter {
    done: Mutex<BTreeMap<[u8; 32], String>>,
}

impl Highlighter {
    /// Returns `code` as HTML: spans with classes where `language` is known, escaped text where it is not.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> String {
        let is_long = code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE);
        if is_long || matches!(language, "" | "text" | "txt" | "plain" | "console" | "mermaid") {
            return escaped(code);
        }
        if let Some(known) = self::language(language) {
            return scanned(known, code);
        }
        let key = *blake3::Hasher::new()
            .update(language.as_bytes())
            .update(b"\0")
            .update(code.as_bytes())
            .finalize()
            .as_bytes();
        if let Some(html) = self.done.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return html.clone();
        }
        let syntax = SYNTAXES.find_syntax_by_token(language);
        let html = syntax.and_then(|syntax| spans(syntax, code)).unwrap_or_else(|| escaped(code));
        self.done.lock().unwrap_or_else(PoisonError::into_inner).insert(key, html.clone());
        html
    }
}

/// Returns the spans, or nothing if the syntax cannot cope with the code.
fn spans(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let (mut state, mut stack) = (ParseState::new(syntax), ScopeStack::new());
    let mut html = String::with_capacity(code.len() * 2);
    let mut open = "";
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            stack.apply(operation).ok()?;
            if text.is_empty() {
                continue;
            }
            let class = if text.trim().is_empty() { open } else { class_of(&stack) };
            switch(&mut html, &mut open, class);
            push_escaped(&mut html, text);
        }
    }
    switch(&mut html, &mut open, "");
    Some(html)
}

/// Returns the spans of code in a language that has a table.
fn scanned(language: &Language, code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut open = "";
    for (class, text) in scan::scan(language, code) {
        // Space takes no colour, so it joins the part before.
        let class = if text.trim().is_empty() { open } else { class };
        switch(&mut html, &mut open, class);
        push_escaped(&mut html, text);
    }
    switch(&mut html, &mut open, "");
    html
}

/// Closes the open span and begins the next, unless they are of one class.
fn switch(html: &mut String, open: &mut &'static str, class: &'static str) {
    if *open == class {
        return;
    }
    if !open.is_empty() {
        html.push_str("</span>");
    }
    if !class.is_empty() {
        html.push_str("<span class=\"");
        html.push_str(class);
        html.push_str("\">");
    }
    *open = class;
}

fn class_of(stack: &ScopeStack) -> &'static str {
    let class = |scope: &Scope| SCOPES.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(class).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_get_classes_and_everything_is_escaped() {
        let highlighter = Highlighter::default();
        let html = highlighter.highlight("yaml", "a: \"<b>\" # x\n");
        assert!(html.contains("<span class=\"hs\">&quot;&lt;b&gt;&quot;"), "{html}");
        assert!(html.contains("<span class=\"hc\"># x"), "{html}");
        assert_eq!(highlighter.highlight("yaml", "a: \"<b>\" # x\n"), html);
        assert_eq!(highlighter.highlight("no-such-language", "<b>"), "&lt;b&gt;");
        let long = "\"x\" ".repeat(LONGEST_BLOCK);
        assert!(!highlighter.highlight("json", &long).contains("<span"));
    }
}
