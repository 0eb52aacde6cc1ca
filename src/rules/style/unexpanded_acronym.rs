//! Abbreviations that no person explains.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::prose::{Prose, Role, Sentence};
use crate::rules::subject::Subject;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A text for customers uses an abbreviation that it does not explain.
pub(super) static RULE: Rule = Rule {
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

/// Abbreviations that buyers of software know.
static KNOWN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../words/acronyms.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(acronym) = ACRONYM.as_ref().filter(|_| subject.is_live() && subject.is_outside()) else {
        return Vec::new();
    };
    let prose = subject.prose();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for sentence in prose.sentences().iter().filter(|sentence| prose.role(sentence) != Role::Heading) {
        let text = prose.text_of(sentence);
        for word in acronym.find_iter(text).filter(|word| is_alone(text, word.start(), word.end())) {
            let bare = word.as_str().trim_end_matches('s');
            if KNOWN.contains(bare) || !seen.insert(bare.to_owned()) || is_explained(subject, prose, bare) {
                continue;
            }
            let range = sentence.range.start + word.start()..sentence.range.start + word.end();
            let message = format!("`{bare}` is not explained in this entry");
            found.push(subject.finding(&RULE, prose.span(&range), message).subject(bare));
        }
    }
    found
}

/// Returns whether the word is no part of a longer name such as `AES-256` or `NIST/CSF`, and the sentence does not
/// shout.
fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let touches =
        |symbol: Option<char>| symbol.is_some_and(|symbol| matches!(symbol, '-' | '/' | '_' | '.' | '\'' | '’'));
    let before = text.get(..start).and_then(|rest| rest.chars().next_back());
    let rest = text.get(end..).unwrap_or_default();
    // A full stop ends the sentence, unless a number goes on behind it, as in `ASN.1`.
    let is_end = !rest.get(1..2).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
    let after = rest.chars().next().filter(|symbol| *symbol != '.' || !is_end);
    let shouts = !text.chars().any(char::is_lowercase);
    !touches(before) && !touches(after) && !shouts && !is_in_shout(text, start, end)
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

/// Returns whether the entry says what the letters mean: `(ABC)` after the words, `ABC (` before them, a
/// heading of its own, or a list of the site that knows them.
fn is_explained(subject: &Subject<'_>, prose: &Prose, acronym: &str) -> bool {
    let text = prose.text();
    let lists = &subject.check().library.lists;
    let forms = [
        format!("({acronym})"),
        format!("({acronym}s)"),
        format!("({acronym},"),
        format!("{acronym} ("),
        format!("{acronym}, short for"),
        format!("{acronym} is short for"),
        format!("{acronym} stands for"),
        format!("abbreviated as {acronym}"),
        // “TESS: Trademark …”, the words behind a colon.
        format!("{acronym}: {}", acronym.get(..1).unwrap_or_default()),
    ];
    let in_lists = lists.capabilities.iter().any(|capability| {
        capability.name.contains(acronym) || capability.synonyms.iter().any(|name| name.contains(acronym))
    });
    let in_names = [&subject.entry.products, &subject.entry.aliases, &subject.entry.competitors];
    // An entry of a glossary: the abbreviation is the heading, and what it means is below.
    let is_heading = |sentence: &Sentence| {
        prose.role(sentence) == Role::Heading && prose.text_of(sentence).eq_ignore_ascii_case(acronym)
    };
    in_lists
        || prose.sentences().iter().any(is_heading)
        || forms.iter().any(|form| text.contains(form.as_str()))
        || in_names.iter().any(|names| names.iter().any(|name| name.value.contains(acronym)))
        || lists.synonyms.iter().flatten().any(|word| word.eq_ignore_ascii_case(acronym))
}
