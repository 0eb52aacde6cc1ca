//! What makes the rows and pages of one list.

use super::plan::{ListPage, ListPlan};
use super::tools::ListPageView;
use crate::site::address::Address;
use serde::Serialize;

/// A list of one subject.
pub(crate) trait List: Sync {
    /// What a row is made from.
    type Item: Sync;
    /// What the template of a row shows.
    type Row: Serialize;
    /// What the template of a page shows.
    type Page: Serialize + Send + Sync;

    /// Returns the template of a row.
    fn row_template(&self) -> &'static str;
    /// Returns the template of a page.
    fn page_template(&self) -> &'static str;
    /// Returns the plan.
    fn plan(&self) -> &ListPlan;
    /// Returns what the rows are made from, in the order of the plan.
    fn items(&self) -> &[Self::Item];
    /// Makes the row of `item`, with links from the first page of the list.
    fn row(&self, item: &Self::Item) -> Self::Row;
    /// Makes the page at `address`, which shows `list`.
    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> Self::Page;
}
