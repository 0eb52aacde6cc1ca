//! Names of customers that no other customer may read.

use crate::library::Customer;
use aho_corasick::AhoCorasick;

/// The names, aliases and domains of all customers but one.
#[derive(Debug)]
pub(super) struct OtherCustomers {
    /// `None` if there is no name.
    automaton: Option<AhoCorasick>,
}

impl OtherCustomers {
    /// Takes the names of every customer whose key is not `own`.
    pub(super) fn new(customers: &[Customer], own: Option<&str>) -> Self {
        let others = customers.iter().filter(|customer| own != Some(customer.key.value.as_str()));
        let names = others.flat_map(|customer| customer.names.iter().chain(&customer.aliases).chain(&customer.domains));
        let names: Vec<String> = names.filter(|name| !name.is_empty()).map(|name| name.to_lowercase()).collect();
        // The builder fails only beyond a size that no list of names reaches.
        Self { automaton: AhoCorasick::new(&names).ok().filter(|_| !names.is_empty()) }
    }

    /// Returns whether no name is to be kept away.
    pub(super) fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Returns whether `text` has one of the names as a word of its own, letters' case aside.
    pub(super) fn are_named_in(&self, text: &str) -> bool {
        let Some(automaton) = &self.automaton else { return false };
        let text = text.to_lowercase();
        let is_part = |symbol: Option<char>| symbol.is_some_and(char::is_alphanumeric);
        automaton.find_overlapping_iter(&text).any(|found| {
            let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
            let after = text.get(found.end()..).and_then(|after| after.chars().next());
            !is_part(before) && !is_part(after)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};

    fn customer(key: &str, names: &[&str]) -> Customer {
        let key = Spanned::new(key.to_owned(), Span::default());
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Customer { key, names, aliases: vec!["CW Mills".to_owned()], domains: vec!["copperwyne.example".to_owned()] }
    }

    #[test]
    fn names_are_whole_words_in_any_case() {
        let customers = [customer("copperwyne", &["Copperwyne", "Arc", ""])];
        let others = OtherCustomers::new(&customers, None);
        for naming in ["As for COPPERWYNE, daily", "(cw mills)", "mail copperwyne.example.", "An arc"] {
            assert!(others.are_named_in(naming), "{naming}");
        }
        for other in ["the arcade and the monarch", "Copperwynes", "", "CW"] {
            assert!(!others.are_named_in(other), "{other}");
        }
        assert!(!OtherCustomers::new(&customers, Some("copperwyne")).are_named_in("As for Copperwyne"));
        assert!(OtherCustomers::new(&customers, Some("other")).are_named_in("As for Copperwyne"));
        assert!(!OtherCustomers::new(&[], None).are_named_in("As for Copperwyne"));
        assert!(OtherCustomers::new(&[], None).is_empty());
        assert!(OtherCustomers::new(&customers, Some("copperwyne")).is_empty());
        assert!(!others.is_empty());
    }
}
