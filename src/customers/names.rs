//! The names of customers, ready to be looked for.

use super::folded::Folded;
use super::mention::{Certainty, Mention};
use super::position::capital_is_expected;
use super::spelling::{Case, Spelling, domain, spellings};
use crate::library::{Customer, Naming};
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::ops::Range;

/// The names, aliases, domains and keys of customers.
#[derive(Debug, Default)]
pub struct CustomerNames {
    /// `None` if there is no name.
    automaton: Option<AhoCorasick>,
    /// In the order of the automaton's patterns.
    forms: Vec<Form>,
}

/// One form of a name.
#[derive(Debug)]
struct Form {
    key: String,
    /// The name as it is declared.
    name: String,
    kind: FormKind,
    spelling: Spelling,
}

/// What a form is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormKind {
    Name,
    Domain,
}

/// Endings of inflected names: English plurals, German genitives and adjectives.
const ENDINGS: [&str; 9] = ["s", "es", "ens", "sch", "sche", "schen", "scher", "sches", "schem"];
/// The fewest letters of a name that is found within a word that has capitals inside, or beside a digit.
const DISTINCTIVE: usize = 5;

impl CustomerNames {
    /// Takes the names of `customers`, except of those that are references.
    pub fn new<'c>(customers: impl IntoIterator<Item = &'c Customer>) -> Self {
        let mut forms: Vec<Form> = Vec::new();
        for customer in customers.into_iter().filter(|customer| customer.naming == Naming::Confidential) {
            let key = &customer.key.value;
            let form = |name: &str, kind| {
                let (key, name) = (key.clone(), name.to_owned());
                move |spelling| Form { key: key.clone(), name: name.clone(), kind, spelling }
            };
            for name in customer.names.iter().chain(&customer.aliases) {
                forms.extend(spellings(name).into_iter().map(form(name, FormKind::Name)));
            }
            forms.extend(customer.domains.iter().filter_map(|name| domain(name).map(form(name, FormKind::Domain))));
            // A key is often a word that means something else too.
            let of_key = spellings(key).into_iter().filter(|spelling| spelling.case == Case::Any);
            forms.extend(of_key.map(form(key, FormKind::Name)));
        }
        let texts: Vec<&str> = forms.iter().map(|form| form.spelling.text.as_str()).collect();
        // The builder fails only beyond a size that no list of names reaches.
        Self { automaton: AhoCorasick::new(texts).ok().filter(|_| !forms.is_empty()), forms }
    }

    /// Passes on what is looked for, part by part: lists of equal parts find the same.
    pub fn identify(&self, add: &mut dyn FnMut(&[u8])) {
        for form in &self.forms {
            add(format!("{form:?}").as_bytes());
        }
    }

    /// Returns whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Returns the names that no other word is spelt like, as they are declared.
    pub fn distinctive(&self) -> impl Iterator<Item = &str> {
        let names = self.forms.iter().filter(|form| form.is_distinctive()).map(|form| form.name.as_str());
        names.collect::<BTreeSet<_>>().into_iter()
    }

    /// Returns the places at which `text` names a customer other than `own`, in order; one place counts once per customer.
    pub fn others_in<'a>(&'a self, text: &str, own: Option<&str>) -> Vec<Mention<'a>> {
        let mentions = self.mentions(text);
        let is_own = |mention: &Mention<'_>| own == Some(mention.key);
        let covers = |outer: &Mention<'_>, inner: &Mention<'_>| {
            outer.range.start <= inner.range.start
                && inner.range.end <= outer.range.end
                && (is_own(outer) || outer.range.len() > inner.range.len())
        };
        let is_covered = |inner: &Mention<'_>| mentions.iter().any(|outer| covers(outer, inner) && outer != inner);
        mentions.iter().filter(|mention| !is_own(mention) && !is_covered(mention)).cloned().collect()
    }

    /// Returns every place of a name; the longest of those that begin at one place, once per customer.
    fn mentions<'a>(&'a self, text: &str) -> Vec<Mention<'a>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let found = automaton.find_overlapping_iter(&folded.text);
        let mut mentions: Vec<Mention<'a>> = found
            .filter_map(|found| {
                let form = self.forms.get(found.pattern().as_usize())?;
                let range = form.whole(text, &folded, found.range())?;
                let certainty = form.certainty(text, &range)?;
                Some(Mention { key: &form.key, name: &form.name, range, certainty })
            })
            .collect();
        mentions.sort_by(|one, other| {
            (one.range.start, one.key, other.range.end).cmp(&(other.range.start, other.key, one.range.end))
        });
        mentions.dedup_by(|next, first| next.range.start == first.range.start && next.key == first.key);
        mentions
    }
}

impl Form {
    /// Returns whether the declared name itself, not a form of it, is no ordinary word.
    fn is_distinctive(&self) -> bool {
        self.spelling.case == Case::Any && Folded::new(&self.name).text == self.spelling.text
    }

    /// Returns where the name is in `text`, without its ending, if it is a word of its own at `range` of `folded`.
    fn whole(&self, text: &str, folded: &Folded, range: Range<usize>) -> Option<Range<usize>> {
        let before = folded.text.get(..range.start)?.chars().next_back();
        let after = folded.text.get(range.end..)?;
        let written = folded.written(range);
        let is_long = self.spelling.case == Case::Any && self.spelling.text.len() >= DISTINCTIVE;
        let is_digit = |symbol: Option<char>| is_long && symbol.is_some_and(|symbol| symbol.is_ascii_digit());
        let begins =
            !before.is_some_and(char::is_alphanumeric) || is_digit(before) || (is_long && is_hump(text, written.start));
        let rest =
            after.find(|symbol: char| !symbol.is_alphabetic()).map_or(after, |end| after.get(..end).unwrap_or(after));
        let ends = match self.kind {
            FormKind::Name => ENDINGS.contains(&rest) && !is_digit_after(after, rest),
            FormKind::Domain => false,
        };
        let next = after.chars().next();
        let ends = ends
            || !next.is_some_and(char::is_alphanumeric)
            || is_digit(next)
            || (is_long && is_hump(text, written.end));
        (begins && ends).then_some(written)
    }

    /// Returns whether the place at `range` names the customer; `None` if its case is that of another word.
    fn certainty(&self, text: &str, range: &Range<usize>) -> Option<Certainty> {
        let shown = text.get(range.clone())?;
        match self.spelling.case {
            Case::Any => Some(Certainty::Certain),
            Case::Capitals => {
                let mut words = shown.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| word.len() > 2);
                words.all(|word| !word.starts_with(char::is_lowercase)).then_some(Certainty::Likely)
            }
            Case::Exact => {
                let has_capital = shown.starts_with(char::is_uppercase);
                let is_declared = self.name.contains(shown);
                let is_shouted = shown.chars().filter(|symbol| symbol.is_uppercase()).count() > 1;
                if !is_declared && (!has_capital || is_shouted) {
                    return None;
                }
                let possessive = text.get(range.end..).is_some_and(|rest| rest.starts_with(['\'', '’']));
                let is_doubtful =
                    !is_shouted && !possessive && (!has_capital || capital_is_expected(text, range.start));
                Some(if is_doubtful { Certainty::Doubtful } else { Certainty::Likely })
            }
        }
    }
}

fn is_digit_after(after: &str, rest: &str) -> bool {
    after.get(rest.len()..).is_some_and(|next| next.starts_with(|symbol: char| symbol.is_ascii_digit()))
}

/// Returns whether a small letter is before `at` of `text` and a capital after it.
fn is_hump(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at..).and_then(|after| after.chars().next());
    before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(key: &str, names: &[&str], domains: &[&str]) -> Customer {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Customer { names: owned(names), domains: owned(domains), ..Customer::named(key) }
    }

    fn names() -> CustomerNames {
        CustomerNames::new(&[
            customer("globex", &["Globex"], &["globex.example"]),
            customer("c-17", &["Ada & Söhne GmbH"], &[]),
            customer("c-18", &["Initech Robotics, Inc."], &[]),
            customer("c-19", &["Initech"], &[]),
            customer("c-20", &["Target Corporation", "GE", "Best Buy"], &[]),
        ])
    }

    /// Returns `key text certainty` of each mention of another customer than `own`.
    fn others(text: &str, own: Option<&str>) -> Vec<String> {
        let names = names();
        let shown = |mention: &Mention<'_>| {
            let doubt = if mention.certainty == Certainty::Doubtful { "?" } else { "" };
            format!("{}{doubt}: {}", mention.key, text.get(mention.range.clone()).unwrap())
        };
        names.others_in(text, own).iter().map(shown).collect()
    }

    #[test]
    fn a_name_is_found_in_every_way_of_writing_it() {
        for text in [
            "Globex",
            "GLOBEX",
            "globex's",
            "Globex’s",
            "Globex' team",
            "Globexes",
            "two Globexes.",
            "des Globexs",
            "die Globexschen",
            "Globex-Migration",
            "pre-Globex",
            "globex_migration.pdf",
            "GlobexDeck.pdf",
            "myGlobexDeck",
            "globex2026.pptx",
            "Glo\u{ad}bex",
            "Glo\u{200b}bex",
            "**Glo**bex",
            "(Globex)",
            "a/globex/b",
            "[x](Globex%20plan.pdf)",
            "Glöbex",
        ] {
            assert_eq!(others(text, None).len(), 1, "{text}: {:?}", others(text, None));
        }
        for text in [
            "Ada & Söhne",
            "Ada&Söhne",
            "Ada &amp; Söhne",
            "ada und soehne",
            "Ada and Söhnes",
            "Ada\n  & Söhne",
            "AdaSöhne",
            "Ada\u{a0}&\u{a0}Söhne GmbH",
            "ada-sohne.docx",
            "Ada & **Söhne**",
        ] {
            assert_eq!(others(text, None).len(), 1, "{text}: {:?}", others(text, None));
        }
        for text in ["Globexia", "unglobex", "an adapter", "Ada", "Söhne", "globe", "notglobex.example.org"] {
            assert_eq!(others(text, None), Vec::<String>::new(), "{text}");
        }
        assert_eq!(others("mail a@globex.example.", None), ["globex: globex.example"]);
    }

    #[test]
    fn the_longest_name_counts_and_a_customer_s_own_name_is_not_another_s() {
        assert_eq!(others("for Initech Robotics now", None), ["c-18: Initech Robotics"]);
        assert_eq!(others("for Initech Robotics now", Some("c-18")), Vec::<String>::new());
        assert_eq!(others("for Initech Robotics now", Some("c-19")), ["c-18: Initech Robotics"]);
        assert_eq!(others("for Initech and Globex", Some("c-18")), ["c-19: Initech", "globex: Globex"]);
    }

    #[test]
    fn ordinary_words_need_their_capitals_in_mid_sentence() {
        for (text, expected) in [
            ("we met Target", &["c-20: Target"][..]),
            ("Target customers are", &["c-20?: Target"]),
            ("Target's plan", &["c-20: Target"]),
            ("# The Target", &["c-20?: Target"]),
            ("the target and TARGET", &[]),
            ("Target Corporation", &["c-20: Target Corporation"]),
            ("at GE, by GE’s", &["c-20: GE", "c-20: GE"]),
            ("ge and Ge", &["c-20: Ge"]),
            ("the best buy and Best Buy", &["c-20: Best Buy"]),
        ] {
            assert_eq!(others(text, None), expected, "{text}");
        }
    }
}
