//! The customers that a snapshot names, also in rows that no page shows.

use super::record::Opportunity;
use super::snapshot::Snapshot;
use crate::customers::Account;

impl Snapshot {
    /// Returns what each row says of its customer, whether it is among the opportunities or left out.
    pub fn accounts(&self) -> Vec<Account<'_>> {
        let rows = self.omitted.as_deref().unwrap_or(self);
        let left_out = rows.left_out.iter().map(|row| Account { title: &row.name, ..Account::default() });
        rows.opportunities.iter().map(Opportunity::account).chain(left_out).collect()
    }
}

impl Opportunity {
    fn account(&self) -> Account<'_> {
        let (customer, url) = (self.customer.as_deref(), self.url.as_deref());
        Account { customer, title: &self.name, domains: &self.domains, url }
    }
}
