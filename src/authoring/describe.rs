//! What every field is for, in one sentence each.

use crate::entry::Kind;
use std::collections::BTreeMap;

/// A description by path, such as `claims[].sources[].url`.
pub type Table = BTreeMap<&'static str, &'static str>;

/// The table: `[section]` lines, and `path: sentence` lines below them.
const FIELDS: &str = include_str!("fields.txt");

/// Returns the descriptions of every field that an entry of `kind` may have.
pub fn entry_table(kind: Kind) -> Table {
    let mut table = section("entry");
    match kind {
        // A file of answers holds fields that its answers inherit.
        Kind::Answers => table.extend(section("answer").into_iter().filter(|(path, _)| *path != "question")),
        Kind::Page => {}
        kind => table.extend(section(kind.word())),
    }
    table
}

/// Returns the descriptions of every key of `site.toml`.
pub fn site_table() -> Table {
    section("site")
}

fn section(name: &str) -> Table {
    let lines = FIELDS.lines().skip_while(move |line| section_name(line) != Some(name)).skip(1);
    lines.take_while(|line| section_name(line).is_none()).filter_map(|line| line.split_once(": ")).collect()
}

/// Returns the name in `[name]`; a path such as `roots[].path` is none.
fn section_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}
