//! Literal data in JavaScript: objects, lists, texts, numbers. Nothing is run; anything else reads as nothing.

use super::front_matter::{list, map};
use crate::values::Value;

/// How deep lists and objects may nest.
const DEEPEST: usize = 24;

/// Reads the literal that `text` begins with.
pub(super) fn read(text: &str) -> Value {
    Reader { rest: text }.value(0)
}

/// Reads the literal that is exported: after `module.exports =`, `export default` or the first `= {`.
pub(super) fn exported(text: &str) -> Value {
    let marks = ["module.exports", "export default"];
    let after = marks.iter().find_map(|mark| text.rfind(mark).and_then(|at| text.get(at + mark.len()..)));
    let after = after.map(|rest| rest.trim_start().trim_start_matches('=').trim_start());
    match after {
        Some(rest) if rest.starts_with(['{', '[']) => read(rest),
        // `export default sidebars;`: the object is above.
        _ => text.find("= {").map_or(Value::Null, |at| read(text.get(at + 2..).unwrap_or_default())),
    }
}

/// Returns the text of the first `key: 'value'` in `text`.
pub(super) fn first_text(text: &str, key: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find(key) {
        let before = rest.get(..at).and_then(|before| before.chars().next_back());
        let is_key = before.is_none_or(|symbol| !symbol.is_alphanumeric() && symbol != '_');
        let after = rest.get(at + key.len()..).unwrap_or_default();
        if let Some(value) = after.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':').filter(|_| is_key)
            && let Value::Text(text) = read(value)
        {
            return Some(text);
        }
        rest = after;
    }
    None
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Value {
        self.skip();
        match self.rest.chars().next() {
            Some('{') if depth < DEEPEST => self.object(depth),
            Some('[') if depth < DEEPEST => self.items(depth),
            Some(quote @ ('"' | '\'' | '`')) => Value::Text(self.quoted(quote)),
            _ => self.word(),
        }
    }

    /// Skips white space and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix("//") {
                self.rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            } else if let Some(rest) = self.rest.strip_prefix("/*") {
                self.rest = rest.split_once("*/").map_or("", |(_, rest)| rest);
            } else {
                return;
            }
        }
    }

    fn take(&mut self, symbol: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(symbol) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        self.take('{');
        let mut pairs = Vec::new();
        while !self.take('}') {
            self.skip();
            let before = self.rest.len();
            let key = match self.rest.chars().next() {
                None => break,
                Some(quote @ ('"' | '\'' | '`')) => self.quoted(quote),
                Some(_) => {
                    let end = self.rest.find([':', ',', '}', '(']).unwrap_or(self.rest.len());
                    let (key, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
                    self.rest = rest;
                    key.trim().to_owned()
                }
            };
            if self.take(':') {
                let value = self.value(depth + 1);
                pairs.push((key, value));
            }
            self.skip_to_separator(before);
        }
        map(pairs)
    }

    fn items(&mut self, depth: usize) -> Value {
        self.take('[');
        let mut items = Vec::new();
        while !self.take(']') {
            if self.rest.is_empty() {
                break;
            }
            let before = self.rest.len();
            items.push(self.value(depth + 1));
            self.skip_to_separator(before);
        }
        list(items)
    }

    /// Goes on after the next comma of this level; what is before it is not a literal. At least one character is taken.
    fn skip_to_separator(&mut self, before: usize) {
        let mut depth = 0_usize;
        loop {
            self.skip();
            let Some(symbol) = self.rest.chars().next() else { return };
            match symbol {
                ',' if depth == 0 => {
                    self.take(',');
                    return;
                }
                '}' | ']' | ')' if depth == 0 => {
                    if symbol == ')' || self.rest.len() == before {
                        self.advance(symbol);
                        continue;
                    }
                    return;
                }
                '"' | '\'' | '`' => {
                    self.quoted(symbol);
                }
                '{' | '[' | '(' => {
                    depth += 1;
                    self.advance(symbol);
                }
                '}' | ']' | ')' => {
                    depth -= 1;
                    self.advance(symbol);
                }
                _ => self.advance(symbol),
            }
        }
    }

    fn advance(&mut self, symbol: char) {
        self.rest = self.rest.get(symbol.len_utf8()..).unwrap_or_default();
    }

    fn quoted(&mut self, quote: char) -> String {
        self.advance(quote);
        let mut text = String::new();
        let mut symbols = self.rest.char_indices();
        while let Some((at, symbol)) = symbols.next() {
            match symbol {
                '\\' => text.extend(symbols.next().map(|(_, escaped)| if escaped == 'n' { '\n' } else { escaped })),
                symbol if symbol == quote => {
                    self.rest = self.rest.get(at + quote.len_utf8()..).unwrap_or_default();
                    return text;
                }
                symbol => text.push(symbol),
            }
        }
        self.rest = "";
        text
    }

    fn word(&mut self) -> Value {
        let end = self
            .rest
            .find(|symbol: char| !(symbol.is_alphanumeric() || matches!(symbol, '.' | '-' | '_')))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            word if word.parse::<f64>().is_ok() => Value::Number(word.to_owned()),
            _ => Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::front_matter::{at, text_of, texts_of};

    #[test]
    fn literal_data_is_read_and_nothing_else() {
        let text = "// a\nconst s = {\n  docs: [\n    'intro', /* b */ \"set\\\"up\",\n    { type: 'category', label: `More`, items: ['x', ...others, call({a: 1}), 'y',], collapsed: false },\n  ],\n  'n': 2.5,\n};\nmodule.exports = s;\n";
        let read = exported(text);
        let docs = at(&read, &["docs"]).unwrap();
        assert_eq!(texts_of(docs), ["intro", "set\"up"]);
        let Value::List(items) = docs else { panic!("a list") };
        let more = &items[2].value;
        assert_eq!(at(more, &["label"]).and_then(text_of).as_deref(), Some("More"));
        assert_eq!(texts_of(at(more, &["items"]).unwrap()), ["x", "y"]);
        assert_eq!(at(more, &["collapsed"]), Some(&Value::Bool(false)));
        assert_eq!(at(&read, &["n"]), Some(&Value::Number("2.5".to_owned())));
    }

    #[test]
    fn keys_are_found_and_anything_ends() {
        let text = "docs: { routeBasePath: '/', path: '../docs', sidebarPath: require.resolve('./s.js') }";
        assert_eq!(first_text(text, "path").as_deref(), Some("../docs"));
        assert_eq!(first_text(text, "routeBasePath").as_deref(), Some("/"));
        assert_eq!(first_text(text, "baseUrl"), None);
        for text in ["{", "[", "{a", "{a:", "[,", "{)", "[)]", "'", "{a:}]", "[[[[", "{...a}", "({[", "]"] {
            read(text);
        }
    }
}
