//! Splitting code into its parts by a table: one pass, without backtracking.
//!
//! Grammars cost seconds where this costs milliseconds. It knows what readers see: comments, strings, numbers, words of
//! the language, keys, names that are called. Where code is unusual it leaves words plain, and it never loses a byte.

use super::languages::{Language, Quote, Shape};

/// A part of the code and its class; no class for plain text.
pub(super) type Part<'a> = (&'static str, &'a str);

/// The classes, as the style sheet knows them.
const COMMENT: &str = "hc";
const STRING: &str = "hs";
const NUMBER: &str = "hn";
const OPERATOR: &str = "ho";
const KEYWORD: &str = "hk";
const KEY: &str = "ht";
const FUNCTION: &str = "hf";
const NAME: &str = "hv";
const PLAIN: &str = "";

/// Splits `code`; the parts joined are the code.
pub(super) fn scan<'a>(language: &Language, code: &'a str) -> Vec<Part<'a>> {
    let mut scan = Scan { language, code, at: 0, begins_line: true, is_command: true, parts: Vec::new() };
    while scan.at < code.len() {
        scan.step();
    }
    scan.parts
}

/// Where a word is on its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinePlace {
    /// Only space is before it.
    Beginning,
    Later,
}

struct Scan<'a, 'l> {
    language: &'l Language,
    code: &'a str,
    at: usize,
    /// Whether only space is before on the line.
    begins_line: bool,
    /// Whether a shell expects a command here.
    is_command: bool,
    parts: Vec<Part<'a>>,
}

impl<'a> Scan<'a, '_> {
    fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// Takes `length` bytes, which end at a character.
    fn take(&mut self, class: &'static str, length: usize) {
        let text = self.rest().get(..length).unwrap_or_else(|| self.rest());
        self.at += text.len();
        self.parts.push((class, text));
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if first.is_whitespace() {
            let length = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
            if rest.get(..length).is_some_and(|space| space.contains('\n')) {
                (self.begins_line, self.is_command) = (true, true);
            }
            return self.take(PLAIN, length);
        }
        let begins_line = std::mem::replace(&mut self.begins_line, false);
        if self.comment(rest) || begins_line && self.line_start(rest) || self.string(rest) || self.variable(rest) {
            return;
        }
        let place = if begins_line { LinePlace::Beginning } else { LinePlace::Later };
        self.word_or_mark(rest, first, place);
    }

    fn comment(&mut self, rest: &str) -> bool {
        let after_space =
            self.code.get(..self.at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        if let Some(mark) = self.language.line_comments.iter().find(|mark| rest.starts_with(**mark)) {
            // `#` within a word is a fragment or a colour.
            if after_space || mark.len() > 1 {
                self.take(COMMENT, rest.find('\n').unwrap_or(rest.len()));
                return true;
            }
        }
        let Some((open, close)) = self.language.block_comment.filter(|(open, _)| rest.starts_with(open)) else {
            return false;
        };
        let inside = rest.get(open.len()..).unwrap_or_default();
        let length = inside.find(close).map_or(rest.len(), |end| open.len() + end + close.len());
        self.take(COMMENT, length);
        true
    }

    /// What has meaning as the first thing of a line.
    fn line_start(&mut self, rest: &str) -> bool {
        let line = rest.lines().next().unwrap_or_default();
        match self.language.shape {
            Shape::Yaml => self.yaml_key(line),
            Shape::Assignments if line.starts_with('[') && line.contains(']') => {
                let end = line.find('#').unwrap_or(line.len());
                self.take(KEY, line.get(..end).map_or(end, |heading| heading.trim_end().len()));
                true
            }
            Shape::Instructions => {
                let length = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
                if length > 1 {
                    self.take(KEYWORD, length);
                }
                length > 1
            }
            _ => false,
        }
    }

    /// Takes `- ` and a key before `: `.
    fn yaml_key(&mut self, line: &str) -> bool {
        if line.starts_with("- ") {
            self.take(OPERATOR, 1);
            self.begins_line = true;
            return true;
        }
        if line.starts_with("---") || line.starts_with("...") {
            self.take(OPERATOR, 3);
            return true;
        }
        let end = line.match_indices(':').map(|(index, _)| index).find(|index| {
            line.get(index + 1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r']))
        });
        let is_plain = |key: &str| !key.contains([',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>']);
        match end.and_then(|end| line.get(..end)).filter(|key| !key.is_empty() && is_plain(key)) {
            Some(key) => {
                self.take(KEY, key.len());
                true
            }
            None => false,
        }
    }

    fn string(&mut self, rest: &str) -> bool {
        let Some(quote) = self.language.strings.iter().find(|quote| rest.starts_with(quote.mark)) else {
            return false;
        };
        let length = string_length(quote, rest);
        let is_key = self.language.shape == Shape::Json
            && rest.get(length..).is_some_and(|after| after.trim_start().starts_with(':'));
        self.is_command = false;
        self.take(if is_key { KEY } else { STRING }, length);
        true
    }

    fn variable(&mut self, rest: &str) -> bool {
        if !matches!(self.language.shape, Shape::Shell | Shape::Instructions) || !rest.starts_with('$') {
            return false;
        }
        let inside = rest.get(1..).unwrap_or_default();
        let length = match inside.chars().next() {
            Some('{') => inside.find('}').map_or(1, |end| end + 2),
            Some('(') => 1,
            _ => 1 + inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inside.len()),
        };
        self.is_command = inside.starts_with('(');
        self.take(NAME, length);
        true
    }

    fn word_or_mark(&mut self, rest: &str, first: char, place: LinePlace) {
        let language = self.language;
        let in_word = |c: char| match language.shape {
            Shape::Yaml => !c.is_whitespace() && !matches!(c, ',' | '[' | ']' | '{' | '}'),
            _ if first.is_ascii_digit() && c == '.' => true,
            _ => c.is_alphanumeric() || c == '_' || language.in_words.contains(c),
        };
        let length = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        if length == 0 {
            self.is_command |= matches!(first, '|' | '&' | ';' | '(');
            let is_operator = matches!(first, '=' | '+' | '-' | '*' | '/' | '<' | '>' | '!' | '&' | '|' | '?' | '%');
            return self.take(if is_operator { OPERATOR } else { PLAIN }, first.len_utf8());
        }
        let word = rest.get(..length).unwrap_or_default();
        let after = rest.get(length..).unwrap_or_default();
        let class = self.class(word, after, place);
        self.is_command &= class == KEYWORD;
        self.take(class, length);
    }

    fn class(&self, word: &str, after: &str, place: LinePlace) -> &'static str {
        let language = self.language;
        let begins_line = place == LinePlace::Beginning;
        let is_among = |words: &[&str]| {
            words
                .iter()
                .any(|known| if language.folds_case { known.eq_ignore_ascii_case(word) } else { *known == word })
        };
        if is_number(word) || is_among(language.constants) {
            return NUMBER;
        }
        if (begins_line || language.shape != Shape::Assignments) && is_among(language.keywords) {
            return KEYWORD;
        }
        match language.shape {
            Shape::Assignments if begins_line && after.trim_start_matches([' ', '\t']).starts_with(['=', ':']) => KEY,
            Shape::Shell if word.starts_with('-') => NAME,
            Shape::Shell if self.is_command && after.starts_with('=') => NAME,
            Shape::Shell if self.is_command => FUNCTION,
            Shape::Program | Shape::Assignments if after.starts_with('(') => FUNCTION,
            Shape::Program if word.starts_with(|c: char| c.is_uppercase()) => KEY,
            _ => PLAIN,
        }
    }
}

/// Returns how long the string is that begins `rest`; an open one ends with its line, or with the code.
fn string_length(quote: &Quote, rest: &str) -> usize {
    let mark = quote.mark;
    let mut at = mark.len();
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with(mark) {
            return at + mark.len();
        }
        let mut characters = tail.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        if tail.starts_with('\n') && !quote.spans_lines {
            return at;
        }
        at += if quote.escapes && tail.starts_with('\\') {
            first + characters.next().map_or(0, char::len_utf8)
        } else {
            first
        };
    }
    rest.len()
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | '_' | 'x' | 'o' | 'n'))
}

#[cfg(test)]
mod tests {
    use super::super::languages::language;
    use super::*;
    use proptest::prelude::*;

    /// Writes each part as `class:text`, without plain space.
    fn shown(name: &str, code: &str) -> String {
        let parts = scan(language(name).expect("a language"), code);
        assert_eq!(parts.iter().map(|(_, text)| *text).collect::<String>(), code, "nothing is lost");
        let shown = parts.iter().filter(|(_, text)| !text.trim().is_empty());
        shown.map(|(class, text)| format!("{class}:{text}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_shape_shows_what_its_readers_look_for() {
        let cases = [
            (
                "yaml",
                "- name: \"a: b\" # x\n  on: true\n  port: 80\n  image: x.example/a:1\n",
                "ho:- ht:name :: hs:\"a: b\" hc:# x ht:on :: hn:true ht:port :: hn:80 ht:image :: :x.example/a:1",
            ),
            ("json", "{\"a\": [\"b\", -1.5, null]}", ":{ ht:\"a\" :: :[ hs:\"b\" :, ho:- hn:1.5 :, hn:null :] :}"),
            (
                "toml",
                "[service.web] # x\nreplicas = 3\nname = 'a'\n",
                "ht:[service.web] hc:# x ht:replicas ho:= hn:3 ht:name ho:= hs:'a'",
            ),
            (
                "terraform",
                "resource \"queue\" \"a\" {\n  name = file(\"x\")\n}\n",
                "hk:resource hs:\"queue\" hs:\"a\" :{ ht:name ho:= hf:file :( hs:\"x\" :) :}",
            ),
            (
                "bash",
                "for f in $(ls -l); do\n  curl --fail \"$f\" | tee a.log\ndone # x\n",
                "hk:for hf:f hk:in hv:$ :( hf:ls hv:-l :) :; hk:do hf:curl hv:--fail hs:\"$f\" ho:| hf:tee :a.log \
                 hk:done hc:# x",
            ),
            ("dockerfile", "FROM node:22 AS web\nENV A=\"b\"\n", "hk:FROM :node:22 hk:AS :web hk:ENV :A ho:= hs:\"b\""),
            (
                "typescript",
                "export async function read(id: string): Promise<User> { // x\n  return `a${id}`;\n}\n",
                "hk:export hk:async hk:function hf:read :( :id :: :string :) :: ht:Promise ho:< ht:User ho:> :{ hc:// x \
                 hk:return hs:`a${id}` :; :}",
            ),
            ("python", "def f(x):\n    return None\n", "hk:def hf:f :( :x :) :: hk:return hn:None"),
            (
                "sql",
                "SELECT a FROM b WHERE c = 'it''s' -- x",
                "hk:SELECT :a hk:FROM :b hk:WHERE :c ho:= hs:'it' hs:'s' hc:-- x",
            ),
        ];
        for (name, code, expected) in cases {
            assert_eq!(shown(name, code), expected, "{name}");
        }
    }

    #[test]
    fn what_is_left_open_ends_with_its_line_or_the_code() {
        assert_eq!(shown("json", "\"a\n1"), "hs:\"a hn:1");
        assert_eq!(shown("typescript", "/* a\nb"), "hc:/* a\nb");
        assert_eq!(shown("python", "\"\"\"a\nb\\"), "hs:\"\"\"a\nb\\");
        assert!(language("no-such-language").is_none());
    }

    proptest! {
        #[test]
        fn no_byte_is_lost(code in "[ \\n\"'`#/*$({\\[:=a-zäA9.\\\\-]{0,80}") {
            for name in ["yaml", "json", "toml", "hcl", "sh", "docker", "js", "py", "sql", "go", "java", "cs", "ini"] {
                let parts = scan(language(name).expect("a language"), &code);
                prop_assert_eq!(parts.iter().map(|(_, text)| *text).collect::<String>(), code.clone());
                prop_assert!(parts.iter().all(|(_, text)| !text.is_empty()));
            }
        }
    }
}
