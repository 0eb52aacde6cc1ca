//! Settings of the data source.

use crate::opportunity::{Stages, Written};
use std::collections::BTreeMap;
use std::time::Duration;

/// Where the opportunities are and how they are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The link or id from the settings: see [`super::Source::parse`].
    pub source: String,
    /// Which property has which role.
    pub mapping: Mapping,
    /// How texts of the data source write numbers and days, and the currency of amounts that name none.
    pub written: Written,
    /// Limits of the fetch.
    pub limits: Limits,
    /// The stages as far as site.toml says.
    pub stages: Stages,
    /// How many requests are spent at most on the to-dos and comments of open opportunities; 0 reads none.
    pub page_requests: u64,
}

/// For each role the alternatives, of which the first that exists is used: a property name (case and surrounding
/// spaces are ignored), or `id:` and a property id, which still matches after a rename.
///
/// A role whose alternatives are not the default ones must be found, and so must the stage; other roles may be absent,
/// unless the previous snapshot had them. A role without alternatives has no property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The customer.
    pub customer: Vec<String>,
    /// The customer's internet domains.
    pub domains: Vec<String>,
    /// The stage.
    pub stage: Vec<String>,
    /// The amount.
    pub amount: Vec<String>,
    /// The currency; by default that of the number format of the amount.
    pub currency: Vec<String>,
    /// The day it is expected to close.
    pub close_date: Vec<String>,
    /// The owner.
    pub owner: Vec<String>,
    /// Competitors.
    pub competitors: Vec<String>,
    /// Products in play.
    pub products: Vec<String>,
    /// Gaps that block it.
    pub gaps: Vec<String>,
    /// The next step.
    pub next_step: Vec<String>,
    /// Requested features.
    pub features: Vec<String>,
}

impl Mapping {
    /// Replaces the default alternatives of each role in `roles`.
    ///
    /// # Errors
    ///
    /// The unknown role name.
    pub fn new(roles: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut mapping = Self::default();
        for (role, names) in roles {
            mapping.role(role).ok_or_else(|| role.clone())?.clone_from(names);
        }
        Ok(mapping)
    }

    fn role(&mut self, name: &str) -> Option<&mut Vec<String>> {
        Some(match name {
            "customer" => &mut self.customer,
            "domains" => &mut self.domains,
            "stage" => &mut self.stage,
            "amount" => &mut self.amount,
            "currency" => &mut self.currency,
            "close_date" => &mut self.close_date,
            "owner" => &mut self.owner,
            "competitors" => &mut self.competitors,
            "products" => &mut self.products,
            "gaps" => &mut self.gaps,
            "next_step" => &mut self.next_step,
            "features" => &mut self.features,
            _ => return None,
        })
    }
}

impl Default for Mapping {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            customer: names(&["Customer", "Account", "Company"]),
            domains: names(&["Domains", "Domain", "Website"]),
            stage: names(&["Stage", "Status"]),
            amount: names(&["Amount", "ARR", "Value"]),
            currency: names(&["Currency"]),
            close_date: names(&["Close date", "Expected close"]),
            owner: names(&["Owner", "Account executive"]),
            competitors: names(&["Competitors", "Competitor"]),
            products: names(&["Products", "Product"]),
            gaps: names(&["Gaps", "Gap"]),
            next_step: names(&["Next step", "Next steps"]),
            features: names(&["Features", "Feature requests"]),
        }
    }
}

/// Limits on external input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Maximum attempts of one request.
    pub attempts: u32,
    /// The shortest time between the starts of two requests; Notion allows 3 per second on average.
    pub interval: Duration,
    /// The longest wait for a `Retry-After`.
    pub retry_after: Duration,
    /// Total time limit.
    pub total: Duration,
    /// Time limit without progress: a new row, or the first response to a request of another kind.
    pub stall: Duration,
    /// Whether waits that Notion requests count for `stall`.
    pub requested_waits: RequestedWaits,
    /// Time limit of one response.
    pub response: Duration,
    /// Rows after which a query ends without saying `has_more` (10,000, Notion's own limit).
    pub window: usize,
    /// Rows per page, at most 100; reduced to a tenth for queries that time out.
    pub page_size: u64,
    /// Percentage of missing rows, compared with the previous snapshot, that is an error.
    pub shrink_percent: u64,
}

/// Whether waits that Notion requests with `Retry-After` count for the time limit without progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestedWaits {
    /// They count, as in a build that a person waits for.
    Counted,
    /// They are waited for in addition.
    Granted,
}

impl Limits {
    /// A percentage of missing rows that is never reached.
    pub const ANY_SHRINK: u64 = 101;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            attempts: 8,
            interval: Duration::from_millis(334),
            retry_after: Duration::from_mins(2),
            total: Duration::from_hours(1),
            stall: Duration::from_secs(20),
            requested_waits: RequestedWaits::Granted,
            response: Duration::from_secs(30),
            window: 10_000,
            page_size: 100,
            shrink_percent: 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_that_nobody_names_keep_their_alternatives() {
        let roles = |name: &str| BTreeMap::from([(name.to_owned(), vec!["Deal phase".to_owned()])]);
        let wanted = Mapping { stage: vec!["Deal phase".to_owned()], ..Mapping::default() };
        assert_eq!(Mapping::new(&roles("stage")), Ok(wanted));
        assert_eq!(Mapping::new(&roles("phase")), Err("phase".to_owned()));
    }
}
