//! Abbreviations that are not explained.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::{Prose, Role};
use crate::rules::own_subject::OwnSubject;
use regex::Regex;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A text for customers uses an abbreviation that it does not explain.
pub(crate) static RULE: Rule = Rule {
    id: "style/unexpanded-acronym",
    family: Family::Style,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text for customers uses an abbreviation that it never explains.",
    help: "Write it out the first time, with the abbreviation in brackets.",
    page: include_str!("unexpanded_acronym.md"),
};

/// Three to six capitals, perhaps with the `s` of a plural.
static ACRONYM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[A-Z]{3,6}s?\b").ok());

/// Capitals one after the other, whatever comes before and after them.
static LETTERS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[A-Z]{3,6}").ok());

/// Abbreviations that buyers of software know.
static KNOWN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("acronyms.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let Some(acronym) = ACRONYM.as_ref().filter(|_| subject.is_live() && subject.is_outside()) else {
        return Vec::new();
    };
    let prose = subject.prose();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut explained = None;
    for sentence in prose.sentences().iter().filter(|sentence| prose.role(sentence) != Role::Heading) {
        let text = prose.text_of(sentence);
        if !text.chars().any(char::is_lowercase) {
            // The sentence shouts.
            continue;
        }
        for word in acronym.find_iter(text).filter(|word| is_alone(text, word.start(), word.end())) {
            let bare = word.as_str().trim_end_matches('s');
            if KNOWN.contains(bare) || !seen.insert(bare) {
                continue;
            }
            let explained = explained.get_or_insert_with(|| Explained::by(subject, prose));
            if explained.contains(bare) {
                continue;
            }
            let range = sentence.range.start + word.start()..sentence.range.start + word.end();
            let message = format!("`{bare}` is not explained in this entry");
            found.push(subject.finding(&RULE, prose.span(&range), message).subject(bare));
        }
    }
    found
}

/// Returns whether the word is not part of a longer name such as `AES-256` or `NIST/CSF`, and not among words in
/// capitals.
fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let touches =
        |symbol: Option<char>| symbol.is_some_and(|symbol| matches!(symbol, '-' | '/' | '_' | '.' | '\'' | '’'));
    let before = text.get(..start).and_then(|rest| rest.chars().next_back());
    let rest = text.get(end..).unwrap_or_default();
    // A full stop ends the sentence, unless a number goes on behind it, as in `ASN.1`.
    let is_end = !rest.get(1..2).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
    let after = rest.chars().next().filter(|symbol| *symbol != '.' || !is_end);
    !touches(before) && !touches(after) && !is_in_shout(text, start, end)
}

/// Returns whether the word before or after is a word in capitals too, as in `UPDATE REQUIRED` or `SAME AS ABOVE`.
fn is_in_shout(text: &str, start: usize, end: usize) -> bool {
    const SHORT: [&str; 14] = ["AS", "AT", "BE", "BY", "DO", "IF", "IN", "IS", "NO", "OF", "ON", "OR", "TO", "WE"];
    let is_loud = |word: Option<&str>| {
        let word = word.unwrap_or_default().trim_matches(|symbol: char| !symbol.is_alphanumeric());
        SHORT.contains(&word) || (word.len() > 3 && word.chars().all(char::is_uppercase))
    };
    is_loud(text.get(..start).and_then(|rest| rest.split_whitespace().next_back()))
        || is_loud(text.get(end..).and_then(|rest| rest.split_whitespace().next()))
}

/// The abbreviations whose meaning an entry says, collected in one pass over its text.
struct Explained<'a> {
    /// `(ABC)` after the words, `ABC (` before them, a heading of its own.
    in_text: BTreeSet<Cow<'a, str>>,
    /// Names of the site and of the entry, in which any part explains itself.
    names: Vec<&'a str>,
    synonyms: BTreeSet<String>,
}

impl<'a> Explained<'a> {
    fn by(subject: &'a OwnSubject<'_>, prose: &'a Prose) -> Self {
        let text = prose.text();
        let written = LETTERS.iter().flat_map(|letters| letters.find_iter(text));
        let written = written.filter(|found| is_explained_at(text, found.range()));
        // An entry of a glossary: the abbreviation is the heading, and what it means is below.
        let headings = prose.sentences().iter().filter(|sentence| prose.role(sentence) == Role::Heading);
        let headings = headings.map(|sentence| Cow::Owned(prose.text_of(sentence).to_ascii_uppercase()));
        let vocabularies = subject.vocabularies;
        let mut names: Vec<&str> = vocabularies.capabilities().collect();
        let own = [&subject.entry.products, &subject.entry.aliases, &subject.entry.competitors];
        names.extend(own.into_iter().flatten().map(|name| name.value.as_str()));
        Self {
            in_text: written.map(|found| Cow::Borrowed(found.as_str())).chain(headings).collect(),
            names,
            synonyms: vocabularies.synonyms().map(str::to_ascii_uppercase).collect(),
        }
    }

    fn contains(&self, acronym: &str) -> bool {
        self.in_text.contains(acronym)
            || self.synonyms.contains(acronym)
            || self.names.iter().any(|name| name.contains(acronym))
    }
}

/// Returns whether the text around the letters at `range` says what they mean.
fn is_explained_at(text: &str, range: Range<usize>) -> bool {
    let letters = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let is_in_brackets = before.ends_with('(') && [")", "s)", ","].iter().any(|end| after.starts_with(end));
    // “TESS: Trademark …”, the words behind a colon.
    let is_before_words = after.strip_prefix(": ").is_some_and(|words| words.chars().next() == letters.chars().next());
    let is_named = [" (", ", short for", " is short for", " stands for"].iter().any(|words| after.starts_with(words));
    is_in_brackets || is_before_words || is_named || before.ends_with("abbreviated as ")
}
