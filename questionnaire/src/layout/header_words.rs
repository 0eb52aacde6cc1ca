//! What a header cell says about its column.

use super::sheet_layout::Role;
use super::word_table::{lines, words_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TEXT: &str = include_str!("words/headers.txt");

/// How telling a word for answers or comments is at least unless it has another meaning too, such as "status".
const ANSWER: u32 = 9;
/// The longest header that is read, in characters, without what is in brackets.
const MAX_HEADER: usize = 80;
/// The most words of a header.
const MAX_WORDS: usize = 8;
/// How many letters a word must have to be found at the end of a longer one.
const MIN_COMPOUND: usize = 5;

/// The words of headers.
struct HeaderWords {
    /// The role of each word, and how telling it is.
    roles: BTreeMap<&'static str, (Role, u32)>,
    not_ours: BTreeSet<&'static str>,
    linking: BTreeSet<&'static str>,
}

static WORDS: LazyLock<HeaderWords> = LazyLock::new(|| {
    let mut roles = BTreeMap::new();
    for (section, line) in lines(TEXT) {
        let Some(role) = Role::ALL.into_iter().find(|role| role.word() == section) else { continue };
        let mut words = line.split_whitespace();
        let worth = words.next().and_then(|worth| worth.parse().ok()).unwrap_or(1);
        for word in words {
            roles.entry(word).or_insert((role, worth));
        }
    }
    let set = |name| words_of(TEXT, name).into_iter().collect();
    HeaderWords { roles, not_ours: set("not-ours"), linking: set("linking") }
});

/// What a header cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderMeaning {
    /// The column plays a role; the number says how telling the header is.
    Role(Role, u32),
    /// The column is for the customer, or about the question.
    NotOurs,
    /// Nothing that is known.
    Unknown,
}

/// Reads a header cell: `own` are the words of the cell, `whole` those with the cell above.
pub(super) fn meaning_of(own: &str, whole: &str) -> HeaderMeaning {
    let bare = without_brackets(own);
    let is_sentence = bare.ends_with(['.', ':']) && bare.split_whitespace().count() > 2;
    if bare.chars().count() > MAX_HEADER || own.ends_with('?') || is_sentence {
        return HeaderMeaning::Unknown;
    }
    let (own, whole) = (words(own), words(whole));
    if own.len() > MAX_WORDS {
        return HeaderMeaning::Unknown;
    }
    if whole.iter().any(|word| WORDS.not_ours.contains(word.as_str())) {
        return HeaderMeaning::NotOurs;
    }
    let Some((role, worth)) = telling_word(&own).or_else(|| telling_word(&whole)) else {
        return HeaderMeaning::Unknown;
    };
    // A header of this one word is the most certain.
    HeaderMeaning::Role(role, worth * 2 + u32::from(own.len() == 1))
}

/// Returns whether a text names answers or comments, as instructions about them do.
pub(super) fn names_answers(text: &str) -> bool {
    let is_one =
        |word: &String| matches!(role_of(word), Some((Role::Response | Role::Comment, worth)) if worth >= ANSWER);
    words(text).iter().any(is_one)
}

/// Returns the role of the last known word before the first linking word, else of the last known word.
fn telling_word(words: &[String]) -> Option<(Role, u32)> {
    let link = words.iter().position(|word| WORDS.linking.contains(word.as_str())).unwrap_or(words.len());
    let known = |words: &[String]| words.iter().rev().find_map(|word| role_of(word));
    words.get(..link).and_then(known).or_else(|| known(words))
}

fn role_of(word: &str) -> Option<(Role, u32)> {
    let exact = WORDS.roles.get(word).copied();
    let parts = || word.rsplit('/').filter(|_| word.contains('/')).find_map(|part| WORDS.roles.get(part).copied());
    let compound = || {
        let is_end = |known: &&&str| known.len() >= MIN_COMPOUND && word.len() > known.len() && word.ends_with(**known);
        let longest = WORDS.roles.keys().filter(is_end).max_by_key(|known| known.len())?;
        WORDS.roles.get(longest).copied()
    };
    exact.or_else(parts).or_else(compound)
}

/// Splits a header into lower-case words, without what is in brackets.
fn words(text: &str) -> Vec<String> {
    let bare = without_brackets(text).to_lowercase();
    // Only the article before a vowel is split off: "l'évidence", "d'exigence".
    let bare = bare.replace(['\'', '’'], "' ").replace(".º", "º").replace(".°", "°");
    bare.split(|character: char| !(character.is_alphanumeric() || matches!(character, '#' | '/' | '°' | 'º' | '\'')))
        .map(|word| word.trim_matches('/'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Returns a header without what is in brackets, unless nothing else is in it.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |character: &char| match character {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    let bare: String = text.chars().filter(keep).collect();
    if bare.trim().is_empty() { text.to_owned() } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_seven_languages_are_understood() {
        let role = |header: &str| match meaning_of(header, header) {
            HeaderMeaning::Role(role, _) => role.word(),
            HeaderMeaning::NotOurs => "not ours",
            HeaderMeaning::Unknown => "unknown",
        };
        for (header, expected) in [
            ("Question ID", "id"),
            ("Vendor response (max. 500 characters)", "response"),
            ("Evidence of compliance", "evidence"),
            ("Question/Request", "question"),
            ("Ques Num", "id"),
            ("Expected response", "not ours"),
            ("Sicherheitsanforderung", "question"),
            ("Antwort des Lieferanten", "response"),
            ("Erläuterung", "comment"),
            ("Réponse à la question", "response"),
            ("N° de la question", "id"),
            ("Pièces jointes", "evidence"),
            ("Respuesta del proveedor", "response"),
            ("Observaciones", "comment"),
            ("Risposta del fornitore", "response"),
            ("Livello di conformità", "level"),
            ("Antwoord leverancier", "response"),
            ("Toelichting", "comment"),
            ("Resposta do fornecedor", "response"),
            ("Evidência", "evidence"),
            ("Vendor", "unknown"),
            ("Please answer the following questions with yes or no.", "unknown"),
        ] {
            assert_eq!(role(header), expected, "{header}");
        }
    }
}
