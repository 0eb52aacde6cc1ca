//! What a customer's cell asks, without what is only about the form: numbers before it, examples in brackets, and
//! instructions for the answer.

use super::guards::names_only;
use crate::words::normalise;

/// What a cell asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The words that are matched.
    pub(super) core: String,
    pub(super) form: Form,
}

/// How a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With yes or no, like a statement that is to be confirmed.
    Closed,
    /// In words only.
    Open,
}

/// Question words that also begin a clause before the question.
const CLAUSES: [&str; 2] = ["when", "where"];

/// The words that begin a question which is answered with yes or no.
const AUXILIARIES: [&str; 16] = [
    "is", "are", "do", "does", "did", "can", "could", "will", "would", "has", "have", "must", "may", "was", "were",
    "should",
];

/// First words of questions that a yes or no does not answer.
const OPEN: [&str; 21] = [
    "what",
    "which",
    "when",
    "where",
    "who",
    "whom",
    "whose",
    "why",
    "how",
    "within",
    "describe",
    "explain",
    "list",
    "name",
    "provide",
    "specify",
    "state",
    "outline",
    "detail",
    "attach",
    "summarise",
];

/// First words of a sentence that says how to answer.
const INSTRUCTIONS: [&str; 24] = [
    "if yes",
    "if no",
    "if not",
    "if so",
    "if applicable",
    "if other",
    "please",
    "describe",
    "explain",
    "provide",
    "specify",
    "attach",
    "list",
    "state",
    "include",
    "elaborate",
    "comment",
    "note",
    "indicate",
    "answer",
    "select",
    "give details",
    "be as",
    "be specific",
];

/// What a person may write before a closed question.
const PREFIXES: [&str; 13] = [
    "can you confirm that",
    "can you confirm whether",
    "please confirm that",
    "please confirm whether",
    "please confirm if",
    "please confirm",
    "please indicate whether",
    "please indicate if",
    "please state whether",
    "confirm that",
    "confirm whether",
    "indicate whether",
    "state whether",
];

impl Asked {
    /// Reads a cell.
    pub(super) fn new(text: &str) -> Self {
        let text = around_the_clock(&without_examples(without_number(text)));
        let mut kept = Vec::new();
        for sentence in sentences(&text) {
            if kept.is_empty() || !is_instruction(sentence) {
                kept.push(without_tail(sentence));
            }
        }
        let core = kept.join(" ");
        let core = without_prefix(&core);
        let words = normalise(core);
        let first = words.split(' ').find(|word| *word != "please").unwrap_or_default();
        let is_open = OPEN.contains(&first) && !(CLAUSES.contains(&first) && asks_after_comma(core));
        let form = if is_open { Form::Open } else { Form::Closed };
        Self { core: core.to_owned(), form }
    }
}

/// Returns whether a part after a comma asks for yes or no: `When someone leaves, is the account removed?`
fn asks_after_comma(core: &str) -> bool {
    let first = |part: &str| normalise(part).split(' ').next().is_some_and(|word| AUXILIARIES.contains(&word));
    core.split(',').skip(1).any(first)
}

/// The text with the one spelling of "24x7" that is one word.
fn around_the_clock(text: &str) -> String {
    // Every spelling has it.
    if !text.contains('7') && !text.contains("seven") {
        return text.to_owned();
    }
    [
        "24 hours a day, seven days a week",
        "24 hours a day, 7 days a week",
        "24/7/365",
        "24x7x365",
        "24/7",
        "24 x 7",
        "24*7",
        "24-7",
        "7x24",
        "24 / 7",
        "24 X 7",
        "24X7",
    ]
    .iter()
    .fold(text.to_owned(), |text, spelling| text.replace(spelling, "24x7"))
}

/// The text without `12.`, `1.2.3`, `a)`, `(b)`, `Q4:` or `IAM-08.1` before it.
fn without_number(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((head, after)) = rest.split_once(char::is_whitespace) {
        let after = after.trim_start();
        if after.is_empty() || !is_number(head, after) {
            break;
        }
        rest = after;
    }
    rest.trim_start_matches(['-', '–', '•', '*', '>', ' '])
}

fn is_number(head: &str, after: &str) -> bool {
    let bare = head.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.', ':', '-']);
    let is_marked = bare.len() < head.len();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let letters = bare.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'&'));
    let has_parts = bare.contains(['.', '-', '_']);
    let begins = after.starts_with(char::is_uppercase);
    let is_part = letters == 1 && bare.ends_with(|character: char| character.is_ascii_lowercase());
    match (digits, letters) {
        (0, 1) => is_marked,
        (0, _) => is_marked && letters > 0 && bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')),
        (_, 0) => is_plain && (is_marked || begins),
        _ => is_plain && begins && letters <= 5 && (is_marked || has_parts || is_part),
    }
}

/// The text without brackets that hold only examples, names of standards or the possible answers.
fn without_examples(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['(', '[']) {
        kept.push_str(before);
        let bracket = rest.get(before.len()..=before.len()).unwrap_or("(");
        let Some((inside, following)) = after.split_once([')', ']']) else {
            kept.extend([bracket, after]);
            return kept;
        };
        if !is_example(text, inside) {
            kept.extend([bracket, inside, if bracket == "(" { ")" } else { "]" }]);
        }
        rest = following;
    }
    kept.push_str(rest);
    kept
}

fn is_example(text: &str, inside: &str) -> bool {
    const STARTS: [&str; 10] =
        ["e g", "eg", "for example", "for instance", "such as", "i e", "ie", "like", "including", "yes no"];
    const ANSWERS: [&str; 8] = ["yes", "no", "y n", "y", "n", "n a", "partial", "yes or no"];
    let words = normalise(inside);
    if is_acronym(text, inside) {
        return true;
    }
    let starts = STARTS.iter().any(|start| words == *start || begins_with(&words, start).is_some());
    // Names in brackets are references, unless the question is about having them.
    let is_about = ["certif", "complian", "comply", "attest", "report", "accredit", "standard"];
    let whole = text.to_lowercase();
    let is_reference = names_only(inside) && !is_about.iter().any(|word| whole.contains(word));
    starts || ANSWERS.contains(&words.as_str()) || is_reference
}

/// Whether a bracket only abbreviates the words before it, as in "disaster recovery plan (DRP)".
fn is_acronym(text: &str, inside: &str) -> bool {
    let before = text.split_once(inside).map(|(before, _)| normalise(before)).unwrap_or_default();
    let words: Vec<&str> = before.split(' ').collect();
    let letters = inside.trim().strip_suffix('s').unwrap_or(inside.trim()).to_lowercase();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    (2..=6).contains(&letters.len()) && initials.ends_with(&letters)
}

/// The sentences of a text with their marks.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let ends = rest.char_indices().find(|(at, character)| {
            let after = rest.get(at + character.len_utf8()..).unwrap_or_default();
            match character {
                '?' | '!' | '\n' => true,
                '.' | ';' => {
                    after.starts_with(char::is_whitespace) && !is_abbreviated(rest.get(..*at).unwrap_or_default())
                }
                _ => false,
            }
        });
        let end = ends.map_or(rest.len(), |(at, character)| at + character.len_utf8());
        let (sentence, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if sentence.chars().any(char::is_alphanumeric) {
            found.push(sentence.trim());
        }
        rest = after.trim_start();
    }
    found
}

fn is_abbreviated(before: &str) -> bool {
    ["e.g", "i.e", "etc", "incl", "approx", "no", "vs"]
        .iter()
        .any(|short| before.strip_suffix(short).is_some_and(|head| !head.ends_with(char::is_alphanumeric)))
}

fn is_instruction(sentence: &str) -> bool {
    let words = format!("{} ", normalise(sentence));
    let is_choice = ["y n ", "yes no ", "y n n a ", "yes no n a "].contains(&words.as_str());
    is_choice || INSTRUCTIONS.iter().any(|start| begins_with(&words, start).is_some())
}

/// The sentence without `, if not, describe …` and the like.
fn without_tail(sentence: &str) -> &str {
    const TAILS: [&str; 14] = [
        ", if yes",
        ", if no,",
        ", if not",
        ", if so",
        ", and if so",
        " and if so",
        " - if yes",
        " – if yes",
        ": if yes",
        " if yes,",
        " if not,",
        " if so,",
        ", please",
        ", e.g.",
    ];
    let lower = sentence.to_ascii_lowercase();
    // Every tail has one of them.
    if !["if", "please", "e.g."].iter().any(|part| lower.contains(part)) {
        return sentence;
    }
    let at = TAILS.iter().filter_map(|tail| lower.find(tail)).filter(|at| *at > 0).min();
    at.and_then(|at| sentence.get(..at)).unwrap_or(sentence)
}

/// What follows the words of `start` and a blank.
fn begins_with<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_prefix(' ')
}

fn without_prefix(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let rest = PREFIXES.iter().find_map(|prefix| begins_with(&lower, prefix));
    rest.and_then(|rest| text.get(text.len() - rest.len()..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_the_form_is_left_out() {
        for (text, core) in [
            ("12. Is data encrypted?", "Is data encrypted?"),
            ("12 Is data encrypted?", "Is data encrypted?"),
            ("1.2.3 Is data encrypted?", "Is data encrypted?"),
            ("(b) Is data encrypted?", "Is data encrypted?"),
            ("Q7: Is data encrypted?", "Is data encrypted?"),
            ("CEK-03.1 Is data encrypted?", "Is data encrypted?"),
            ("24x7 support is offered?", "24x7 support is offered?"),
            ("Is data encrypted? If not, describe why.", "Is data encrypted?"),
            ("Is data encrypted, if not, describe why", "Is data encrypted"),
            ("Is data encrypted? Please explain.", "Is data encrypted?"),
            ("Is data encrypted (e.g. AES)?", "Is data encrypted ?"),
            ("Is data encrypted (ISO 27001)?", "Is data encrypted ?"),
            ("Is data encrypted (AES-256)?", "Is data encrypted (AES-256)?"),
            ("Do you have a certificate (ISO 27001)?", "Do you have a certificate (ISO 27001)?"),
            ("Is data encrypted? (Yes/No)", "Is data encrypted?"),
            ("Please confirm that data is encrypted.", "data is encrypted."),
            ("Is TLS 1.2 used? It is old.", "Is TLS 1.2 used? It is old."),
        ] {
            assert_eq!(Asked::new(text).core.trim(), core, "{text}");
        }
    }

    #[test]
    fn a_question_is_closed_or_open() {
        assert_eq!(Asked::new("3) Please describe the plan.").form, Form::Open);
        assert_eq!(Asked::new("Please confirm that there is a plan.").form, Form::Closed);
        assert_eq!(Asked::new("Is there a plan?").form, Form::Closed);
        assert_eq!(Asked::new("When someone leaves, is the account removed?").form, Form::Closed);
        assert_eq!(Asked::new("When was the last test, and can we see it?").form, Form::Open);
    }
}
