//! Which part of an earlier version of a file is a part of a later one.

use crate::library::{DatedPart, DatedStatement};
use crate::wording::folded;
use std::collections::BTreeSet;

/// What must be the same for a value to be in an earlier version already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// The date.
    Date,
    /// The date and everything recorded with it.
    Record,
}

/// Returns the place in `parent` of what number `index` of `child` was there; `None` if it was not there, or with another
/// value.
///
/// A claim is known by its text, else by its id, else by a source: labels of footnotes change when others are added.
pub(super) fn earlier(
    value: Value,
    child: &[DatedStatement],
    index: usize,
    parent: &[DatedStatement],
) -> Option<usize> {
    let own = child.get(index)?;
    let entry = former_entry(&own.entry, child, parent)?;
    let has_value = |other: &DatedStatement| match value {
        Value::Date => other.record.on == own.record.on,
        Value::Record => other.record == own.record,
    };
    match &own.part {
        DatedPart::Claim(id) => {
            let claims = Claims { id, own, child, parent, entry };
            claims.counterpart().filter(|at| parent.get(*at).is_some_and(has_value))
        }
        DatedPart::Approval(_) => parent.iter().position(|other| {
            other.entry == entry && matches!(other.part, DatedPart::Approval(_)) && other.record == own.record
        }),
        part => parent.iter().position(|other| other.entry == entry && other.part == *part && has_value(other)),
    }
}

/// Returns the id in `parent` of the entry `id` of `child`: the same, or that of the only one that got another id.
fn former_entry<'a>(id: &'a str, child: &'a [DatedStatement], parent: &'a [DatedStatement]) -> Option<&'a str> {
    let ids = |side: &'a [DatedStatement]| side.iter().map(|own| own.entry.as_str()).collect::<BTreeSet<&str>>();
    let (now, then) = (ids(child), ids(parent));
    if then.contains(id) {
        return Some(id);
    }
    let (mut new, mut gone) = (now.difference(&then), then.difference(&now));
    let only = gone.next().copied();
    if new.next().is_some() && new.next().is_none() && gone.next().is_none() { only } else { None }
}

struct Claims<'a> {
    id: &'a str,
    own: &'a DatedStatement,
    child: &'a [DatedStatement],
    parent: &'a [DatedStatement],
    entry: &'a str,
}

impl Claims<'_> {
    fn counterpart(&self) -> Option<usize> {
        let of_entry = self.parent.iter().enumerate().filter(|(_, other)| other.entry == self.entry);
        let candidates: Vec<(usize, &str, &DatedStatement)> =
            of_entry.filter_map(|(at, other)| Some((at, claim_id(other)?, other))).collect();
        // Most versions leave most claims as they are.
        let as_it_was =
            |(_, id, other): &&(usize, &str, &DatedStatement)| *id == self.id && other.texts == self.own.texts;
        if let Some((at, ..)) = candidates.iter().find(as_it_was) {
            return Some(*at);
        }
        let text = text_of(self.own);
        let same_text = || candidates.iter().filter(|(_, _, other)| text_of(other) == text);
        let by_text = same_text().find(|(_, id, _)| *id == self.id).or_else(|| same_text().next());
        if let Some((at, ..)) = by_text {
            return Some(*at);
        }
        let siblings: Vec<&DatedStatement> = self.child.iter().filter(|own| own.entry == self.own.entry).collect();
        let texts: BTreeSet<String> = siblings.iter().map(|own| text_of(own)).collect();
        let ids: BTreeSet<&str> = siblings.iter().filter_map(|own| claim_id(own)).collect();
        let mut open = candidates.iter().filter(|(_, _, other)| !texts.contains(&text_of(other)));
        let shares_source =
            |other: &DatedStatement| other.sources.iter().any(|source| self.own.sources.contains(source));
        let by_id = open.clone().find(|(_, id, _)| *id == self.id);
        let by_source = || open.find(|(_, id, other)| !ids.contains(id) && shares_source(other));
        by_id.or_else(by_source).map(|(at, ..)| *at)
    }
}

fn claim_id(statement: &DatedStatement) -> Option<&str> {
    match &statement.part {
        DatedPart::Claim(id) => Some(id),
        _ => None,
    }
}

fn text_of(statement: &DatedStatement) -> String {
    folded(statement.texts.first().map_or("", String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::DateRecord;

    /// Makes claims of `id on text`.
    fn claims(lines: &[&str]) -> Vec<DatedStatement> {
        let claim = |line: &&str| {
            let mut words = line.splitn(3, ' ').map(str::to_owned);
            let (id, on, text) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
            DatedStatement {
                entry: "cards/a".to_owned(),
                part: DatedPart::Claim(id),
                sources: vec![format!("https://x.example/{}", text.split(' ').next().unwrap())],
                record: DateRecord { on, ..DateRecord::default() },
                texts: vec![text],
            }
        };
        lines.iter().map(claim).collect()
    }

    /// Returns the ids in `parent` of the claims in `child`.
    fn former(child: &[&str], parent: &[&str]) -> Vec<String> {
        let (child, parent) = (claims(child), claims(parent));
        let at = |index| earlier(Value::Date, &child, index, &parent);
        let id = |at: usize| claim_id(&parent[at]).unwrap().to_owned();
        (0..child.len()).map(|index| at(index).map_or("-".to_owned(), id)).collect()
    }

    #[test]
    fn a_claim_is_known_by_its_text_its_id_or_its_source() {
        for (child, parent, expected) in [
            (&["1 D1 Limit of 8"][..], &["1 D1 Limit of 5"][..], &["1"][..]),
            (&["1 D2 Limit of 8"], &["1 D1 Limit of 5"], &["-"]),
            (&["1 D1 New text", "2 D1 Limit of 5"], &["1 D1 Limit of 5"], &["-", "1"]),
            (&["1 D1 New text", "2 D1 Limit of 5"], &["1 D1 Limit of 5", "2 D1 Other"], &["-", "1"]),
            (&["cap D1 Limit of 8"], &["1 D1 Limit of 5"], &["1"]),
            (&["cap D1 Other text"], &["1 D1 Limit of 5"], &["-"]),
            (&["1 D2 A", "2 D2 B"], &["1 D1 A", "2 D2 B"], &["-", "2"]),
            (&["2 D1 Limit of 5", "1 D1 Price of 7"], &["1 D1 Limit of 5", "2 D1 Price of 7"], &["1", "2"]),
            (&["1 D1 Same", "2 D1 Same"], &["1 D1 Same", "2 D1 Same"], &["1", "2"]),
        ] {
            assert_eq!(former(child, parent), expected, "{child:?}");
        }
    }

    #[test]
    fn an_entry_with_another_id_is_found_if_it_is_the_only_one() {
        let own = |entry: &str| DatedStatement { entry: entry.to_owned(), ..claims(&["1 D1 Text"]).remove(0) };
        let find = |child: &[&str], parent: &[&str]| {
            let [child, parent] = [child, parent].map(|side| side.iter().map(|id| own(id)).collect::<Vec<_>>());
            earlier(Value::Date, &child, 0, &parent)
        };
        assert_eq!(find(&["new"], &["old"]), Some(0));
        assert_eq!(find(&["new", "same"], &["same", "old"]), Some(1));
        assert_eq!(find(&["new", "newer"], &["old"]), None);
        assert_eq!(find(&["new"], &["old", "older"]), None);
    }
}
