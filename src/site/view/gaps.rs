//! All gaps: how heavy, what to do meanwhile, and what depends on them.

use super::exposure::ExposureView;
use super::frame::Frame;
use super::link::LinkView;
use super::list_heading::ListName;
use super::open_questions::OpenQuestionsView;
use super::parts::{RowView, row, word};
use super::records::{entry_record, weight};
use super::trend::GapTrendView;
use crate::entry::{Entry, KindFields, Severity};
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use crate::site::listing::{Facet, List, ListPage, ListPageView, ListPlan, ListShape, Record, Sort};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

const DESCRIPTION: &str = "What the product lacks, what to do meanwhile, and what depends on it.";
const FACETS: &[Facet] = &[
    Facet::Severity,
    Facet::Progress,
    Facet::State,
    Facet::Owner,
    Facet::Product,
    Facet::Industry,
    Facet::Region,
    Facet::Tag,
    Facet::Status,
];
const SORTS: &[Sort] = &[Sort::Title, Sort::State, Sort::Checked, Sort::Exposure, Sort::Owner];
const SORTS_WITHOUT_EXPOSURE: &[Sort] = &[Sort::Title, Sort::State, Sort::Checked, Sort::Owner];

/// A page of the list of gaps.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapsView {
    frame: Frame,
    title: String,
    is_first: bool,
    /// How many gaps there are.
    total: usize,
    /// Gaps that are open, by severity.
    severities: Vec<SeverityCount>,
    /// Gaps that are open.
    open: usize,
    /// Open gaps without a severity.
    unrated: usize,
    /// What all open gaps together expose, each opportunity once.
    exposed: Option<ExposureView>,
    /// The open gaps of the last weeks, for readers inside; on the first page.
    trend: Option<GapTrendView>,
    /// The questions of customers without an answer, if the readers may see them; on the first page.
    questions: Option<OpenQuestionsView>,
    list: ListPageView,
}

#[derive(Debug, Clone, Serialize)]
struct SeverityCount {
    word: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapRowView {
    row: RowView,
    is_outside: bool,
    state: Option<&'static str>,
    shipped_in: Option<String>,
    workaround: Option<String>,
    exposed: Option<ExposureView>,
    attributed: Option<String>,
    tracker: Option<LinkView>,
}

/// The gaps.
pub(crate) struct GapList<'a, 'c> {
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
    gaps: Vec<&'a Arc<Entry>>,
    plan: ListPlan,
}

impl<'a, 'c> GapList<'a, 'c> {
    /// Plans the list of gaps, the heaviest first and among those the one that exposes most; `None` if there is
    /// neither a gap nor a response of which the readers may see the questions.
    pub(crate) fn new(catalogue: &'a Catalogue<'c>, assets: &'a Assets) -> Option<Self> {
        let mut gaps: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(Kind::Gap).collect();
        if gaps.is_empty() && OpenQuestionsView::new(catalogue, &PageKind::Gaps.address()).is_none() {
            return None;
        }
        gaps.sort_by_cached_key(|gap| {
            let exposed = catalogue.exposures.of_gap(&gap.id).len();
            (is_closed(gap), severity(gap).is_none(), severity(gap), Reverse(exposed), gap.id.clone())
        });
        let shape = ListShape {
            folder: PageKind::Gaps.facts().folder,
            noun: "gap".to_owned(),
            nouns: "gaps".to_owned(),
            facets: FACETS,
            always_paged: &[],
            order: "Heaviest first",
            sorts: if catalogue.snapshot.is_some() { SORTS } else { SORTS_WITHOUT_EXPOSURE },
        };
        let records = gaps.iter().map(|gap| gap_record(catalogue, gap)).collect();
        Some(Self { catalogue, assets, gaps, plan: ListPlan::new(shape, records) })
    }
}

impl<'a> List for GapList<'a, '_> {
    type Item = &'a Arc<Entry>;
    type Row = GapRowView;
    type Page = GapsView;

    fn row_template(&self) -> &'static str {
        "row-gap.html"
    }

    fn page_template(&self) -> &'static str {
        PageKind::Gaps.facts().template
    }

    fn plan(&self) -> &ListPlan {
        &self.plan
    }

    fn items(&self) -> &[&'a Arc<Entry>] {
        &self.gaps
    }

    fn row(&self, gap: &&'a Arc<Entry>) -> GapRowView {
        gap_row(self.catalogue, &self.plan.home(), gap)
    }

    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> GapsView {
        let (catalogue, gaps) = (self.catalogue, &self.gaps);
        let (title, section) = (PageKind::Gaps.facts().title, PageKind::Gaps.section());
        let name = ListName { title, description: DESCRIPTION, section };
        let (frame, title) = name.frame(self.catalogue, self.assets, &self.plan, page, address);
        let open: Vec<&Arc<Entry>> = gaps.iter().copied().filter(|gap| !is_closed(gap)).collect();
        GapsView {
            frame,
            title,
            is_first: page.is_first(),
            total: gaps.len(),
            open: open.len(),
            unrated: open.iter().filter(|gap| severity(gap).is_none()).count(),
            severities: severities(gaps),
            exposed: ExposureView::new(catalogue, address, &together(catalogue, gaps)),
            trend: GapTrendView::new(catalogue).filter(|_| page.is_first() && !catalogue.is_outside),
            questions: page.is_first().then(|| OpenQuestionsView::new(catalogue, address)).flatten(),
            list,
        }
    }
}

/// What browsers know of the row of `gap`: what it exposes is what is missed, not what mentions it.
fn gap_record(catalogue: &Catalogue<'_>, gap: &Entry) -> Record {
    let workaround = own(gap).and_then(|own| own.usable_workaround()).map(str::to_owned);
    let mut record = entry_record(catalogue, gap);
    record.words.extend(workaround);
    Record { weight: weight(catalogue, catalogue.exposures.of_gap(&gap.id)), ..record }
}

fn own(gap: &Entry) -> Option<&crate::entry::Gap> {
    match &gap.kind_fields {
        KindFields::Gap(own) => Some(own),
        _ => None,
    }
}

fn severity(gap: &Entry) -> Option<Severity> {
    own(gap).and_then(|gap| gap.severity.as_ref()).map(|severity| severity.value)
}

fn is_closed(gap: &Entry) -> bool {
    own(gap).is_some_and(crate::entry::Gap::is_shipped)
}

fn severities(gaps: &[&Arc<Entry>]) -> Vec<SeverityCount> {
    let mut counts = BTreeMap::<Severity, usize>::new();
    for severity in gaps.iter().filter(|gap| !is_closed(gap)).filter_map(|gap| severity(gap)) {
        *counts.entry(severity).or_default() += 1;
    }
    counts.into_iter().map(|(severity, count)| SeverityCount { word: severity.word(), count }).collect()
}

/// Returns the open opportunities that miss any open gap, each once, the first to close first.
fn together<'a>(catalogue: &Catalogue<'a>, gaps: &[&Arc<Entry>]) -> Vec<&'a crate::opportunity::Opportunity> {
    let open = gaps.iter().filter(|gap| !is_closed(gap));
    let mut all: Vec<_> = open.flat_map(|gap| catalogue.exposures.of_gap(&gap.id).iter().copied()).collect();
    all.sort_by_key(|one| (one.close_date.is_none(), one.close_date, &one.id));
    all.dedup_by_key(|one| &one.id);
    all
}

fn gap_row(catalogue: &Catalogue<'_>, from: &Address, gap: &Entry) -> GapRowView {
    let own = own(gap);
    let tracker = own.and_then(|own| own.tracker.as_ref()).filter(|_| !catalogue.is_outside);
    GapRowView {
        row: row(catalogue, from, gap),
        is_outside: catalogue.is_outside,
        state: own.and_then(|own| own.state.as_ref()).map(|state| state.value.word()),
        shipped_in: own.and_then(|own| word(own.shipped_in.as_ref())),
        workaround: own.and_then(|own| own.usable_workaround()).map(str::to_owned),
        exposed: ExposureView::new(catalogue, from, catalogue.exposures.of_gap(&gap.id)),
        attributed: catalogue.attributed(&gap.id),
        tracker: tracker.map(|url| LinkView {
            text: "tracker".to_owned(),
            href: safe_url(&url.value).filter(|url| url.contains("://")),
        }),
    }
}
