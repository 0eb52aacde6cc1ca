//! The sums of what documents contained, by name and fate, with the first places of what did not come over whole.

use super::construct::{Construct, Fate};
use super::plural::plural;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many places are named for each kind of piece.
const PLACES: usize = 5;

/// Renders one line for each name and fate, what was left out first; below it the first places and what was said of them.
pub(super) fn constructs_as_text(constructs: &[Construct]) -> String {
    let mut groups: BTreeMap<(std::cmp::Reverse<Fate>, &str), Vec<&Construct>> = BTreeMap::new();
    for construct in constructs {
        groups.entry((std::cmp::Reverse(construct.fate), &construct.name)).or_default().push(construct);
    }
    let mut text = String::new();
    for ((fate, name), places) in groups {
        let fate = fate.0;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {name}, {}", fate.word(), plural(places.len(), "place"));
        if fate == Fate::CarriedOver {
            continue;
        }
        for construct in places.iter().take(PLACES) {
            let _ = writeln!(text, "  {}", place(construct));
        }
        if places.len() > PLACES {
            let _ = writeln!(text, "  and {} more; --format json names all", places.len() - PLACES);
        }
    }
    text
}

fn place(construct: &Construct) -> String {
    let Construct { source, place, note, .. } = construct;
    let place = if place.is_empty() { source.clone() } else { format!("{source}, {place}") };
    if note.is_empty() { place } else { format!("{place}: {note}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn construct(name: &str, fate: Fate, place: &str, note: &str) -> Construct {
        let [name, source, place, note] = [name, "a.md", place, note].map(str::to_owned);
        Construct { name, fate, source, place, note }
    }

    #[test]
    fn what_was_left_out_comes_first_with_its_places() {
        let mut constructs: Vec<Construct> =
            (1..=6).map(|line| construct("admonition", Fate::CarriedOver, &format!("line {line}"), "")).collect();
        constructs.extend((1..=6).map(|line| construct("shortcode", Fate::LeftOut, &format!("line {line}"), "")));
        constructs.push(construct("tabs", Fate::Changed, "line 9", "headings instead"));
        constructs.push(construct("layout", Fate::Changed, "", "not used here"));
        let expected = "\
left out: shortcode, 6 places
  a.md, line 1
  a.md, line 2
  a.md, line 3
  a.md, line 4
  a.md, line 5
  and 1 more; --format json names all
changed: layout, 1 place
  a.md: not used here
changed: tabs, 1 place
  a.md, line 9: headings instead
carried over: admonition, 6 places
";
        assert_eq!(constructs_as_text(&constructs), expected);
        assert_eq!(constructs_as_text(constructs.get(..5).unwrap_or_default()), "carried over: admonition, 5 places\n");
        assert_eq!(constructs_as_text(&[]), "");
    }
}
