//! All gaps: how heavy, what to do meanwhile, and what depends on them.

use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::open_questions::OpenQuestionsView;
use super::parts::{RowView, row, word};
use super::trend::GapTrendView;
use crate::entry::{Entry, KindFields, Severity};
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The list of gaps.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapsView {
    frame: Frame,
    total: usize,
    /// Gaps that are open, by severity.
    severities: Vec<SeverityCount>,
    /// Gaps that are open.
    open: usize,
    /// Open gaps without a severity.
    unrated: usize,
    /// What all open gaps together expose, each opportunity once.
    exposed: Option<ExposureView>,
    is_outside: bool,
    shows_amounts: bool,
    rows: Vec<GapRowView>,
    /// The open gaps of the last weeks, for readers inside.
    trend: Option<GapTrendView>,
    /// The questions of customers without an answer, if the readers may see them.
    questions: Option<OpenQuestionsView>,
}

#[derive(Debug, Clone, Serialize)]
struct SeverityCount {
    word: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct GapRowView {
    row: RowView,
    state: Option<&'static str>,
    shipped_in: Option<String>,
    workaround: Option<String>,
    exposed: Option<ExposureView>,
    attributed: Option<String>,
    tracker: Option<LinkView>,
}

impl GapsView {
    /// Lists the gaps, the heaviest first and among those the one that exposes most; `None` if there is
    /// neither a gap nor a response of which the readers may see the questions.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> Option<(Address, Self)> {
        let address = PageKind::Gaps.address();
        let mut gaps: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(Kind::Gap).collect();
        let questions = OpenQuestionsView::new(catalogue, &address);
        if gaps.is_empty() && questions.is_none() {
            return None;
        }
        gaps.sort_by_cached_key(|gap| {
            let exposed = catalogue.exposures.of_gap(&gap.id).len();
            (is_closed(gap), severity(gap).is_none(), severity(gap), std::cmp::Reverse(exposed), gap.id.clone())
        });
        let place = Place::of(PageKind::Gaps, address.clone());
        let heading =
            Heading::of(PageKind::Gaps, "What the product lacks, what to do meanwhile, and what depends on it.");
        let open: Vec<&Arc<Entry>> = gaps.iter().copied().filter(|gap| !is_closed(gap)).collect();
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            total: gaps.len(),
            open: open.len(),
            unrated: open.iter().filter(|gap| severity(gap).is_none()).count(),
            severities: severities(&gaps),
            exposed: ExposureView::new(catalogue, &address, &together(catalogue, &gaps)),
            is_outside: catalogue.is_outside,
            shows_amounts: catalogue.shows_amounts,
            rows: gaps.iter().map(|gap| gap_row(catalogue, &address, gap)).collect(),
            trend: GapTrendView::new(catalogue).filter(|_| !catalogue.is_outside),
            questions,
        };
        Some((address, view))
    }
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
