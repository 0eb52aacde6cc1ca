//! One sentence for each field: what it is for.
//!
//! The common fields and the settings are described in `fields.txt`, the fields of a kind in the texts of the kind.

use crate::kinds::Kind;
use std::collections::BTreeMap;

/// A description by path, such as `claims[].sources[].url`.
pub type Table = BTreeMap<&'static str, &'static str>;

/// `[section]` lines, and `path: sentence` lines below them.
const FIELDS: &str = include_str!("fields.txt");

/// The texts of a kind, apart.
pub(super) struct KindTexts {
    /// `path: sentence` lines about the kind's own fields.
    pub(super) fields: &'static str,
    /// The front matter of a new entry.
    pub(super) front_matter: &'static str,
    /// The body of a new entry.
    pub(super) body: &'static str,
}

/// Separates the texts of `kind`.
pub(super) fn kind_texts(kind: Kind) -> KindTexts {
    let mut parts = kind.facts().texts.splitn(3, "---\n");
    let mut next = || parts.next().unwrap_or_default();
    KindTexts { fields: next(), front_matter: next(), body: next() }
}

/// Returns the descriptions of every field that an entry of `kind` may have.
pub fn entry_table(kind: Kind) -> Table {
    let mut table = section("entry");
    table.extend(described(kind_texts(kind).fields.lines()));
    if kind == Kind::Answers {
        // A file of answers holds fields that its answers inherit.
        table.extend(described(kind_texts(Kind::Answer).fields.lines()).filter(|(path, _)| *path != "question"));
    }
    table
}

/// Returns the descriptions of every key of `site.toml`.
pub fn site_table() -> Table {
    section("site")
}

fn section(name: &str) -> Table {
    let lines = FIELDS.lines().skip_while(move |line| section_name(line) != Some(name)).skip(1);
    described(lines.take_while(|line| section_name(line).is_none())).collect()
}

fn described(lines: impl Iterator<Item = &'static str>) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines.filter_map(|line| line.split_once(": "))
}

/// Returns the name in `[name]`; `None` for any other line, such as one about `roots[].path`.
fn section_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}
