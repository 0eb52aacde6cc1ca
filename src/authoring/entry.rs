//! A new entry: a file that says what each of its fields is for.
//!
//! The front matter and the body come from the texts of the kind. A line `key: value` is set, a line `#key: value` is
//! written as a comment; above each of them goes the sentence that describes its field.

use super::describe::{KindTexts, Table, entry_table, kind_texts};
use super::new_file::NewFile;
use crate::config::{Root, Settings};
use crate::kinds::Kind;
use crate::markdown::slug;
use crate::values::quoted;
use chrono::{Days, NaiveDate};
use std::fmt;

/// What a person needs to write.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its title; for an answer the question, for a competitor the name.
    pub title: &'a str,
    /// Who is accountable; without one, the folder's default holds.
    pub owner: Option<&'a str>,
    /// The day on which it is written.
    pub today: NaiveDate,
}

/// Why there is no place for a new entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// The title holds no letter and no digit.
    NoName,
    /// A deal kind, and no root is private.
    NoPrivateRoot(Kind),
    /// Every root is private.
    NoSharedRoot,
}

impl fmt::Display for NoPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoName => write!(formatter, "the title has no letter or digit to name a file after"),
            Self::NoPrivateRoot(kind) => write!(
                formatter,
                "a {} is about one deal and belongs in a private root, and there is none; site.toml needs a table [[roots]] with path = \"content\" and another with path = \"deals\" and private = true",
                kind.word()
            ),
            Self::NoSharedRoot => {
                write!(formatter, "every root of site.toml is private; add a table [[roots]] with path = \"content\"")
            }
        }
    }
}

impl std::error::Error for NoPlace {}

/// Makes the file of a new entry; its path follows from kind and title.
///
/// # Errors
/// The title gives no name, or no root of the site takes the kind.
pub fn new_entry(request: &NewEntry<'_>, settings: &Settings) -> Result<NewFile, NoPlace> {
    let name = file_name(request.title).ok_or(NoPlace::NoName)?;
    let is_fitting = |root: &&Root| root.private == request.kind.facts().is_deal;
    let fault = if request.kind.facts().is_deal { NoPlace::NoPrivateRoot(request.kind) } else { NoPlace::NoSharedRoot };
    let root = settings.roots.iter().find(is_fitting).ok_or(fault)?;
    let path = format!("{}/{}/{name}.md", root.path.value, request.kind.folder());
    let text = text(request);
    Ok(NewFile { path, text })
}

/// Returns the title as a file name: one hyphen between words, at most 80 letters.
pub(super) fn file_name(title: &str) -> Option<String> {
    let slug: String = slug(title).chars().take(80).collect();
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("-"))
}

fn text(request: &NewEntry<'_>) -> String {
    let KindTexts { front_matter, body, .. } = kind_texts(request.kind);
    let mut text = "---\n".to_owned();
    let table = entry_table(request.kind);
    for line in front_matter.lines() {
        text.push_str(&front_line(line, request, &table));
    }
    text.push_str("---\n");
    text.push_str(body);
    text
}

/// Returns a line of the template, below the sentence that says what its key is for.
fn front_line(line: &str, request: &NewEntry<'_>, table: &Table) -> String {
    let key = line.trim_start_matches('#').split_once(':').map_or("", |(key, _)| key);
    let sentence = table.get(key).filter(|_| !line.starts_with(' '));
    let line = if line == "owner: {owner}" && request.owner.is_none() { "#owner: {me}" } else { line };
    let filled = fill(line, request);
    let filled = filled.strip_prefix('#').map_or(filled.clone(), |offered| format!("# {offered}"));
    sentence.map_or(format!("{filled}\n"), |sentence| format!("# {sentence}\n{filled}\n"))
}

fn fill(line: &str, request: &NewEntry<'_>) -> String {
    let owner = request.owner.unwrap_or("ann@example.com");
    let decision = request.today.checked_add_days(Days::new(28)).unwrap_or(request.today);
    line.replace("{today}", &request.today.to_string())
        .replace("{decision}", &decision.to_string())
        .replace("{owner}", &quoted(owner))
        .replace("{me}", &quoted(owner))
        .replace("{title}", &quoted(request.title))
        .replace("{plain}", &request.title.replace(['"', '\\'], "'"))
}
