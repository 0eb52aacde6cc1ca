//! Mismatches of a candidate whose words fit: near-twins that a ranking cannot distinguish.

use crate::words::normalise;
use std::fmt;

/// A way in which a question and an entry differ although their words are much the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// One of them is about the opposite.
    Negation,
    /// The question is about the first, the entry about the second.
    Aspect(&'static str, &'static str),
    /// The question names a standard or regulation that the entry does not mention.
    Named(String),
    /// The question names a number that the entry does not mention.
    Number(String),
    /// The entry lacks the word that carries most of the question.
    Lacks(String),
    /// The percentage of the question's weight that the entry has; too low.
    Thin(u8),
    /// The number of entries that fit well: the question may need more than one of them.
    Rivals(usize),
    /// The number of entries that contain the question in the same words.
    Twins(usize),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negation => write!(formatter, "one of them is negated"),
            Self::Aspect(question, entry) => {
                write!(formatter, "the question is about {question}, the entry about {entry}")
            }
            Self::Named(name) => write!(formatter, "the question mentions {name}, the entry does not"),
            Self::Number(number) => write!(formatter, "the question mentions {number}, the entry does not"),
            Self::Lacks(word) => write!(formatter, "the question mentions \"{word}\", the entry does not"),
            Self::Thin(percent) => write!(formatter, "the entry covers {percent} % of the question"),
            Self::Rivals(count) => write!(formatter, "{count} entries fit well; the question may need more than one"),
            Self::Twins(count) => write!(formatter, "{count} entries have exactly this question"),
        }
    }
}

/// The texts of an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts<'a> {
    /// Its question and alternates.
    pub(super) wordings: Vec<&'a str>,
    /// Its answer.
    pub(super) answer: &'a str,
}

/// Aspects that are easily taken for each other: the name and the phrases of each side, in normal form.
type Side = (&'static str, &'static [&'static str]);
const ASPECTS: &[(Side, Side)] = &[
    (
        ("data at rest", &["at rest", "stored data", "data storage", "when stored"]),
        ("data in transit", &["in transit", "in motion", "transmission", "transmitted", "over the network"]),
    ),
    (("recovery time", &["rto", "recovery time"]), ("recovery point", &["rpo", "recovery point", "data loss"])),
    (
        (
            "having it",
            &["established", "documented", "have a", "have an", "in place", "defined", "maintain a", "maintain an"],
        ),
        ("reviewing it", &["reviewed", "reviewed and updated", "review of", "updated at least", "how often"]),
    ),
    (
        ("internal", &["internal", "internally"]),
        ("external", &["external", "externally", "third party", "independent"]),
    ),
    (("physical", &["physical", "physically"]), ("logical", &["logical", "logically"])),
    (
        ("customers", &["customer", "customers", "client", "clients", "our users"]),
        ("employees", &["employee", "employees", "staff", "personnel"]),
    ),
    (
        ("making backups", &["backed up", "back up", "backups made", "backup frequency"]),
        ("restoring", &["restore", "restored", "restoring", "restoration"]),
    ),
    (
        ("customer keys", &["byok", "own keys", "own key", "customer managed", "held by us", "our keys"]),
        ("provider keys", &["we manage", "provider managed", "managed by us", "our key management"]),
    ),
    (
        ("before employment", &["background", "before employment", "prior to employment"]),
        ("after employment", &["termination", "leaver", "leavers", "offboarding"]),
    ),
    (
        ("keeping", &["retain", "retained", "retention"]),
        ("deleting", &["delete", "deleted", "deletion", "erasure", "erased", "destroyed"]),
    ),
];

/// Words that negate a statement. `no` and `non` are not listed, since they occur in too many names.
const NEGATIONS: &[&str] = &[
    "not",
    "never",
    "cannot",
    "without",
    "neither",
    "prohibited",
    "forbidden",
    "prevented",
    "refuse",
    "unable",
    "dont",
    "doesnt",
];

/// Standards and regulations in normal form. Names with a number are compared as numbers as well.
const NAMES: &[&str] = &[
    "gdpr",
    "ccpa",
    "cpra",
    "hipaa",
    "hitrust",
    "pci dss",
    "pci",
    "soc 1",
    "soc 2",
    "soc 3",
    "iso 27001",
    "iso 27017",
    "iso 27018",
    "iso 27701",
    "iso 42001",
    "iso 22301",
    "iso 9001",
    "fedramp",
    "stateramp",
    "tisax",
    "dora",
    "nis2",
    "nis 2",
    "csa star",
    "c5",
    "cyber essentials",
    "sox",
    "glba",
    "ferpa",
    "irap",
    "fips",
    "cjis",
    "lgpd",
    "pipeda",
    "popia",
    "itar",
    "nist",
    "wcag",
    "vpat",
    "section 508",
    "eidas",
    "ai act",
    "psd2",
    "swift",
    "cmmc",
    "isae 3402",
    "ens",
];

/// Returns the mismatches of a question and an entry.
pub(super) fn mismatches(question: &str, texts: &Texts<'_>) -> Vec<Mismatch> {
    let asked = padded(question);
    let wordings: Vec<String> = texts.wordings.iter().map(|wording| padded(wording)).collect();
    let answer = padded(texts.answer);
    let mut found = Vec::new();
    // Of a long requirement only the first sentence says what is asked.
    let first = padded(question.split_inclusive(['.', '?', '\n', ';']).next().unwrap_or_default());
    if wordings.iter().all(|wording| is_negated(wording) != is_negated(&first)) {
        found.push(Mismatch::Negation);
    }
    found.extend(ASPECTS.iter().filter_map(|(one, other)| aspect(&asked, &wordings, one, other)));
    let lacks = |name: &&&str| !has(&answer, name) && !wordings.iter().any(|wording| has(wording, name));
    let named = NAMES.iter().filter(|name| has(&asked, name)).filter(lacks);
    found.extend(named.map(|name| Mismatch::Named(name.to_uppercase())));
    let lacking = numbers(&asked).into_iter().filter(|number| lacks(&number));
    let is_named = |number: &&str| {
        found.iter().any(|mismatch| matches!(mismatch, Mismatch::Named(name) if has(&padded(name), number)))
    };
    let lacking: Vec<Mismatch> =
        lacking.filter(|number| !is_named(number)).map(|number| Mismatch::Number(number.to_owned())).collect();
    found.extend(lacking);
    found
}

/// The question is about one side only, and every wording of the entry about the other side only.
fn aspect(asked: &str, wordings: &[String], one: &Side, other: &Side) -> Option<Mismatch> {
    let is_about = |text: &str, side: &Side| side.1.iter().any(|phrase| has(text, phrase));
    let only = |text: &str, side: &Side, not: &Side| is_about(text, side) && !is_about(text, not);
    [(one, other), (other, one)].into_iter().find_map(|(this, that)| {
        let differs =
            only(asked, this, that) && !wordings.is_empty() && wordings.iter().all(|wording| only(wording, that, this));
        differs.then_some(Mismatch::Aspect(this.0, that.0))
    })
}

/// The numbers of a text that mean something: not the single digits that count items, but those before a unit.
fn numbers(text: &str) -> Vec<&str> {
    const UNITS: &[&str] =
        &["minute", "hour", "day", "week", "month", "year", "business", "working", "copies", "percent"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let next = words.iter().skip(1).map(Some).chain([None]);
    let is_number = |word: &str| word.len() <= 8 && word.bytes().any(|byte| byte.is_ascii_digit());
    let has_unit = |next: Option<&&str>| next.is_some_and(|next| UNITS.iter().any(|unit| next.starts_with(unit)));
    let counts = |(word, next): &(&&str, Option<&&str>)| is_number(word) && (word.len() > 1 || has_unit(*next));
    words.iter().zip(next).filter(counts).map(|(word, _)| *word).collect()
}

fn is_negated(text: &str) -> bool {
    NEGATIONS.iter().any(|word| has(text, word))
}

/// The text in normal form with a blank on both sides, so that whole phrases can be looked for.
fn padded(text: &str) -> String {
    format!(" {} ", normalise(text))
}

fn has(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(' '));
        let after = text.get(at + phrase.len()..).is_some_and(|after| after.starts_with(' '));
        before && after
    })
}
