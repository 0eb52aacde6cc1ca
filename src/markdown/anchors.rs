//! Anchors of headings, and slugs.

use std::collections::BTreeMap;

/// Begins every id that the site itself gives an element. No heading has it in its name, so that what authors call
/// their headings never meets what the site calls its parts.
pub const OWN_MARK: &str = "~";

/// Names headings the way code hosts do: lower case, spaces to hyphens, punctuation left out, `-1` for a repetition.
/// No two headings get one name.
#[derive(Debug, Default)]
pub struct Anchors {
    seen: BTreeMap<String, u32>,
}

impl Anchors {
    /// Returns the anchor of the next heading with this text.
    pub fn next(&mut self, text: &str) -> String {
        let base = slug(text);
        self.first_free(if base.is_empty() { "section".to_owned() } else { base })
    }

    /// Returns the anchor of the next heading, for which its author chose `id`.
    pub fn chosen(&mut self, id: &str) -> String {
        match id.trim_start_matches(OWN_MARK) {
            "" => self.next(""),
            id => self.first_free(id.to_owned()),
        }
    }

    fn first_free(&mut self, base: String) -> String {
        let mut count = self.seen.get(&base).copied().unwrap_or_default();
        let mut anchor = base.clone();
        while self.seen.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}-{count}");
        }
        self.seen.insert(base, count);
        self.seen.insert(anchor.clone(), 0);
        anchor
    }
}

/// Turns a text into a name for addresses: lower-case letters and digits of any script, `-` and `_`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for symbol in text.trim().chars().flat_map(char::to_lowercase) {
        match symbol {
            ' ' | '\t' => slug.push('-'),
            '-' | '_' => slug.push(symbol),
            _ if symbol.is_alphanumeric() => slug.push(symbol),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_code_hosts() {
        let mut anchors = Anchors::default();
        let made = ["Why we win", "Why we win", "C++ & Größe?", "a.b_c-d"].map(|text| anchors.next(text));
        assert_eq!(made, ["why-we-win", "why-we-win-1", "c--größe", "ab_c-d"]);
    }

    #[test]
    fn no_two_anchors_are_one_and_none_begins_like_the_ids_of_the_site() {
        let mut anchors = Anchors::default();
        let made = ["A", "A-1", "A", "A", "!", "!"].map(|text| anchors.next(text));
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "section", "section-1"]);
        assert_eq!(
            ["a", "~related", "~", "v1.2"].map(|id| anchors.chosen(id)),
            ["a-4", "related", "section-2", "v1.2"]
        );
        assert_eq!(slug("~Related"), "related");
    }
}
