//! Reading a map into typed values, one finding per misfit.
//!
//! Each accessor names the key it needs, which also makes the key known: [`Fields::finish`] reports every key that
//! no accessor requested. The same calls over an empty map, with a [`Shapes`] to record them, describe what a reader
//! accepts, so that the schema for editors cannot drift from the reader.

use super::node::{Node, Value};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity, respelt};
use crate::source::{Interval, SourceFile, Span, Spanned, parse_date};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Front matter, a data file or the settings cannot be read at all.
pub static INVALID_FRONT_MATTER: Rule = Rule {
    id: "schema/invalid-front-matter",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Completeness,
    profile: Profile::Essential,
    summary: "Front matter, a data file or the settings cannot be read.",
    help: "Correct the line that is named; quote values that hold `: ` or begin with a sign.",
    page: include_str!("rules/invalid_front_matter.md"),
};

/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule {
    id: "schema/unknown-key",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A key that nothing reads, often a typing slip.",
    help: "Correct the spelling or remove the key.",
    page: include_str!("rules/unknown_key.md"),
};

/// A field without which the entry is of little use.
pub static MISSING_FIELD: Rule = Rule {
    id: "schema/missing-field",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A field is missing without which the entry is of little use.",
    help: "Add the field.",
    page: include_str!("rules/missing_field.md"),
};

/// A value of another shape than its field.
pub static WRONG_TYPE: Rule = Rule {
    id: "schema/wrong-type",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A value has the wrong type for its field.",
    help: "Write the value in the form that the message names.",
    page: include_str!("rules/wrong_type.md"),
};

/// A file that cannot be read as text.
pub static UNREADABLE_FILE: Rule = Rule {
    id: "schema/unreadable-file",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Completeness,
    profile: Profile::Essential,
    summary: "A file among the content cannot be read as text.",
    help: "Save the file as UTF-8 text within the size limit, or move it out of the content.",
    page: include_str!("rules/unreadable_file.md"),
};

/// The settings name a folder or a file that does not exist.
pub static MISSING_PATH: Rule = Rule {
    id: "schema/missing-path",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The settings name a root, a theme or a list that does not exist.",
    help: "Correct the path in site.toml, or add what it names.",
    page: include_str!("rules/missing_path.md"),
};

/// Settings for a folder or for paths at which the site has no file.
pub static UNUSED_SETTING: Rule = Rule {
    id: "schema/unused-setting",
    family: Family::Schema,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The settings name a folder or paths at which the site has no file.",
    help: "Correct the path, or remove the setting.",
    page: include_str!("rules/unused_setting.md"),
};

/// The rules about the shape of values.
pub static RULES: [&Rule; 7] = [
    &INVALID_FRONT_MATTER,
    &UNKNOWN_KEY,
    &MISSING_FIELD,
    &MISSING_PATH,
    &UNUSED_SETTING,
    &WRONG_TYPE,
    &UNREADABLE_FILE,
];

/// A closed set of words that a field may hold.
pub trait Choice: Copy + 'static {
    /// Each word and what it represents, in the order in which messages list them.
    const WORDS: &'static [(&'static str, Self)];
}

/// What a reader expects of a key, recorded to describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Text,
    /// A list of texts, or one.
    Texts,
    /// A day.
    Date,
    /// A length of time.
    Interval,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// A map, read further.
    Map,
    /// A list of maps, read further.
    Maps,
    /// Any map of names to values.
    Open,
}

/// The shapes by path, such as `claims[].sources[].url`.
pub type Shapes = RefCell<BTreeMap<String, Shape>>;

/// Where findings go while a tree is read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The file that the tree came from.
    pub file: &'a Arc<SourceFile>,
    /// What was found so far.
    pub findings: RefCell<Vec<Finding>>,
    /// Filled in place of values when the reader is being described.
    pub shapes: Option<&'a Shapes>,
}

impl<'a> Reading<'a> {
    /// Begins to read values of `file`.
    pub fn new(file: &'a Arc<SourceFile>) -> Self {
        Self { file, findings: RefCell::default(), shapes: None }
    }

    /// Adds a finding at `span`.
    pub fn report(&self, rule: &'static Rule, span: Span, subject: &str, message: String) {
        self.push(Finding::new(rule, Place::new(self.file, span), message).subject(subject));
    }

    /// Adds a finding.
    pub fn push(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }
}

/// Reads a text, or does not.
type Reader<T> = fn(&str) -> Option<T>;

/// One map, being read.
#[derive(Debug)]
pub struct Fields<'a> {
    reading: &'a Reading<'a>,
    path: String,
    span: Span,
    pairs: &'a [(Spanned<String>, Node)],
    known: RefCell<Vec<&'static str>>,
    /// Where unknown keys are that a caller has reported itself.
    reported: RefCell<Vec<Span>>,
}

impl<'a> Fields<'a> {
    /// Begins to read `node`; anything but a map or nothing is a finding and reads as empty.
    pub fn new(reading: &'a Reading<'a>, node: &'a Node, path: &str) -> Self {
        let pairs: &[_] = match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            other => {
                let name = if path.is_empty() { "this" } else { path };
                let message = format!("`{name}` must be a map of `key: value`, not {}", other.kind());
                reading.report(&WRONG_TYPE, node.span, path, message);
                &[]
            }
        };
        Self {
            reading,
            path: path.to_owned(),
            span: node.span,
            pairs,
            known: RefCell::default(),
            reported: RefCell::default(),
        }
    }

    /// Returns where the map is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the path of `key` from the top, such as `claims[2].verified`.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Returns the reading that this map belongs to.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// Returns every key with its value, for maps whose keys are the author's own.
    pub fn open(&self, key: &'static str) -> &'a [(Spanned<String>, Node)] {
        match self.find(key, Shape::Open).map(|node| (&node.value, node)) {
            Some((Value::Map(pairs), _)) => pairs,
            Some((_, node)) => {
                self.misfit(key, node, "a map of `name: value`");
                &[]
            }
            None => &[],
        }
    }

    /// Returns whether `key` is written here, even without a value.
    pub fn has(&self, key: &str) -> bool {
        self.pair(key).is_some()
    }

    /// Returns the place of the value of `key`, or of the key itself if it has no value.
    pub fn place_of(&self, key: &str) -> Option<(Span, &'static str)> {
        let (name, node) = self.pair(key)?;
        let span = if node.value == Value::Null { name.span } else { node.span };
        Some((span, node.value.kind()))
    }

    /// Returns the keys that no accessor has named so far and that are `wanted`, so that the caller reports them;
    /// [`Fields::finish`] leaves them out.
    pub fn take_unknown(&self, wanted: impl Fn(&str, &Node) -> bool) -> Vec<&'a Spanned<String>> {
        let known = self.known.borrow();
        let unknown = self.pairs.iter().filter(|(key, _)| !known.contains(&key.value.as_str()));
        let taken: Vec<_> = unknown.filter(|(key, node)| wanted(&key.value, node)).map(|(key, _)| key).collect();
        self.reported.borrow_mut().extend(taken.iter().map(|key| key.span));
        taken
    }

    /// Returns the raw value of `key`.
    pub fn node(&self, key: &'static str, shape: Shape) -> Option<&'a Node> {
        self.find(key, shape)
    }

    /// Reads one text; a number counts as written.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.find(key, Shape::Text)?;
        let text = as_text(node);
        if text.is_none() {
            self.misfit(key, node, "one text; put it in quotes if it reads as something else");
        }
        text.filter(|text| !text.value.trim().is_empty())
    }

    /// Reads a list of texts; one text alone counts as a list of one.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.find(key, Shape::Texts) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match as_text(item) {
                Some(text) => texts.push(text),
                None => self.misfit(key, item, "a list of texts"),
            }
        }
        texts
    }

    /// Reads a list of names, none of which holds a comma unless it is an item of a list: several of them in one text
    /// are read one by one, and are a finding.
    pub fn names(&self, key: &'static str) -> Vec<Spanned<String>> {
        let joined = self.pair(key).filter(|(_, node)| matches!(&node.value, Value::Text(text) if text.contains(',')));
        let Some((_, node)) = joined else { return self.texts(key) };
        let texts = self.texts(key);
        let names = texts.iter().flat_map(|text| text.value.split(',')).map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<Spanned<String>> = names.map(|name| Spanned::new(name.to_owned(), node.span)).collect();
        let list = names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join(", ");
        let is_word = |symbol: char| symbol.is_alphanumeric() || " -_/.,".contains(symbol);
        let is_certain = texts.iter().all(|text| self.is_plain(node.span, &text.value)) && list.chars().all(is_word);
        let expected = "a list such as `[one, two]`, not one text with commas";
        self.push_misfit(key, node, expected, is_certain.then(|| format!("[{list}]")));
        names
    }

    /// Reads a day.
    pub fn date(&self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        self.typed(key, Shape::Date, "a valid date, as `YYYY-MM-DD`", parse_date, iso_day)
    }

    /// Reads a length of time.
    pub fn interval(&self, key: &'static str) -> Option<Spanned<Interval>> {
        let expected = "a length of time such as `30d`, `6w`, `3mo` or `1y`";
        self.typed(key, Shape::Interval, expected, Interval::parse, |_| None)
    }

    /// Reads a whole number of zero or more.
    pub fn number(&self, key: &'static str) -> Option<Spanned<u64>> {
        self.typed(key, Shape::Number, "a whole number", |text| text.parse().ok(), |_| None)
    }

    /// Reads `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.find(key, Shape::Bool)?;
        if let Value::Bool(value) = node.value {
            return Some(Spanned::new(value, node.span));
        }
        self.misfit(key, node, "`true` or `false`");
        None
    }

    /// Reads one of the words of `C`.
    pub fn choice<C: Choice>(&self, key: &'static str) -> Option<Spanned<C>> {
        let words = || C::WORDS.iter().map(|(word, _)| *word);
        let node = self.find(key, Shape::Choice(words().collect()))?;
        // `yes` and `no` are texts here, since only `true` and `false` are truth values; those two read as them.
        let text = match &node.value {
            Value::Text(text) => text.as_str(),
            Value::Bool(true) => "yes",
            Value::Bool(false) => "no",
            _ => "",
        };
        if let Some((_, value)) = C::WORDS.iter().find(|(word, _)| *word == text) {
            return Some(Spanned::new(*value, node.span));
        }
        let list = words().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let hint = nearest(text, words()).map_or(String::new(), |word| format!("; did you mean `{word}`?"));
        let fix = respelt(text, words()).map(str::to_owned);
        self.push_misfit(key, node, &format!("one of {list}{hint}"), fix.filter(|_| self.is_plain(node.span, text)));
        None
    }

    /// Reads a map with `read`.
    pub fn map<T>(&self, key: &'static str, read: impl FnOnce(&Fields<'_>) -> T) -> Option<T> {
        let node = self.find(key, Shape::Map);
        if node.is_none() && self.reading.shapes.is_some() {
            return Some(self.describe(key, "", read));
        }
        let fields = Fields::new(self.reading, node?, &self.path_of(key));
        let value = read(&fields);
        fields.finish();
        Some(value)
    }

    /// Reads a list of maps with `read`; one map alone counts as a list of one.
    pub fn maps<T>(&self, key: &'static str, mut read: impl FnMut(&Fields<'_>) -> T) -> Vec<T> {
        let node = self.find(key, Shape::Maps);
        if node.is_none() && self.reading.shapes.is_some() {
            return vec![self.describe(key, "[]", read)];
        }
        let items = match node.map(|node| (&node.value, node)) {
            None => return Vec::new(),
            Some((Value::List(items), _)) => items.as_slice(),
            Some((_, node)) => std::slice::from_ref(node),
        };
        let items = items.iter().enumerate().map(|(index, item)| {
            let fields = Fields::new(self.reading, item, &format!("{}[{index}]", self.path_of(key)));
            let value = read(&fields);
            fields.finish();
            value
        });
        items.collect()
    }

    /// Reports that `key` is missing here, with the reason `why` it is needed.
    pub fn missing(&self, key: &str, why: &str) {
        if self.reading.shapes.is_none() {
            let message = format!("`{}` is missing: {why}", self.path_of(key));
            self.reading.report(&MISSING_FIELD, self.span, &self.path_of(key), message);
        }
    }

    /// Reports that the value at `node` does not fit `key`, with the form it must have.
    pub fn misfit(&self, key: &str, node: &Node, expected: &str) {
        self.push_misfit(key, node, expected, None);
    }

    fn push_misfit(&self, key: &str, node: &Node, expected: &str, fix: Option<String>) {
        let path = self.path_of(key);
        let message = match node.value {
            Value::Text(_) | Value::Number(_) => format!("`{path}` must be {expected}"),
            _ => format!("`{path}` must be {expected}; found {}", node.value.kind()),
        };
        let finding = Finding::new(&WRONG_TYPE, Place::new(self.reading.file, node.span), message).subject(path);
        self.reading.push(match fix {
            Some(text) => finding.fix(node.span, text),
            None => finding,
        });
    }

    /// Returns whether `text` is at `span` as it is, without quotes or escapes.
    fn is_plain(&self, span: Span, text: &str) -> bool {
        !text.is_empty() && self.reading.file.slice(span) == text
    }

    /// Reports every key that no accessor requested.
    pub fn finish(&self) {
        let known = self.known.borrow();
        for (key, _) in self.pairs {
            if known.contains(&key.value.as_str()) || self.reported.borrow().contains(&key.span) {
                continue;
            }
            let hint = nearest(&key.value, known.iter().copied());
            let message = match hint {
                Some(word) => format!("unknown key `{}`; did you mean `{word}`?", key.value),
                None => format!("unknown key `{}`", key.value),
            };
            let finding = Finding::new(&UNKNOWN_KEY, Place::new(self.reading.file, key.span), message);
            let help = hint.map_or(UNKNOWN_KEY.help.to_owned(), |word| format!("Write `{word}`, or remove the key."));
            let finding = finding.help(help).subject(self.path_of(&key.value));
            let word = hint.filter(|word| self.is_slip(key, word));
            self.reading.push(match word {
                Some(word) => finding.fix(key.span, word),
                None => finding,
            });
        }
    }

    /// Returns whether `key` can only be a slip for `word`: one stroke away from it and from no other key, which is
    /// missing. Keys that say who reads an entry are left to people.
    fn is_slip(&self, key: &Spanned<String>, word: &str) -> bool {
        let is_near = |known: &&&str| strsim::damerau_levenshtein(&key.value, known) <= 2;
        let end = Path::new(self.reading.file.path()).extension();
        let is_content = end.is_some_and(|end| end.eq_ignore_ascii_case("md") || end == "markdown");
        is_content
            && key.value.len() >= 4
            && !matches!(word, "audience" | "customer" | "status" | "suppress" | "id")
            && strsim::damerau_levenshtein(&key.value, word) == 1
            && self.known.borrow().iter().filter(is_near).all(|known| *known == word)
            && self.pairs.iter().all(|(other, _)| other.value != word)
            && self.is_plain(key.span, &key.value)
    }

    fn describe<T>(&self, key: &'static str, brackets: &str, read: impl FnOnce(&Fields<'_>) -> T) -> T {
        let path = format!("{}{brackets}", self.path_of(key));
        let nested = Fields {
            reading: self.reading,
            path,
            span: self.span,
            pairs: &[],
            known: RefCell::default(),
            reported: RefCell::default(),
        };
        read(&nested)
    }

    fn typed<T>(
        &self,
        key: &'static str,
        shape: Shape,
        expected: &str,
        parse: Reader<T>,
        respell: Reader<String>,
    ) -> Option<Spanned<T>> {
        let node = self.find(key, shape)?;
        let text = match &node.value {
            Value::Text(text) | Value::Number(text) => text.trim(),
            _ => "",
        };
        if let Some(value) = parse(text) {
            Some(Spanned::new(value, node.span))
        } else {
            let fix = respell(text).filter(|_| self.is_plain(node.span, text));
            self.push_misfit(key, node, expected, fix);
            None
        }
    }

    fn find(&self, key: &'static str, shape: Shape) -> Option<&'a Node> {
        self.known.borrow_mut().push(key);
        if let Some(shapes) = self.reading.shapes {
            shapes.borrow_mut().insert(self.path_of(key), shape);
        }
        let (_, node) = self.pair(key)?;
        (node.value != Value::Null).then_some(node)
    }

    fn pair(&self, key: &str) -> Option<&'a (Spanned<String>, Node)> {
        self.pairs.iter().find(|(name, _)| name.value == key)
    }
}

fn as_text(node: &Node) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(Spanned::new(text.clone(), node.span)),
        _ => None,
    }
}

/// Rewrites a day whose year is first, such as `2026/3/1`, in the one form that is read.
fn iso_day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_number = |part: &&&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = [month, day].iter().all(is_number);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    parse_date(&written).filter(|_| is_short).map(|_| written)
}

/// Returns the word nearest to `name`, if it is near enough to be meant (Damerau–Levenshtein, a third of the letters).
pub fn nearest<'w>(name: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let reach = (name.chars().count() / 3).clamp(1, 3);
    let distance = |word: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &word.to_lowercase());
    let near = words.map(|word| (distance(word), word)).filter(|(distance, _)| *distance <= reach);
    near.min().map(|(_, word)| word)
}
