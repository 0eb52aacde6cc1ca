//! The "still true" button: how a reader records that a statement was checked again.

use super::repository_links::{edit_link, issue_link};
use crate::entry::{Claim, Entry, Verification};
use crate::site::catalogue::Catalogue;
use crate::source::SourceFile;
use serde::Serialize;

/// What the script of a page replaces by the day of the reader; without scripts, it says what to write.
const DAY: &str = "YYYY-MM-DD";
/// The placeholder of the person in a line that names who checked.
const PERSON: &str = "YOUR-ID";

/// The command that records a check, and the file for those who never use a terminal; for readers inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RecheckView {
    command: String,
    /// The link that opens the file for editing.
    edit: Option<String>,
    /// The file, for the reader who edits it at home.
    file: String,
    /// The line that says when it was checked, if it is written.
    line: Option<LineView>,
    /// The link that opens an issue which says so, for those who do not edit files.
    issue: Option<String>,
}

/// A line of a file with the day of the last check, and the same line with the day of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LineView {
    number: u32,
    /// What precedes the day.
    start: String,
    /// What follows the day.
    end: String,
}

impl LineView {
    /// Finds the line of the day; `None` if a hash of the text is beside it, which only the command can write, or if the
    /// person who checked is not behind the day on the same line.
    fn new(file: &SourceFile, verified: &Verification) -> Option<Self> {
        let (text, day) = (file.text(), verified.on.span.range());
        let start = text.get(..day.start)?.rfind('\n').map_or(0, |index| index + 1);
        let end = text.get(day.end..)?.find('\n').map_or(text.len(), |index| day.end + index);
        let rest = match verified.by.as_ref().map(|by| by.span.range()) {
            // Who checked before does not answer for this check.
            Some(by) => format!("{}{PERSON}{}", text.get(day.end..by.start.min(end))?, text.get(by.end..end)?),
            None => text.get(day.end..end)?.to_owned(),
        };
        let line = Self {
            number: file.position(verified.on.span.start).line,
            start: text.get(start..day.start)?.trim_start().to_owned(),
            end: rest.trim_end().to_owned(),
        };
        verified.hash.is_none().then_some(line)
    }
}

impl RecheckView {
    /// Says how to verify the whole of `entry`.
    pub(crate) fn of_entry(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<Self> {
        Self::new(catalogue, entry, &entry.id, entry.verified.as_ref())
    }

    /// Says how to verify `claim` of `entry`; nothing for one without a source, which nothing can be checked against.
    pub(crate) fn of_claim(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim) -> Option<Self> {
        let name = format!("{}#{}", entry.id, claim.id.value);
        Self::new(catalogue, entry, &name, claim.verified.as_ref()).filter(|_| !claim.sources.is_empty())
    }

    fn new(catalogue: &Catalogue<'_>, entry: &Entry, name: &str, verified: Option<&Verification>) -> Option<Self> {
        if catalogue.is_outside {
            return None;
        }
        let path = entry.file.path();
        let line = verified.and_then(|verified| LineView::new(&entry.file, verified));
        let place = line.as_ref().map_or_else(
            || format!("To record it: `fieldbook verify {}`", as_word(name)),
            |line| format!("Line {} of `{path}` becomes:\n\n    {}{DAY}{}", line.number, line.start, line.end),
        );
        let body = format!("Checked against its source on {DAY}: `{name}` is still true.\n\n{place}\n");
        Some(Self {
            command: format!("fieldbook verify {}", as_word(name)),
            edit: edit_link(catalogue, entry),
            file: path.to_owned(),
            line,
            issue: issue_link(catalogue, &format!("Still true: {name}"), &body),
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
