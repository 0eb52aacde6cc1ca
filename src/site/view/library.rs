//! The answer library: its answers with their texts, by topic, and the tray where a reader collects them.

use super::answer_list::ANSWERS_PATH;
use super::answer_texts::answer_texts;
use super::folders::FoldersView;
use super::frame::{Frame, Heading, Place};
use super::hold::HoldsView;
use super::list_heading::ListName;
use super::parts::{RowView, row};
use super::records::entry_record;
use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::frameworks::Framework;
use crate::site::listing::{Facet, List, ListPage, ListPageView, ListPlan, ListShape, Sort};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;

const DESCRIPTION: &str = "Answers to the questions of questionnaires, with evidence and owner.";
const FACETS: &[Facet] = &[
    Facet::Topic,
    Facet::Answer,
    Facet::State,
    Facet::Owner,
    Facet::Product,
    Facet::Industry,
    Facet::Region,
    Facet::Tag,
    Facet::Status,
];
const SORTS: &[Sort] = &[Sort::State, Sort::Checked, Sort::Owner];

/// A page of the library: all answers, or those on one topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LibraryView {
    frame: Frame,
    title: String,
    /// How many answers the library has.
    total: usize,
    /// How many of them are approved.
    approved: usize,
    frameworks: Vec<CoverageLink>,
    /// Files of answers, on the first page.
    files: Vec<RowView>,
    tray: String,
    list: ListPageView,
}

/// A framework, and how many answers cover controls of it.
#[derive(Debug, Clone, Serialize)]
struct CoverageLink {
    name: String,
    count: usize,
    href: String,
}

/// An answer with its texts.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AnswerRow {
    row: RowView,
    id: String,
    /// Its page, from the root of the site.
    path: String,
    audience: String,
    /// Why it must not be sent, as JSON for the tray.
    holds: String,
    texts: Vec<TextView>,
}

/// A text of an answer without marks, as it goes into a questionnaire.
#[derive(Debug, Clone, Serialize)]
struct TextView {
    length: &'static str,
    text: String,
}

/// The tray.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TrayView {
    frame: Frame,
    library: String,
    /// The list of answers that questions are matched with.
    answers: String,
    /// The styles of the tray.
    style: Option<String>,
    /// The scripts of the tray.
    scripts: Option<String>,
    /// The module that matches questions.
    module: Option<String>,
}

impl TrayView {
    /// Makes the page; what it holds is in the reader's browser alone.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Tray.address();
        let place = Place::of(PageKind::Tray, address.clone());
        let heading = Heading::of(PageKind::Tray, "Answers collected for one response.");
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            library: address.link(&PageKind::Answers.address()),
            answers: address.link_file(ANSWERS_PATH),
            style: assets.questionnaire_style.as_ref().map(|path| address.link_file(path)),
            scripts: assets.questionnaire.as_ref().map(|path| address.link_file(path)),
            module: assets.questionnaire_module.as_ref().map(|path| address.link_file(path)),
        };
        (address, view)
    }
}

/// The answers of a library.
pub(crate) struct AnswerList<'a, 'c> {
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
    answers: Vec<&'a Arc<Entry>>,
    approved: usize,
    plan: ListPlan,
}

impl<'a, 'c> AnswerList<'a, 'c> {
    /// Plans the library, by title; `None` if there are no answers.
    pub(crate) fn new(catalogue: &'a Catalogue<'c>, assets: &'a Assets) -> Option<Self> {
        let mut answers: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(Kind::Answer).collect();
        if answers.is_empty() {
            return None;
        }
        answers.sort_by_cached_key(|entry| (entry.title.value.to_lowercase(), entry.id.clone()));
        let shape = ListShape {
            folder: PageKind::Answers.facts().folder,
            noun: "answer".to_owned(),
            nouns: "answers".to_owned(),
            facets: FACETS,
            always_paged: &[Facet::Topic],
            order: Sort::Title.words(),
            sorts: SORTS,
        };
        let approved = answers.iter().filter(|answer| answer.status.value == Status::Approved).count();
        let records = answers.par_iter().map(|entry| entry_record(catalogue, entry)).collect();
        Some(Self { catalogue, assets, answers, approved, plan: ListPlan::new(shape, records) })
    }
}

impl<'a> List for AnswerList<'a, '_> {
    type Item = &'a Arc<Entry>;
    type Row = AnswerRow;
    type Page = LibraryView;

    fn row_template(&self) -> &'static str {
        "row-answer.html"
    }

    fn page_template(&self) -> &'static str {
        PageKind::Answers.facts().template
    }

    fn plan(&self) -> &ListPlan {
        &self.plan
    }

    fn items(&self) -> &[&'a Arc<Entry>] {
        &self.answers
    }

    fn row(&self, entry: &&'a Arc<Entry>) -> AnswerRow {
        answer_row(self.catalogue, &self.plan.home(), entry)
    }

    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> LibraryView {
        let title = if page.part_label().is_some() { "Answers" } else { PageKind::Answers.facts().title };
        let name = ListName { title, description: DESCRIPTION, section: PageKind::Answers.section() };
        let (frame, title) = name.frame(self.catalogue, self.assets, &self.plan, page, address);
        let catalogue = self.catalogue;
        LibraryView {
            frame: frame.with_folders(FoldersView::new(catalogue, address, Kind::Answer, None)),
            title,
            total: self.answers.len(),
            approved: self.approved,
            frameworks: coverage(catalogue, address),
            files: if page.is_first() { files(catalogue, address) } else { Vec::new() },
            tray: address.link(&PageKind::Tray.address()),
            list,
        }
    }
}

fn answer_row(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> AnswerRow {
    let texts = match &entry.kind_fields {
        KindFields::Answer(answer) => answer_texts(entry, answer),
        _ => Vec::new(),
    };
    let texts = texts.into_iter().map(|(length, text)| TextView { length, text }).collect();
    AnswerRow {
        id: entry.id.clone(),
        path: catalogue.address(entry).file(),
        audience: catalogue.input.settings.audiences.name(entry.audience.value).to_owned(),
        holds: HoldsView::new(catalogue, entry).json,
        texts,
        row: row(catalogue, from, entry),
    }
}

fn coverage(catalogue: &Catalogue<'_>, from: &Address) -> Vec<CoverageLink> {
    let link = |framework: &Framework<'_>| CoverageLink {
        name: framework.name.to_owned(),
        count: framework.answers.len(),
        href: from.link(&framework.address),
    };
    catalogue.frameworks.values().map(link).collect()
}

fn files(catalogue: &Catalogue<'_>, from: &Address) -> Vec<RowView> {
    catalogue.input.library.of_kind(Kind::Answers).map(|file| row(catalogue, from, file)).collect()
}
