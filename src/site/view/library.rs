//! The answer library: its answers with their texts, by topic, and the tray where a reader collects them.

use super::answer_list::ANSWERS_PATH;
use super::answer_texts::answer_texts;
use super::frame::{Frame, Heading, Place};
use super::hold::HoldsView;
use super::list::{PageLink, page_address, page_links};
use super::parts::{RowView, row};
use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::library::PageFolders;
use crate::markdown::slug;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::frameworks::Framework;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of answers on a page.
const ROWS: usize = 100;

/// A page of the library: all answers, or those on one topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LibraryView {
    frame: Frame,
    title: String,
    total: usize,
    /// How many of them are approved.
    approved: usize,
    rows: Vec<AnswerRow>,
    topics: Vec<FacetView>,
    frameworks: Vec<FacetView>,
    /// Words by which scripts narrow the page, with how many of its answers have them.
    marks: Vec<FacetView>,
    /// Files of answers, on the first page.
    files: Vec<RowView>,
    tray: String,
    pages: Vec<PageLink>,
}

/// A part of the library, and how many answers are in it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FacetView {
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) href: Option<String>,
    pub(super) is_current: bool,
}

/// An answer with its texts.
#[derive(Debug, Clone, Serialize)]
struct AnswerRow {
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
            scripts: assets.questionnaire.as_ref().map(|path| address.link_file(path)),
            module: assets.questionnaire_module.as_ref().map(|path| address.link_file(path)),
        };
        (address, view)
    }
}

/// A topic with a page.
#[derive(Debug, Clone)]
struct Topic<'a> {
    name: &'a str,
    /// The folder of its page; no two topics share one.
    folder: String,
}

/// Answers, and the topic that they share.
type Part<'a> = (Option<Topic<'a>>, Vec<&'a Arc<Entry>>);

/// The parts that every page of the library leads to, with how many answers are in each.
#[derive(Debug)]
struct Facets<'a> {
    topics: Vec<(Topic<'a>, usize)>,
}

/// Makes the pages of the library and of its topics; empty if there are no answers.
pub(crate) fn library_views(catalogue: &Catalogue<'_>, assets: &Assets) -> Vec<(Address, LibraryView)> {
    let mut all: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(Kind::Answer).collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by_cached_key(|entry| (entry.title.value.to_lowercase(), entry.id.clone()));
    let mut by_topic = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
    for entry in &all {
        for topic in topics_of(entry) {
            by_topic.entry(topic).or_default().push(entry);
        }
    }
    let topics = with_folders(by_topic.keys().copied());
    let facets = Facets { topics: topics.iter().cloned().zip(by_topic.values().map(Vec::len)).collect() };
    let parts = std::iter::once((None, all)).chain(topics.into_iter().map(Some).zip(by_topic.into_values()));
    parts.flat_map(|part| part_views(catalogue, assets, &part, &facets)).collect()
}

fn topics_of(entry: &Entry) -> Vec<&str> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return Vec::new() };
    let mut topics: Vec<&str> = answer.topics.iter().map(|topic| topic.value.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// Gives each topic a folder of its own: `C#` and `C++` are written alike in addresses.
fn with_folders<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Topic<'a>> {
    let mut taken = PageFolders::default();
    let parent = PageKind::Topic.facts().folder;
    names.map(|name| Topic { name, folder: taken.take(parent, &slug(name), name) }).collect()
}

fn folder(topic: Option<&Topic<'_>>) -> String {
    topic.map_or_else(|| PageKind::Answers.address().folder().to_owned(), |topic| topic.folder.clone())
}

fn part_views(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
    (topic, answers): &Part<'_>,
    facets: &Facets<'_>,
) -> Vec<(Address, LibraryView)> {
    let folder = folder(topic.as_ref());
    let title = topic.as_ref();
    let title =
        title.map_or_else(|| PageKind::Answers.facts().title.to_owned(), |topic| format!("Answers: {}", topic.name));
    let kind = if topic.is_some() { PageKind::Topic } else { PageKind::Answers };
    let description = "Answers to the questions of questionnaires, with evidence and owner.".to_owned();
    let count = answers.len().div_ceil(ROWS);
    let page = |(index, chunk): (usize, &[&Arc<Entry>])| {
        let address = page_address(&folder, index);
        let place = Place::of(kind, address.clone());
        let heading = Heading { title: title.clone(), description: description.clone() };
        let rows: Vec<AnswerRow> = chunk.iter().map(|entry| answer_row(catalogue, &address, entry)).collect();
        let is_first = index == 0 && topic.is_none();
        let view = LibraryView {
            frame: Frame::new(catalogue, assets, &place, &heading),
            title: title.clone(),
            total: answers.len(),
            approved: answers.iter().filter(|answer| answer.status.value == Status::Approved).count(),
            topics: topic_facets(catalogue, &address, topic.as_ref(), &facets.topics),
            frameworks: framework_facets(catalogue, &address),
            marks: marks(&rows),
            files: if is_first { files(catalogue, &address) } else { Vec::new() },
            tray: address.link(&PageKind::Tray.address()),
            pages: page_links(&address, &folder, index, count),
            rows,
        };
        (address, view)
    };
    answers.chunks(ROWS).enumerate().map(page).collect()
}

fn answer_row(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> AnswerRow {
    let texts = match &entry.kind_fields {
        KindFields::Answer(answer) => answer_texts(entry, answer),
        _ => Vec::new(),
    };
    let texts = texts.into_iter().map(|(length, text)| TextView { length, text }).collect();
    let mut row = row(catalogue, from, entry);
    row.tags.extend(row.mark.map(str::to_owned));
    AnswerRow {
        id: entry.id.clone(),
        path: catalogue.address(entry).file(),
        audience: catalogue.input.settings.audiences.name(entry.audience.value).to_owned(),
        holds: HoldsView::new(catalogue, entry).json,
        texts,
        row,
    }
}

fn topic_facets(
    catalogue: &Catalogue<'_>,
    from: &Address,
    current: Option<&Topic<'_>>,
    counts: &[(Topic<'_>, usize)],
) -> Vec<FacetView> {
    let facet = |name: &str, topic: Option<&Topic<'_>>, count: usize| FacetView {
        name: name.to_owned(),
        count,
        href: Some(from.link(&Address::of_folder(&folder(topic)))),
        is_current: topic.map(|topic| topic.name) == current.map(|topic| topic.name),
    };
    let all = facet("all", None, catalogue.count(Kind::Answer));
    std::iter::once(all).chain(counts.iter().map(|(topic, count)| facet(topic.name, Some(topic), *count))).collect()
}

fn framework_facets(catalogue: &Catalogue<'_>, from: &Address) -> Vec<FacetView> {
    let facet = |framework: &Framework<'_>| FacetView {
        name: framework.name.to_owned(),
        count: framework.answers.len(),
        href: Some(from.link(&framework.address)),
        is_current: false,
    };
    catalogue.frameworks.values().map(facet).collect()
}

/// The short answers of the page.
fn marks(rows: &[AnswerRow]) -> Vec<FacetView> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for mark in rows.iter().filter_map(|row| row.row.mark) {
        *counts.entry(mark).or_default() += 1;
    }
    let facet =
        |(name, count): (&str, usize)| FacetView { name: name.to_owned(), count, href: None, is_current: false };
    let mut marks: Vec<FacetView> = counts.into_iter().map(facet).collect();
    marks.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    if marks.len() > 1 { marks } else { Vec::new() }
}

fn files(catalogue: &Catalogue<'_>, from: &Address) -> Vec<RowView> {
    catalogue.input.library.of_kind(Kind::Answers).map(|file| row(catalogue, from, file)).collect()
}
