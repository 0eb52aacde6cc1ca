//! The part of the library that a command works on, as it is typed.

use super::candidates;
use super::days::read_day;
use crate::session::{OpportunityAccess, ScopeOptions};
use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

/// Which part of the library, and for which day.
#[derive(Debug, Clone, Args)]
pub(super) struct ScopeArguments {
    /// Build for this audience; entries of stricter ones are left out.
    #[arg(long, value_name = "AUDIENCE", add = ArgValueCandidates::new(candidates::audiences))]
    pub(super) audience: Option<String>,
    /// Build for this customer: its entries are in, and every other customer's stay out.
    #[arg(long, value_name = "KEY", add = ArgValueCandidates::new(candidates::customers))]
    pub(super) customer: Option<String>,
    /// Compute freshness for this day instead of today; every page says so.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) today: Option<NaiveDate>,
    /// Use the last snapshot of opportunities; `build` and `serve` do not contact Notion. Other commands never do.
    #[arg(long)]
    pub(super) offline: bool,
}

impl ScopeArguments {
    /// Returns the part of the library that is meant; the day belongs to the invocation.
    pub(super) fn options(&self) -> ScopeOptions {
        let opportunities = if self.offline { OpportunityAccess::Offline } else { OpportunityAccess::Refresh };
        ScopeOptions { audience: self.audience.clone(), customer: self.customer.clone(), opportunities }
    }
}
