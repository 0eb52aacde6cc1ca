//! Lists of the entries of one kind.

use super::folders::FoldersView;
use super::frame::Frame;
use super::list_heading::ListName;
use super::parts::{RowView, row};
use super::records::entry_record;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::listing::{Facet, List, ListPage, ListPageView, ListPlan, ListShape, Sort};
use crate::site::theme::Assets;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;

const FACETS: &[Facet] = &[
    Facet::State,
    Facet::Owner,
    Facet::Competitor,
    Facet::Product,
    Facet::Industry,
    Facet::Region,
    Facet::Tag,
    Facet::Status,
];
const SORTS: &[Sort] = &[Sort::State, Sort::Checked, Sort::Owner];
const SORTS_OF_EXPOSED: &[Sort] = &[Sort::State, Sort::Checked, Sort::Exposure, Sort::Owner];

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListView {
    frame: Frame,
    title: String,
    kind: &'static str,
    intro: &'static str,
    list: ListPageView,
}

/// The entries of one kind.
pub(crate) struct EntryList<'a, 'c> {
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
    kind: Kind,
    intro: &'static str,
    entries: Vec<&'a Arc<Entry>>,
    plan: ListPlan,
}

impl<'a, 'c> EntryList<'a, 'c> {
    /// Plans the list of the entries of `kind`, by title; `None` if there are none or another template makes the list.
    pub(crate) fn new(catalogue: &'a Catalogue<'c>, assets: &'a Assets, kind: Kind) -> Option<Self> {
        let facts = kind.facts();
        let intro = facts.list_intro?;
        let mut entries: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(kind).collect();
        if entries.is_empty() {
            return None;
        }
        entries.sort_by_cached_key(|entry| (entry.title.value.to_lowercase(), entry.id.clone()));
        let shape = ListShape {
            folder: kind.folder(),
            noun: facts.title.to_lowercase(),
            nouns: facts.plural.to_lowercase(),
            facets: FACETS,
            always_paged: &[],
            order: Sort::Title.words(),
            sorts: if facts.shows_exposure && catalogue.snapshot.is_some() { SORTS_OF_EXPOSED } else { SORTS },
        };
        let records = entries.par_iter().map(|entry| entry_record(catalogue, entry)).collect();
        Some(Self { catalogue, assets, kind, intro, entries, plan: ListPlan::new(shape, records) })
    }
}

impl<'a> List for EntryList<'a, '_> {
    type Item = &'a Arc<Entry>;
    type Row = RowView;
    type Page = ListView;

    fn row_template(&self) -> &'static str {
        "row-entry.html"
    }

    fn page_template(&self) -> &'static str {
        "list.html"
    }

    fn plan(&self) -> &ListPlan {
        &self.plan
    }

    fn items(&self) -> &[&'a Arc<Entry>] {
        &self.entries
    }

    fn row(&self, entry: &&'a Arc<Entry>) -> RowView {
        row(self.catalogue, &self.plan.home(), entry)
    }

    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> ListView {
        let (title, section) = (self.kind.facts().list_title, self.kind.folder());
        let name = ListName { title, description: self.intro, section };
        let (frame, title) = name.frame(self.catalogue, self.assets, &self.plan, page, address);
        let frame = frame.with_folders(FoldersView::new(self.catalogue, address, self.kind, None));
        ListView { frame, title, kind: self.kind.word(), intro: self.intro, list }
    }
}
