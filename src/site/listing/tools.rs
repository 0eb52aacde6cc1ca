//! What a page of a list shows besides its heading: its rows, what narrows and sorts them, and the way to other pages.

use super::facet::Facet;
use super::plan::{Group, ListPage, ListPlan, PAGED_VALUES, ROWS, page_address};
use super::row_html::moved;
use super::rows_file::path;
use super::thousands::thousands;
use crate::site::address::Address;
use serde::Serialize;

/// How many pages before and after the current one have a link; so do the first and the last.
const NEAR: usize = 2;
/// The states that a reader can select, the worst first.
const STATES: [(&str, &str); 4] =
    [("stale", "Stale"), ("not-proven", "Not proven"), ("check-soon", "Check soon"), ("current", "Current")];

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListPageView {
    /// The rows.
    rows_html: String,
    /// Whether there are any.
    has_rows: bool,
    /// Whether there is something to narrow or sort.
    has_tools: bool,
    /// The script with all rows.
    rows_file: String,
    /// What leads from this page to the folder of the first.
    prefix: String,
    /// The link to the first page of the whole list.
    home: String,
    noun: String,
    nouns: String,
    /// How many rows the whole list has.
    total: usize,
    /// How many rows the part has, on all its pages.
    pub(crate) count: usize,
    /// Which of them are shown: `1–100 of 5,000 answers`.
    range: String,
    groups: Vec<GroupView>,
    order: &'static str,
    sorts: Vec<SortView>,
    pages: PagesView,
}

/// A facet.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    key: &'static str,
    title: &'static str,
    values: Vec<ValueView>,
    /// How many values are not listed, for readers without scripts.
    more: usize,
    /// Whether readers without scripts can narrow the list by it.
    has_pages: bool,
    /// The value that all rows of the page share.
    current: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ValueView {
    name: String,
    label: String,
    /// How many rows of the whole list have it; `None` of states, which age.
    count: Option<String>,
    /// The first of its pages, if it has pages.
    href: Option<String>,
    is_current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SortView {
    key: &'static str,
    words: &'static str,
}

/// The way to the other pages.
#[derive(Debug, Clone, Default, Serialize)]
struct PagesView {
    before: Option<String>,
    after: Option<String>,
    /// Some of the pages, none if there is but one.
    links: Vec<PageLink>,
}

#[derive(Debug, Clone, Serialize)]
struct PageLink {
    number: String,
    href: String,
    is_current: bool,
    /// Whether pages before it have no link.
    follows_gap: bool,
}

impl ListPageView {
    /// Shows `page` with the rows `html` of the whole list, as the first page shows them.
    pub(crate) fn new(plan: &ListPlan, page: &ListPage<'_>, html: &[String]) -> Self {
        let (address, home) = (plan.address(page), plan.home());
        let prefix = "../".repeat(depth(&address) - depth(&home));
        let rows = plan.rows(page);
        let rows_html: String = rows.iter().filter_map(|row| html.get(*row)).map(|html| moved(html, &prefix)).collect();
        let count = plan.count(page.part);
        Self {
            rows_html,
            has_rows: !rows.is_empty(),
            has_tools: plan.has_tools(),
            rows_file: address.link_file(&path(plan)),
            prefix,
            home: address.link(&home),
            noun: plan.shape.noun.clone(),
            nouns: plan.shape.nouns.clone(),
            total: plan.records.len(),
            count,
            range: range(plan, page, rows.len()),
            groups: plan.groups.iter().map(|group| group_view(plan, page, group, &address)).collect(),
            order: plan.shape.order,
            sorts: plan.shape.sorts.iter().map(|sort| SortView { key: sort.key(), words: sort.words() }).collect(),
            pages: pages(plan, page, &address),
        }
    }
}

fn depth(address: &Address) -> usize {
    address.folder().split('/').filter(|part| !part.is_empty()).count()
}

/// Says which rows are on a page.
fn range(plan: &ListPlan, page: &ListPage<'_>, shown: usize) -> String {
    let (count, first) = (plan.count(page.part), page.number * ROWS);
    let noun = if count == 1 { &plan.shape.noun } else { &plan.shape.nouns };
    if shown == count {
        return format!("{} {noun}", thousands(count));
    }
    format!("{}–{} of {} {noun}", thousands(first + 1), thousands(first + shown), thousands(count))
}

fn group_view(plan: &ListPlan, page: &ListPage<'_>, group: &Group, from: &Address) -> GroupView {
    let current = page.part.filter(|(facet, _)| *facet == group.facet).map(|(_, value)| value.name.clone());
    let is_current = |name: &str| current.as_deref() == Some(name);
    let has_pages = group.values.iter().any(|value| value.folder.is_some());
    let mut values: Vec<ValueView> = if group.facet == Facet::State {
        let state = |(name, label): &(&str, &str)| ValueView {
            name: (*name).to_owned(),
            label: (*label).to_owned(),
            count: None,
            href: None,
            is_current: false,
        };
        STATES.iter().map(state).collect()
    } else {
        let listed = group.values.iter().filter(|value| !has_pages || value.folder.is_some()).take(PAGED_VALUES);
        let value = |value: &super::plan::GroupValue| ValueView {
            name: value.name.clone(),
            label: value.label.clone(),
            count: Some(thousands(value.rows.len())),
            href: value.folder.as_ref().map(|folder| from.link(&Address::of_folder(folder))),
            is_current: is_current(&value.name),
        };
        listed.map(value).collect()
    };
    if let (true, Some(_)) = (has_pages, &current) {
        let all = thousands(plan.records.len());
        let href = Some(from.link(&plan.home()));
        values.insert(
            0,
            ValueView { name: String::new(), label: "all".to_owned(), count: Some(all), href, is_current: false },
        );
    }
    let listed = values.iter().filter(|value| !value.name.is_empty()).count();
    let more = if group.facet == Facet::State { 0 } else { group.values.len() - listed };
    GroupView { key: group.facet.key(), title: group.facet.title(), values, more, has_pages, current }
}

fn pages(plan: &ListPlan, page: &ListPage<'_>, from: &Address) -> PagesView {
    let (count, folder) = (plan.page_count(page.part), plan.folder(page.part));
    if count < 2 {
        return PagesView::default();
    }
    let href = |number: usize| from.link(&page_address(folder, number));
    let is_linked = |number: &usize| *number == 0 || number + 1 == count || number.abs_diff(page.number) <= NEAR;
    let mut last = None;
    let mut links = Vec::new();
    for number in (0..count).filter(is_linked) {
        links.push(PageLink {
            number: thousands(number + 1),
            href: href(number),
            is_current: number == page.number,
            follows_gap: last.is_some_and(|last| number > last + 1),
        });
        last = Some(number);
    }
    PagesView {
        before: page.number.checked_sub(1).map(href),
        after: (page.number + 1 < count).then(|| href(page.number + 1)),
        links,
    }
}
