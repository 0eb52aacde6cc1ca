//! The names in a query, and what a query compares.

use super::parts::Named;
use super::planner::Planner;
use super::word::{Word, join, ratio};
use crate::comparison::{Part, part};
use crate::shard::terms::{NAME_MARK, name_term};
use crate::words::is_stop_word;

/// Longest name that is looked for inside a query, in words.
const LONGEST_NAME: usize = 4;

impl Planner<'_> {
    /// Finds the names that the query is, begins or contains.
    pub(super) fn names(&mut self, words: &[Word]) {
        for start in 0..words.len() {
            for length in 1..=LONGEST_NAME.min(words.len() - start) {
                let is_whole = length == words.len();
                let name = join(words, start, length);
                let term = name_term(&self.stemmer, &name);
                if let Some(found) = self.lookup(&term, 1.0) {
                    let typed = is_whole.then_some(1.0);
                    self.plan.names.push(Named { term, rarity: found.rarity, typed });
                }
            }
        }
        if words.last().is_some_and(|last| last.is_unfinished && last.text.chars().count() > 1) {
            self.begun_names(words);
        }
    }

    /// Finds the sides of a comparison.
    pub(super) fn compare(&mut self, words: &[Word]) {
        let parts: Vec<Option<Part>> = words.iter().map(|word| part(&word.text)).collect();
        if !parts.contains(&Some(Part::Between)) {
            return;
        }
        let mut rest = 0;
        let mut at = 0;
        while at < words.len() {
            let (length, names) = self.side(words, at);
            match parts.get(at) {
                _ if !names.is_empty() => self.plan.compared.sides.push(names),
                Some(None) if !words.get(at).is_some_and(|word| is_stop_word(&word.text)) => rest += 1,
                _ => {}
            }
            at += length;
        }
        let begins = parts.first() == Some(&Some(Part::Between));
        self.plan.compared.is_with_us = rest == 0 && (begins || parts.contains(&Some(Part::Ourselves)));
    }

    /// The longest name at word `at`, in words, and its terms; several if the last word is unfinished.
    fn side(&mut self, words: &[Word], at: usize) -> (usize, Vec<String>) {
        for length in (1..=LONGEST_NAME.min(words.len() - at)).rev() {
            let name = join(words, at, length);
            let term = name_term(&self.stemmer, &name);
            let mut names: Vec<String> = self.lookup(&term, 1.0).into_iter().map(|found| found.term).collect();
            let is_last = at + length == words.len() && words.last().is_some_and(|last| last.is_unfinished);
            if is_last && name.chars().count() > 1 && words.get(at).is_some_and(|word| part(&word.text).is_none()) {
                names.extend(self.names_beginning(&name, length).into_iter().map(|(term, _)| term));
            }
            if !names.is_empty() {
                return (length, names);
            }
        }
        (1, Vec::new())
    }

    /// The terms of names that begin with `typed`, a text of `length` words, and the names.
    fn names_beginning(&mut self, typed: &str, length: usize) -> Vec<(String, String)> {
        let prefix = if length > 1 { name_term(&self.stemmer, typed) } else { typed.to_owned() };
        let mut names = Vec::new();
        for term in self.shards.terms_beginning(&prefix, 2, self.missing) {
            if let Some((_, name)) =
                term.text.split_once(NAME_MARK).filter(|(_, name)| name.starts_with(typed) && *name != typed)
            {
                names.push((term.text.to_owned(), name.to_owned()));
            }
        }
        names
    }

    /// Finds the names that the whole query begins.
    fn begun_names(&mut self, words: &[Word]) {
        let typed = join(words, 0, words.len());
        for (term, name) in self.names_beginning(&typed, words.len()) {
            let share = ratio(typed.len(), name.len());
            let rarity = self.lookup(&term, 1.0).map_or(0.0, |found| found.rarity);
            self.plan.names.push(Named { term, rarity, typed: Some(share * 0.99) });
        }
    }
}
