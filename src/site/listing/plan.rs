//! A list with its parts, and the pages of both.

use super::facet::Facet;
use super::record::Record;
use super::shape::ListShape;
use crate::library::PageFolders;
use crate::markdown::slug;
use crate::site::address::Address;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The number of rows on a page.
pub(crate) const ROWS: usize = 100;

/// How many values of a facet have pages of their own: the commonest. Each row is once more on the pages of its values.
pub(super) const PAGED_VALUES: usize = 24;

/// A list: its rows in order, and by what they can be narrowed.
#[derive(Debug)]
pub(crate) struct ListPlan {
    /// What it is a list of.
    pub(crate) shape: ListShape,
    /// What browsers know of each row, in the order of the list.
    pub(crate) records: Vec<Record>,
    /// The facets that have a choice.
    pub(super) groups: Vec<Group>,
}

/// A facet with its values in a list.
#[derive(Debug)]
pub(super) struct Group {
    /// The facet.
    pub(super) facet: Facet,
    /// Its values, by what readers see; none of states, which browsers work out.
    pub(super) values: Vec<GroupValue>,
}

/// A value, and the rows that have it.
#[derive(Debug)]
pub(super) struct GroupValue {
    /// Its name in addresses.
    pub(super) name: String,
    /// What readers see.
    pub(super) label: String,
    /// The places of its rows in the list.
    pub(super) rows: Vec<usize>,
    /// The folder of its first page, if it has pages.
    pub(super) folder: Option<String>,
}

/// A page of a list, or of the rows that share a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListPage<'a> {
    /// The value that its rows share; `None` on pages of the whole list.
    pub(super) part: Option<(Facet, &'a GroupValue)>,
    /// The number of the page in its part, from 0.
    pub(super) number: usize,
}

impl ListPlan {
    /// Plans a list of `records`.
    pub(crate) fn new(shape: ListShape, records: Vec<Record>) -> Self {
        let has_several_pages = records.len() > ROWS;
        let group = |facet: &Facet| {
            let is_paged = shape.always_paged.contains(facet) || (has_several_pages && facet.has_pages());
            let mut group = Group { facet: *facet, values: values(*facet, &records) };
            if is_paged && group.is_choice(records.len()) {
                group.place(&shape);
            }
            group
        };
        let has_choice = |group: &Group| match group.facet {
            Facet::State => records.iter().any(|record| !record.steps.is_empty()),
            _ => group.is_choice(records.len()),
        };
        let groups = shape.facets.iter().map(group).filter(has_choice).collect();
        Self { shape, records, groups }
    }

    /// Returns the pages: those of the whole list, of which there is at least one, and those of its parts.
    pub(crate) fn pages(&self) -> Vec<ListPage<'_>> {
        let of_value = |group: &'_ Group| {
            let facet = group.facet;
            move |value| (facet, value)
        };
        let values = self.groups.iter().flat_map(|group| group.values.iter().map(of_value(group)));
        let parts = values.filter(|(_, value)| value.folder.is_some()).map(Some);
        let all = std::iter::once(None).chain(parts);
        all.flat_map(|part| (0..self.page_count(part)).map(move |number| ListPage { part, number })).collect()
    }

    /// Returns how many rows a part has.
    pub(super) fn count(&self, part: Option<(Facet, &GroupValue)>) -> usize {
        part.map_or(self.records.len(), |(_, value)| value.rows.len())
    }

    /// Returns how many pages a part has.
    pub(super) fn page_count(&self, part: Option<(Facet, &GroupValue)>) -> usize {
        self.count(part).div_ceil(ROWS).max(1)
    }

    /// Returns the values of `facet` that have pages: name, what readers see, the first page and the number of rows.
    pub(crate) fn parts_of(&self, facet: Facet) -> impl Iterator<Item = (&str, &str, Address, usize)> {
        let groups = self.groups.iter().filter(move |group| group.facet == facet);
        groups.flat_map(|group| &group.values).filter_map(|value| {
            let folder = value.folder.as_deref()?;
            Some((value.name.as_str(), value.label.as_str(), Address::of_folder(folder), value.rows.len()))
        })
    }

    /// Returns the address of a page.
    pub(crate) fn address(&self, page: &ListPage<'_>) -> Address {
        page_address(self.folder(page.part), page.number)
    }

    /// Returns the address of the first page of the whole list.
    pub(crate) fn home(&self) -> Address {
        Address::of_folder(self.shape.folder)
    }

    /// Returns the folder of the first page of a part.
    pub(super) fn folder<'b>(&'b self, part: Option<(Facet, &'b GroupValue)>) -> &'b str {
        part.and_then(|(_, value)| value.folder.as_deref()).unwrap_or(self.shape.folder)
    }

    /// Returns whether there is something to narrow or sort.
    pub(crate) fn has_tools(&self) -> bool {
        self.records.len() > 1 && !(self.groups.is_empty() && self.shape.sorts.is_empty())
    }

    /// Returns the places of all rows of the part that a page belongs to.
    pub(crate) fn rows_of_part(&self, page: &ListPage<'_>) -> Vec<usize> {
        page.part.map_or_else(|| (0..self.records.len()).collect(), |(_, value)| value.rows.clone())
    }

    /// Returns the places of the rows of a page in the list.
    pub(super) fn rows(&self, page: &ListPage<'_>) -> Vec<usize> {
        self.rows_of_part(page).into_iter().skip(page.number * ROWS).take(ROWS).collect()
    }
}

impl ListPage<'_> {
    /// Returns the value that the rows of the page share, as readers see it; `None` on pages of the whole list.
    pub(crate) fn part_label(&self) -> Option<&str> {
        self.part.map(|(_, value)| value.label.as_str())
    }

    /// Returns whether it is the first page of the whole list.
    pub(crate) fn is_first(&self) -> bool {
        self.part.is_none() && self.number == 0
    }
}

impl Group {
    /// Returns whether its values divide a list of `count` rows: there are several, or some rows do not have the only one.
    fn is_choice(&self, count: usize) -> bool {
        self.values.len() > 1 || self.values.iter().any(|value| value.rows.len() < count)
    }

    /// Gives the commonest values a folder each; no two values share one.
    fn place(&mut self, shape: &ListShape) {
        let between = if shape.always_paged.contains(&self.facet) { "" } else { "by/" };
        let parent = format!("{}/{between}{}", shape.folder, self.facet.folder());
        let mut commonest: Vec<usize> = (0..self.values.len()).collect();
        commonest.sort_by_key(|index| Reverse(self.values.get(*index).map_or(0, |value| value.rows.len())));
        commonest.truncate(PAGED_VALUES);
        commonest.sort_unstable();
        let mut folders = PageFolders::default();
        for index in commonest {
            if let Some(value) = self.values.get_mut(index) {
                value.folder = Some(folders.take(&parent, &slug(&value.label), &value.name));
            }
        }
    }
}

/// Returns where page `number`, counted from 0, of the list in `folder` is.
pub(super) fn page_address(folder: &str, number: usize) -> Address {
    if number == 0 { Address::of_folder(folder) } else { Address::of_folder(&format!("{folder}/page/{}", number + 1)) }
}

/// Collects the values of `facet`, sorted by what readers see.
fn values(facet: Facet, records: &[Record]) -> Vec<GroupValue> {
    let mut by_name = BTreeMap::<&str, GroupValue>::new();
    for (row, record) in records.iter().enumerate() {
        for value in record.values_of(facet) {
            let empty =
                || GroupValue { name: value.name.clone(), label: value.label.clone(), rows: Vec::new(), folder: None };
            by_name.entry(&value.name).or_insert_with(empty).rows.push(row);
        }
    }
    let mut values: Vec<GroupValue> = by_name.into_values().collect();
    values.sort_by_cached_key(|value| (value.label.to_lowercase(), value.name.clone()));
    values
}
