//! What files and entries were called before a change moved them.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The former paths of files and ids of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormerNames {
    paths: BTreeMap<String, String>,
    ids: BTreeMap<String, String>,
}

impl FormerNames {
    /// Takes the former `paths` of files, and the former `ids` of entries, each by the present one.
    pub fn new(paths: BTreeMap<String, String>, ids: BTreeMap<String, String>) -> Self {
        Self { paths, ids }
    }

    /// Returns the former path of the file at `path`; the same one if it did not move.
    pub fn path<'a>(&'a self, path: &'a str) -> &'a str {
        self.paths.get(path).map_or(path, String::as_str)
    }

    /// Returns the former id of the entry `id`; the same one if it did not move.
    pub fn id<'a>(&'a self, id: &'a str) -> &'a str {
        self.ids.get(id).map_or(id, String::as_str)
    }

    /// Returns the subject of a finding with the former ids in place of the present ones.
    pub fn subject<'a>(&self, subject: &'a str) -> Cow<'a, str> {
        self.ids.iter().fold(Cow::Borrowed(subject), |subject, (id, former)| replace_id(subject, id, former))
    }
}

/// Replaces `id` in `text` wherever it is not a part of a longer one.
fn replace_id<'a>(text: Cow<'a, str>, id: &str, former: &str) -> Cow<'a, str> {
    let is_part = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '/'))
    };
    let mut replaced = String::new();
    let mut done = 0;
    for (at, found) in text.match_indices(id) {
        let end = at + found.len();
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if !is_part(before.chars().next_back()) && !is_part(after.chars().next()) {
            replaced.push_str(text.get(done..at).unwrap_or_default());
            replaced.push_str(former);
            done = end;
        }
    }
    if done == 0 {
        return text;
    }
    replaced.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_ids_are_replaced_and_parts_of_longer_ones_are_not() {
        let ids = [("battlecards/new", "battlecards/old"), ("pages/b", "pages/a")];
        let ids = ids.map(|(id, former)| (id.to_owned(), former.to_owned())).into();
        let names = FormerNames::new(BTreeMap::from([("b.md".to_owned(), "a.md".to_owned())]), ids);
        for (subject, expected) in [
            ("contradicts battlecards/new", "contradicts battlecards/old"),
            ("battlecards/new#limit, battlecards/new", "battlecards/old#limit, battlecards/old"),
            ("battlecards/newer", "battlecards/newer"),
            ("old/battlecards/new", "old/battlecards/new"),
            ("pages/b and battlecards/new", "pages/a and battlecards/old"),
            ("", ""),
        ] {
            assert_eq!(names.subject(subject), expected);
        }
        assert_eq!((names.path("b.md"), names.path("c.md")), ("a.md", "c.md"));
        assert_eq!((names.id("pages/b"), names.id("pages/c")), ("pages/a", "pages/c"));
    }
}
