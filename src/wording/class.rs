//! What it means for a statement if a word of it changes.

use super::lists::{LISTS, Phrases};
use super::split::{Syntax, Word, words};
use super::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};

/// What it means for a statement if a word of it changes, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WordClass {
    /// An article, or another spelling: the statement stays as it is.
    Trivial,
    /// Another way to say it.
    Wording,
    /// How far the statement goes: `only`, `up to`, `beta`.
    Scope,
    /// A company, a plan, a capability, or another word with a capital inside a sentence.
    Name,
    /// What turns the statement round.
    Negation,
    /// A digit, a percent sign, a currency, a word for a number, or a unit beside one.
    Number,
}

impl WordClass {
    /// Returns whether a statement says something else after such a change.
    pub fn is_material(self) -> bool {
        self >= Self::Scope
    }

    /// Returns what changed, as the beginning of `… in it changed`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Trivial => "a spelling",
            Self::Wording => "the wording",
            Self::Scope => "a word of scope",
            Self::Name => "a name",
            Self::Negation => "a negation",
            Self::Number => "a number or unit",
        }
    }
}

/// A word and its class in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Classed {
    /// The word.
    pub(super) word: Word,
    /// Its class.
    pub(super) class: WordClass,
}

impl Classed {
    /// Returns whether it is a number as digits or as a word, and not a sign or a unit.
    pub(super) fn is_numeral(&self) -> bool {
        self.word.has_digit() || LISTS.number.contains(&self.word.folded)
    }

    /// Returns whether it is a unit.
    pub(super) fn is_unit(&self) -> bool {
        LISTS.unit.contains(&self.word.folded)
    }
}

/// How many words before a unit its number can be: `5 TB a day`.
const UNIT_REACH: usize = 3;

/// Returns the words of `text` with their classes.
pub(super) fn classed(text: &str, syntax: Syntax, vocabulary: &Vocabulary) -> Vec<Classed> {
    let words = words(text, syntax);
    let covered = |phrases: &Phrases| covered(&words, phrases);
    let negations = covered(&LISTS.negation);
    let scopes = covered(&LISTS.scope);
    let companies = covered(&vocabulary.companies);
    let capabilities = covered(&vocabulary.capabilities);
    let has = |marks: &[bool], index: usize| marks.get(index).copied().unwrap_or(false);
    let class = |(index, word): (usize, &Word)| {
        if is_number(word) || is_unit_beside_number(&words, index) {
            WordClass::Number
        } else if has(&negations, index) || is_contracted_not(word) {
            WordClass::Negation
        } else if has(&companies, index) && word.is_capital() || has(&capabilities, index) || is_name(&words, index) {
            WordClass::Name
        } else if word.folded == "per" && is_unit_beside_number(&words, index + 1) {
            // `5 TB per day` and `5 TB a day` are the same.
            WordClass::Trivial
        } else if has(&scopes, index) {
            WordClass::Scope
        } else if LISTS.trivial.contains(&word.folded) {
            WordClass::Trivial
        } else {
            WordClass::Wording
        }
    };
    let classes: Vec<WordClass> = words.iter().enumerate().map(class).collect();
    words.into_iter().zip(classes).map(|(word, class)| Classed { word, class }).collect()
}

/// Returns whether a text without markup has a word that limits or negates what is beside it, such as `Beta` or `until`.
pub fn has_qualifier(text: &str, vocabulary: &Vocabulary) -> bool {
    let classed = classed(text, Syntax::Plain, vocabulary);
    classed.iter().any(|one| matches!(one.class, WordClass::Scope | WordClass::Negation))
}

/// Returns whether a heading takes back what is under it or puts it off, such as `Deprecated` or `Planned for version 3`.
pub fn is_withdrawal(heading: &str) -> bool {
    let words = words(heading, Syntax::Plain);
    let ends_with = |phrases: &Phrases| {
        (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| phrases.length_at(rest) == rest.len()))
    };
    LISTS.withdrawal.length_at(&words) > 0 || ends_with(&LISTS.withdrawal) || ends_with(&LISTS.withdrawal_end)
}

/// Marks the words that belong to one of `phrases`.
fn covered(words: &[Word], phrases: &Phrases) -> Vec<bool> {
    let mut marks = vec![false; words.len()];
    for index in 0..words.len() {
        let length = phrases.length_at(words.get(index..).unwrap_or_default());
        marks.iter_mut().skip(index).take(length).for_each(|mark| *mark = true);
    }
    marks
}

/// Returns whether `word` is a number: digits, a sign, a currency, or a word for a number.
fn is_number(word: &Word) -> bool {
    let is_symbol = !word.shown.starts_with(char::is_alphabetic) && word.folded != "~~";
    word.has_digit() || is_symbol || LISTS.number.contains(&word.folded)
}

fn is_unit_beside_number(words: &[Word], index: usize) -> bool {
    let is_unit = words.get(index).is_some_and(|word| LISTS.unit.contains(&word.folded));
    let from = index.saturating_sub(UNIT_REACH);
    let beside = words.get(from..index).into_iter().flatten().chain(words.get(index + 1));
    is_unit && beside.into_iter().any(is_number)
}

fn is_contracted_not(word: &Word) -> bool {
    word.folded == "~~"
        || word.folded.ends_with("nt") && word.shown.to_lowercase().ends_with(['t']) && {
            let shown = word.shown.to_lowercase().replace(['’', 'ʼ', '‘'], "'");
            shown.ends_with("n't")
        }
}

fn is_name(words: &[Word], index: usize) -> bool {
    let Some(word) = words.get(index) else { return false };
    let is_acronym = word.shown.chars().filter(|symbol| symbol.is_uppercase()).count() > 1;
    let is_plan = LISTS.plan.contains(&word.folded) && (word.is_capital() || is_beside_edition(words, index));
    is_acronym || is_plan || (word.is_capital() && !word.begins && word.shown != "I")
}

fn is_beside_edition(words: &[Word], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    before.into_iter().chain(words.get(index + 1)).any(|word| LISTS.edition.contains(&word.folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_the_first_class_that_fits() {
        let vocabulary = Vocabulary::new(["Globex Cloud", "Box"].into_iter(), ["audit log"].into_iter());
        let shown = |text: &str| -> Vec<String> {
            let letter = |class| match class {
                WordClass::Trivial => 't',
                WordClass::Wording => 'w',
                WordClass::Scope => 's',
                WordClass::Name => 'N',
                WordClass::Negation => '!',
                WordClass::Number => '#',
            };
            classed(text, Syntax::Markdown, &vocabulary)
                .iter()
                .map(|one| format!("{}{}", one.word.shown, letter(one.class)))
                .collect()
        };
        for (text, expected) in [
            ("The plan stops at 5 TB a day", "Thet planw stopsw atw 5# TB# at day#"),
            ("Globex Cloud never fits in a box", "GlobexN CloudN never! fitsw inw at boxw"),
            ("Box has an audit log", "BoxN hasw ant auditN logN"),
            ("Only on the enterprise plan", "Onlys onw thet enterpriseN planw"),
            ("An enterprise pays two dollars", "Ant enterprisew paysw two# dollars#"),
            ("It doesn't, it can’t, it cannot", "Itw doesn't! itw can’t! itw cannot!"),
            ("SCIM is in up to 5 %, at least", "SCIMN isw inw ups tos 5# %# ats leasts"),
            ("Users pay. Then Ann does", "Usersw payw Thenw AnnN doesw"),
            ("A second user of the day", "At secondw userw ofw thet dayw"),
        ] {
            assert_eq!(shown(text).join(" "), expected);
        }
    }

    #[test]
    fn a_heading_withdraws_with_its_first_or_last_words() {
        for heading in [
            "Planned for version 3",
            "Legacy plans (sold until 2024)",
            "Plans (legacy)",
            "Coming soon",
            "Deprecated",
            "Demnächst",
            "Archived",
            "Features coming soon",
        ] {
            assert!(is_withdrawal(heading), "{heading}");
        }
        for heading in [
            "Plans",
            "Legacy systems",
            "Planned maintenance",
            "Archived projects",
            "Migrate from deprecated APIs",
            "What is free",
            "",
        ] {
            assert!(!is_withdrawal(heading), "{heading}");
        }
    }
}
