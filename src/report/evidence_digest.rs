//! What looks at sources found, by owner, whatever its format.

use crate::due::Owner;
use chrono::NaiveDate;
use serde::Serialize;

/// What looks at sources found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceDigest {
    /// The day of the digest.
    pub today: NaiveDate,
    /// The first day of what is listed; `None` for all that is open.
    pub since: Option<NaiveDate>,
    /// The last day of the ends that are listed.
    pub until: NaiveDate,
    /// What each owner has to know, in the order of owners.
    pub owners: Vec<OwnerEvidence>,
}

/// What one owner has to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnerEvidence {
    /// The owner; `None` for entries without one.
    pub owner: Option<Owner>,
    /// The rows, by section and within it what most open opportunities depend on first.
    pub rows: Vec<EvidenceRow>,
}

/// A section of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceSection {
    /// Quotes whose page says something else.
    Changed,
    /// Quotes that are not on their page, and pages that are gone.
    Gone,
    /// Quotes whose page has another address.
    Moved,
    /// Releases of competitors on a capability of a claim that was verified before.
    Released,
    /// Releases of competitors that name no capability.
    Unmapped,
    /// Claims that have to be checked soon.
    Ending,
    /// Pages that could not be looked at.
    NotLooked,
}

impl EvidenceSection {
    /// Returns its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Changed => "Changed",
            Self::Gone => "Gone",
            Self::Moved => "Moved",
            Self::Released => "Released on your capabilities",
            Self::Unmapped => "Released, on no known capability",
            Self::Ending => "To be checked soon",
            Self::NotLooked => "Could not be looked at",
        }
    }
}

/// A row of a digest; credentials are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceRow {
    /// Its section.
    pub section: EvidenceSection,
    /// `entry#claim`, or the entry.
    pub name: String,
    /// The claim, or the title of a release.
    pub text: String,
    /// The page.
    pub url: Option<String>,
    /// What was found, as a sentence without its end.
    pub what: String,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// The sentence that the page had.
    pub before: Option<String>,
    /// The sentence that the page has now.
    pub now: Option<String>,
    /// How many open opportunities depend on it. Which, a digest does not say: it may be published with a change.
    pub opportunities: usize,
}

impl EvidenceDigest {
    /// Returns all rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &EvidenceRow> {
        self.owners.iter().flat_map(|owner| &owner.rows)
    }

    /// Returns how many rows each section has, such as `2 changed, 1 gone`.
    pub(super) fn summary(&self) -> String {
        let count = |section| self.rows().filter(|row| row.section == section).count();
        let words = [
            (EvidenceSection::Changed, "changed"),
            (EvidenceSection::Gone, "gone"),
            (EvidenceSection::Moved, "moved"),
            (EvidenceSection::Released, "released on a capability"),
            (EvidenceSection::Unmapped, "released otherwise"),
            (EvidenceSection::Ending, "to be checked soon"),
            (EvidenceSection::NotLooked, "could not be looked at"),
        ];
        let words = words.into_iter().map(|(section, word)| (count(section), word)).filter(|(count, _)| *count > 0);
        let words: Vec<String> = words.map(|(count, word)| format!("{count} {word}")).collect();
        if words.is_empty() { "nothing to report".to_owned() } else { words.join(", ") }
    }
}

/// The form of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestFormat {
    /// For the description of a change, an issue or a mail.
    Markdown,
    /// One document, `fieldbook/evidence-digest/1`.
    Json,
    /// A line for each row.
    JsonLines,
}
