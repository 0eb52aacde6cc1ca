//! The pages of lists, and the file with all rows of each.

use super::address::Address;
use super::listing::{List, ListPage, ListPageView, rows_file};
use super::making::PageWriter;
use super::rules;
use crate::finding::Finding;
use rayon::prelude::*;
use serde::Serialize;

/// How many pages of a list are held in memory at once, for each thread.
const PAGES_AT_ONCE: usize = 4;

/// What the template of a row is given.
#[derive(Debug, Serialize)]
struct RowContext<R> {
    row: R,
}

impl<E: Send> PageWriter<'_, E> {
    /// Makes the pages of each of `lists`.
    pub(super) fn lists(&mut self, lists: impl IntoIterator<Item = impl List>) {
        for list in lists {
            self.list(&list);
        }
    }

    /// Makes the pages of `list` and of its parts, and the file with its rows if there is something to narrow or sort.
    fn list(&mut self, list: &impl List) {
        let plan = list.plan();
        let pages = plan.pages();
        if self.takes_addresses_only() {
            let addresses: Vec<(Address, ())> = pages.iter().map(|page| (plan.address(page), ())).collect();
            self.render_all(list.page_template(), &addresses);
            return;
        }
        let html = self.rows(list);
        for some in pages.chunks(PAGES_AT_ONCE * rayon::current_num_threads()) {
            let page = |page: &ListPage<'_>| {
                let address = plan.address(page);
                let view = list.page(&address, page, ListPageView::new(plan, page, &html));
                (address, view)
            };
            self.render_all(list.page_template(), &some.par_iter().map(page).collect::<Vec<_>>());
        }
        if plan.has_tools() {
            self.rows_file(rows_file(plan, &html));
        }
    }

    /// Renders every row once, as the first page of the list shows it; a row that cannot be made is a finding and empty.
    fn rows(&mut self, list: &impl List) -> Vec<String> {
        let (theme, template) = (self.theme, list.row_template());
        let render = |item| match theme.render(template, &RowContext { row: list.row(item) }) {
            Ok(html) => (html, None),
            Err(fault) => (String::new(), Some(rules::template_fault(&fault))),
        };
        let made: Vec<(String, Option<Finding>)> = list.items().par_iter().map(render).collect();
        let (html, faults): (Vec<String>, Vec<Option<Finding>>) = made.into_iter().unzip();
        self.report(faults.into_iter().flatten());
        html
    }
}
