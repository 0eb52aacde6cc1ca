//! One opportunity.

use super::activity::{Activity, StageChange};
use super::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::Serialize;

/// A deal with one customer, in the roles that fieldbook knows.
///
/// Serialises in the order of its fields; what is absent is left out. Texts are as their authors wrote them and
/// untrusted: the person who shows them escapes them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Opportunity {
    /// Stable id: the page id in Notion (32 hexadecimal digits), any text without blanks at its ends in a file.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The customer, where the source names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The customer's internet domains, or addresses that contain them, as the source spells them. No page shows them: texts for
    /// others are searched for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// The stage as the source spells it; empty where it has none. See [`super::Stages`] for what is closed.
    pub stage: String,
    /// The amount in whole units of `currency`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// The currency: an ISO 4217 code such as `USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The day it is expected to close.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_date: Option<NaiveDate>,
    /// Who owns it; several people are joined with `, `.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Competitors, as the source names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub competitors: Vec<String>,
    /// Products in play.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Ids or names of the gaps that are in its way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
    /// Features it asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// What happens next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Where it is in its source; never a signed address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    /// When it was last edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edited: Option<Timestamp>,
    /// The `as_of` of the first snapshot that had it; its creation if that was the first snapshot of all. Only snapshots
    /// of Notion have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Timestamp>,
    /// The last changes of its stage between snapshots, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stage_changes: Vec<StageChange>,
    /// What its page says besides its properties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<Activity>,
}

impl Opportunity {
    /// Returns the customer, or the name where no customer is known.
    pub fn customer_or_name(&self) -> &str {
        self.customer.as_deref().unwrap_or(&self.name)
    }
}
