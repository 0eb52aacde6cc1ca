//! The names of the competitors of a library.

use crate::entry::{Entry, KindFields};
use crate::prose::Names;
use std::collections::BTreeMap;
use std::sync::Arc;

/// First words of names that are ordinary words, and name no company alone.
const ORDINARY: [&str; 71] = [
    "active",
    "advanced",
    "air",
    "all",
    "american",
    "apex",
    "applied",
    "atlas",
    "best",
    "big",
    "black",
    "blue",
    "bright",
    "business",
    "clear",
    "cloud",
    "core",
    "customer",
    "data",
    "deep",
    "digital",
    "direct",
    "dynamic",
    "east",
    "edge",
    "enterprise",
    "fast",
    "first",
    "free",
    "full",
    "general",
    "global",
    "gold",
    "good",
    "great",
    "green",
    "high",
    "integrated",
    "international",
    "key",
    "lead",
    "light",
    "live",
    "mail",
    "major",
    "micro",
    "mobile",
    "modern",
    "national",
    "new",
    "next",
    "north",
    "one",
    "open",
    "point",
    "prime",
    "pure",
    "quick",
    "real",
    "red",
    "sales",
    "secure",
    "service",
    "silver",
    "simple",
    "smart",
    "south",
    "true",
    "united",
    "west",
    "white",
];

/// Returns the names and aliases of all competitors, each standing for the id of the competitor's entry. The first word
/// of a name counts as well, unless it is short, an ordinary word, or the first word of two competitors.
pub(super) fn competitor_names(entries: &[Arc<Entry>]) -> Names {
    let mut names = Vec::new();
    let mut first_words: BTreeMap<String, Option<String>> = BTreeMap::new();
    for entry in entries {
        let KindFields::Competitor(own) = &entry.kind_fields else { continue };
        let known = own.name.iter().chain(&entry.aliases);
        names.extend(known.map(|name| (name.value.clone(), entry.id.clone())));
        if let Some(word) = own.name.as_ref().and_then(|name| distinct_first_word(&name.value)) {
            let is_other = |id: &mut Option<String>| *id = id.take().filter(|id| *id == entry.id);
            first_words.entry(word.to_owned()).and_modify(is_other).or_insert_with(|| Some(entry.id.clone()));
        }
    }
    names.extend(first_words.into_iter().filter_map(|(word, id)| Some((word, id?))));
    Names::new(names)
}

/// Returns the first of several words of `name` if it can stand for the whole name.
fn distinct_first_word(name: &str) -> Option<&str> {
    let (first, _) = name.trim().split_once(char::is_whitespace)?;
    let first = first.trim_end_matches([',', '.', ':']);
    let is_name = first.chars().count() > 3 && first.starts_with(char::is_uppercase);
    (is_name && !ORDINARY.contains(&first.to_lowercase().as_str())).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    #[test]
    fn first_words_count_where_they_are_distinct() {
        let files = [
            ("content/competitors/a.md", "---\nname: Globex Cloud Suite\naliases: [GBX]\n---\n"),
            ("content/competitors/b.md", "---\nname: Open Ledger\n---\n"),
            ("content/competitors/c.md", "---\nname: Initech One\n---\n"),
            ("content/competitors/d.md", "---\nname: Initech Two\n---\n"),
            ("content/competitors/e.md", "---\nname: Arc Data\n---\n"),
        ];
        let entries: Vec<_> = read_content(&files).into_iter().flat_map(|file| file.entries).collect();
        let names = competitor_names(&entries);
        let found = |text: &str| names.find(text).map(|name| name.id.to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Globex, GBX and Globex Cloud Suite"), ["competitors/a", "competitors/a", "competitors/a"]);
        assert_eq!(found("Open Ledger is Open"), ["competitors/b"]);
        assert_eq!(found("Initech, Initech Two"), ["competitors/d"]);
        assert_eq!(found("Arc Data, Arc, globex"), ["competitors/e"]);
    }
}
