//! The "still true" button: how a reader records that a statement was checked again.

use super::repository_links::edit_link;
use crate::entry::{Claim, Entry};
use crate::site::catalogue::Catalogue;
use serde::Serialize;

/// The command that records a check, and the file for those who never use a terminal; for readers inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RecheckView {
    command: String,
    /// The link that opens the file for editing.
    edit: Option<String>,
    /// The file, for the reader who edits it at home.
    file: String,
}

impl RecheckView {
    /// Says how to verify the whole of `entry`.
    pub(crate) fn of_entry(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<Self> {
        Self::new(catalogue, entry, &entry.id)
    }

    /// Says how to verify `claim` of `entry`; nothing for one without a source, which nothing can be checked against.
    pub(crate) fn of_claim(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim) -> Option<Self> {
        let name = format!("{}#{}", entry.id, claim.id.value);
        Self::new(catalogue, entry, &name).filter(|_| !claim.sources.is_empty())
    }

    fn new(catalogue: &Catalogue<'_>, entry: &Entry, name: &str) -> Option<Self> {
        (!catalogue.is_outside).then(|| Self {
            command: format!("fieldbook verify {}", as_word(name)),
            edit: edit_link(catalogue, entry),
            file: entry.file.path().to_owned(),
        })
    }
}

/// Writes `name` as one word of a POSIX shell.
fn as_word(name: &str) -> String {
    let is_plain = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.' | '/' | '#');
    if name.chars().all(is_plain) && !name.starts_with(['#', '-']) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word() {
        assert_eq!(
            ["battlecards/globex#no-scim", "a b$(x)'"].map(as_word),
            ["battlecards/globex#no-scim", r"'a b$(x)'\'''"]
        );
    }
}
