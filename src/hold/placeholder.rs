//! The one list of forms in which authors leave something open, and finding them.

use super::elements::is_element;
use crate::entry::{Answer, Entry};
use crate::markdown::LocatedText;
use crate::source::{Span, Spanned, count};
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A placeholder in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Placeholder {
    /// What a message says of it: as it is written, unless that could be a secret.
    shown: String,
    /// The name between `{{` and `}}`; `None` if it has another form.
    name: Option<String>,
    /// Its bytes in the text.
    range: Range<usize>,
}

/// A placeholder of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerPlaceholder {
    /// What a message says of it.
    pub shown: String,
    /// The name between `{{` and `}}`; `None` if it has another form.
    pub name: Option<String>,
    /// Whether the answer declares the name.
    pub is_declared: bool,
    /// Whether it is in code.
    pub is_code: bool,
    /// Its place in the file.
    pub span: Span,
}

/// What may touch a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Anything.
    Any,
    /// No letter, digit or `_` before it.
    Open,
    /// No letter, digit or `_` on either side.
    Word,
    /// As [`Edge::Word`], and not a part of a hyphenated word (`XXX-large`) or of an address.
    Alone,
}

/// Every form, with what may touch it. The first one that fits at a place counts.
const FORMS: [(&str, Edge); 10] = [
    // `{{customer}}`; an opening without an end is one too.
    (r"\{\{(?:[^{}\n]*\}\})?", Edge::Any),
    // `[[ FILL IN ]]`
    (r"\[\[\s*(?i:fill|insert|your)\b[^\]\n]*\]\]", Edge::Any),
    // `[insert number here]`, `[your company]`, `[customer name]`
    (r"\[\s*(?i:insert\b|fill in\b|your\b|(?:customer|client|company|vendor|product) name\b)[^\]\n]*\]", Edge::Any),
    // `<customer>`, `<insert date>`; names of HTML elements are sorted out afterwards.
    (r"<[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*>", Edge::Open),
    (r"(?i:tbd|tbc)", Edge::Word),
    (r"TBA|TODO|FIXME|X{3,}", Edge::Alone),
    (r"FILL (?:THIS |ME )?IN", Edge::Word),
    (r"(?i:lorem ipsum)", Edge::Word),
    (r"\?{3,}", Edge::Open),
    (r"_{4,}", Edge::Word),
];

/// The forms in the order of the table, each as a group of its own.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let groups: Vec<String> = FORMS.iter().map(|(pattern, _)| format!("({pattern})")).collect();
    Regex::new(&groups.join("|")).ok()
});

/// What a Markdown text has at least if it has a placeholder; most texts have none of it and need not be parsed.
static HINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\{|&|<[A-Za-z]|\?\?|__|XXX|(?i:tb[acd]|todo|fixme|fill|lorem|insert|your|name)").ok()
});

/// Returns the placeholders of a plain text, in order.
fn placeholders(text: &str) -> Vec<Placeholder> {
    let Some(pattern) = PATTERN.as_ref() else { return Vec::new() };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let form = (0..FORMS.len()).find(|index| captures.get(index + 1).is_some())?;
        let (_, edge) = FORMS.get(form)?;
        let is_one = fits(text, &whole.range(), *edge) && !is_html(whole.as_str());
        is_one.then(|| placeholder(whole.as_str(), whole.range()))
    });
    found.collect()
}

/// Returns whether `text` is empty or consists of placeholders alone, in any case of letters.
pub fn is_only_placeholder(text: &str) -> bool {
    let upper = text.to_uppercase();
    let mut rest = String::new();
    let mut end = 0;
    for found in placeholders(&upper) {
        rest.push_str(upper.get(end..found.range.start).unwrap_or_default());
        end = found.range.end;
    }
    rest.push_str(upper.get(end..).unwrap_or_default());
    !rest.contains(char::is_alphanumeric)
}

/// Returns the placeholders of an answer: in its summary, its text, its workaround and its variants.
pub fn answer_placeholders(entry: &Entry, answer: &Answer) -> Vec<AnswerPlaceholder> {
    let variants = answer.variants.iter().filter_map(|variant| variant.text.as_ref());
    let fields = entry.summary.iter().chain(&answer.workaround).chain(variants);
    let mut found: Vec<AnswerPlaceholder> = fields.flat_map(|field| of_field(entry, answer, field)).collect();
    found.extend(of_markdown(entry.text(), answer, entry.body.span.start));
    found
}

/// Returns what a message says of each placeholder in a plain text.
pub(super) fn shown_placeholders(text: &str) -> Vec<String> {
    placeholders(text).into_iter().map(|found| found.shown).collect()
}

/// Writes the value of each placeholder that has one.
pub fn resolve(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut end = 0;
    for found in placeholders(text) {
        let Some(value) = found.name.and_then(|name| values.get(&name)) else { continue };
        resolved.push_str(text.get(end..found.range.start).unwrap_or_default());
        resolved.push_str(value);
        end = found.range.end;
    }
    resolved.push_str(text.get(end..).unwrap_or_default());
    resolved
}

fn of_field(entry: &Entry, answer: &Answer, field: &Spanned<String>) -> Vec<AnswerPlaceholder> {
    let offset = entry.file.slice(field.span).find(field.value.as_str());
    let place = |range: &Range<usize>| match offset {
        Some(offset) => Span::new(range.start + offset..range.end + offset).shifted(field.span.start),
        // A folded scalar reads otherwise than it is written.
        None => field.span,
    };
    placeholders(&field.value)
        .into_iter()
        .map(|one| {
            let span = place(&one.range);
            with_answer(one, answer, span, CodeMark::Prose)
        })
        .collect()
}

fn of_markdown(markdown: &str, answer: &Answer, start: u32) -> Vec<AnswerPlaceholder> {
    if !HINT.as_ref().is_none_or(|hint| hint.is_match(markdown)) {
        return Vec::new();
    }
    let located = LocatedText::new(markdown);
    let found = placeholders(located.text()).into_iter().map(|one| {
        let source = located.source(&one.range);
        let span = Span { start: start + count(source.start), end: start + count(source.end) };
        let mark = if located.is_code(&one.range) { CodeMark::Code } else { CodeMark::Prose };
        with_answer(one, answer, span, mark)
    });
    found.collect()
}

/// Whether a text is code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodeMark {
    Code,
    Prose,
}

fn with_answer(found: Placeholder, answer: &Answer, span: Span, mark: CodeMark) -> AnswerPlaceholder {
    let is_declared = found.name.as_ref().is_some_and(|name| answer.placeholders.iter().any(|one| one.value == *name));
    AnswerPlaceholder { shown: found.shown, name: found.name, is_declared, is_code: mark == CodeMark::Code, span }
}

fn placeholder(written: &str, range: Range<usize>) -> Placeholder {
    let inner = written.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    let name = inner.map(|name| name.trim().to_owned());
    Placeholder { shown: shown(written), name, range }
}

/// Returns `written` if it is made of words; what could be a secret is left out.
fn shown(written: &str) -> String {
    const MOST: usize = 60;
    let is_word = |symbol: char| !symbol.is_ascii_digit() && !symbol.is_control() && symbol != '`';
    if written.chars().count() <= MOST && written.chars().all(is_word) {
        return written.to_owned();
    }
    let mark = |symbol: &char| matches!(symbol, '{' | '[' | '<' | '>' | ']' | '}');
    let begin: String = written.chars().take_while(mark).collect();
    let end: Vec<char> = written.chars().rev().take_while(mark).collect();
    format!("{begin}…{}", end.into_iter().rev().collect::<String>())
}

/// Returns whether what touches `range` leaves it a placeholder.
fn fits(text: &str, range: &Range<usize>, edge: Edge) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let is_part = |symbol: Option<char>| symbol.is_some_and(|symbol| symbol.is_alphanumeric() || symbol == '_');
    let begins = !is_part(before.chars().next_back());
    let is_word = begins && !is_part(after.chars().next());
    let joins = |symbols: (Option<char>, Option<char>)| symbols.0 == Some('-') && is_part(symbols.1);
    let mut left = before.chars().rev();
    let mut right = after.chars();
    let is_joined = joins((left.next(), left.next())) || joins((right.next(), right.next()));
    match edge {
        Edge::Any => true,
        Edge::Open => begins,
        Edge::Word => is_word,
        Edge::Alone => is_word && !is_joined && !is_in_address(before),
    }
}

/// Returns whether the word that `before` ends with is the beginning of an address.
fn is_in_address(before: &str) -> bool {
    before.rsplit_once(char::is_whitespace).map_or(before, |(_, word)| word).contains("://")
}

fn is_html(written: &str) -> bool {
    let inside = written.strip_prefix('<').map(|rest| rest.trim_end_matches('>'));
    inside.and_then(|inside| inside.split(' ').next()).is_some_and(is_element)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        placeholders(text).into_iter().map(|one| one.shown).collect()
    }

    #[test]
    fn each_form_is_found() {
        for (text, shown) in [
            ("For {{customer}} only.", "{{customer}}"),
            ("For {{ customer name }}.", "{{ customer name }}"),
            ("For {{customer.", "{{"),
            ("[[ FILL IN ]]", "[[ FILL IN ]]"),
            ("[insert number here]", "[insert number here]"),
            ("[Your company]", "[Your company]"),
            ("Dear [customer name],", "[customer name]"),
            ("The desk of <customer> answers.", "<customer>"),
            ("by <insert date>", "<insert date>"),
            ("Our SLA is TBD percent.", "TBD"),
            ("within tbc days", "tbc"),
            ("TBA.", "TBA"),
            ("TODO: ask legal.", "TODO"),
            ("(FIXME)", "FIXME"),
            ("for XXX days", "XXX"),
            ("for XXXX days", "XXXX"),
            ("Then FILL THIS IN.", "FILL THIS IN"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("within ??? hours", "???"),
            ("within ____ hours", "____"),
        ] {
            assert_eq!(found(text), [shown], "{text}");
        }
        let all = "Our SLA is TBD percent. TODO: ask legal. [insert number here]";
        assert_eq!(found(all), ["TBD", "TODO", "[insert number here]"]);
    }

    #[test]
    fn ordinary_prose_is_not_a_placeholder() {
        for text in [
            "Shirts in XXX-large and a pre-XXX release",
            "What you have to do, and the to-do list; todos; Todo",
            "A TODO-list app, FIXMEs, TBDs, TBDX and TODO_LIST",
            "A single { brace } and {one} pair",
            "An array a[0], a [note] and [1]",
            "[Insertion] of rows, [yours]",
            "One line<br>another, <b>bold</b>, <img src=\"x\"> and <input disabled>",
            "List<String> and a < b",
            "Really?? Yes, really???",
            "snake_case__name and __init__",
            "Lorem and ipsum",
            "https://host.example/TODO/list",
            "See https://host.example/TODO/list",
            "Filled in; please fill in the form",
            "",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_could_be_a_secret_is_not_shown() {
        let digits = "4f9a8b7c6d5e".repeat(2);
        assert_eq!(found(&format!("{{{{{digits}}}}} [insert {digits}]")), ["{{…}}", "[…]"]);
        let (at, above) = (format!("{{{{{}}}}}", "x".repeat(56)), format!("{{{{{}}}}}", "x".repeat(57)));
        assert_eq!([at.len(), above.len()], [60, 61]);
        assert_eq!([found(&at), found(&above)], [[at], ["{{…}}".to_owned()]]);
    }

    #[test]
    fn a_text_of_placeholders_alone_says_nothing() {
        for empty in ["", " ", "TBD", "todo.", "tba", "???", "-", "TBD / TODO", "{{x}}", "?"] {
            assert!(is_only_placeholder(empty), "{empty}");
        }
        for text in ["TBD by legal", "See TBD", "none", "Two restores fail", "0"] {
            assert!(!is_only_placeholder(text), "{text}");
        }
    }

    #[test]
    fn values_are_written_for_the_names_that_have_one() {
        let values = BTreeMap::from([("customer".to_owned(), "Initech".to_owned())]);
        assert_eq!(
            resolve("For {{customer}}, {{ customer }}: {{day}} TBD.", &values),
            "For Initech, Initech: {{day}} TBD."
        );
        assert_eq!(resolve("plain", &values), "plain");
    }

    #[test]
    fn the_placeholders_of_an_answer_have_their_places_in_the_file() {
        let text = "---\nquestion: Q\nsummary: For {{client}}.\nworkaround: >-\n  Folded\n  TBD.\nplaceholders: [client]\nvariants:\n  - {region: eu, text: TODO}\n---\nThe `{{desk}}` of\n**{{client}}** &amp; FIXME.\n";
        let file = crate::entry::read_content(&[("content/answers/a.md", text)]).remove(0);
        let entry = file.entries.first().unwrap();
        let crate::entry::KindFields::Answer(answer) = &entry.kind_fields else { panic!("not an answer") };
        let shown = |one: AnswerPlaceholder| {
            let marks = [(one.is_declared, "declared"), (one.is_code, "code")];
            let marks = marks.iter().filter_map(|(is_set, word)| is_set.then_some(*word));
            format!("{} {:?}: {}", one.shown, marks.collect::<Vec<_>>(), entry.file.slice(one.span).replace('\n', "/"))
        };
        assert_eq!(
            answer_placeholders(entry, answer).into_iter().map(shown).collect::<Vec<_>>(),
            [
                "{{client}} [\"declared\"]: {{client}}",
                "TBD []: Folded/  TBD.",
                "TODO []: TODO",
                "{{desk}} [\"code\"]: `{{desk}}`",
                "{{client}} [\"declared\"]: {{client}}",
                "FIXME []: FIXME",
            ]
        );
    }
}
