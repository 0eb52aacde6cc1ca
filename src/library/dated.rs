//! A date that an entry carries, and what it vouches for.

use crate::entry::{Approval, Verification};
use serde::{Deserialize, Serialize};

/// A part of an entry that carries a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DatedPart {
    /// The entry as a whole, by its own `verified`.
    Entry,
    /// The claim with this id.
    Claim(String),
    /// The approval at this place of the list.
    Approval(usize),
    /// What was agreed for a proof of concept.
    Agreement,
}

/// A date, what it covers, and the texts that it vouches for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedStatement {
    /// The id of the entry.
    pub entry: String,
    /// The part of the entry.
    pub part: DatedPart,
    /// The date and what is recorded with it.
    pub record: DateRecord,
    /// The addresses of its sources; of an agreement, the changes that are recorded.
    pub sources: Vec<String>,
    /// What it says: of a claim, its text and then the sentences that cite it; of an entry, its sentences that
    /// are not claims, where it is read from a commit; of an agreement, the criteria.
    pub texts: Vec<String>,
}

/// A date and what is recorded with it, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRecord {
    /// The date.
    pub on: String,
    /// The person.
    pub by: Option<String>,
    /// The role of an approval.
    pub role: Option<String>,
    /// The hash of the text.
    pub hash: Option<String>,
}

impl DateRecord {
    /// Returns what `verified` records.
    pub fn of_check(verified: &Verification) -> Self {
        let text = |value: &Option<crate::source::Spanned<String>>| value.as_ref().map(|value| value.value.clone());
        let (by, hash) = (text(&verified.by), text(&verified.hash));
        Self { on: verified.on.value.to_string(), by, role: None, hash }
    }

    /// Returns what `approval` records; without a day, `on` is empty.
    pub(super) fn of_approval(approval: &Approval) -> Self {
        let text = |value: &Option<crate::source::Spanned<String>>| value.as_ref().map(|value| value.value.clone());
        let on = approval.on.as_ref().map_or(String::new(), |on| on.value.to_string());
        Self { on, by: text(&approval.by), role: text(&approval.role), hash: None }
    }
}
