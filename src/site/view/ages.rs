//! How long ago claims were checked, as a histogram, and what is stale while deals depend on it.

use super::exposure::ExposureView;
use super::link::LinkView;
use super::parts::claim_anchor;
use super::state::StateView;
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::site::address::{Address, encode_anchor};
use crate::site::catalogue::Catalogue;
use chrono::NaiveDate;
use serde::Serialize;

/// How many claims were last checked in each span of time.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AgesView {
    bars: Vec<BarView>,
    /// The tallest bar.
    most: usize,
    never: usize,
}

#[derive(Debug, Clone, Serialize)]
struct BarView {
    label: &'static str,
    count: usize,
    /// Of those, how many may no longer be relied on.
    stale: usize,
    /// The places of the bar and of its stale part in a drawing 100 high, from the top.
    top: usize,
    height: usize,
    stale_top: usize,
    stale_height: usize,
    x: usize,
}

/// A claim that may not be relied on while open deals depend on it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EndangeredView {
    claim: LinkView,
    entry: String,
    owner: Option<String>,
    state: StateView,
    exposure: ExposureView,
}

/// Spans of time: the words, and the first age in days that is too old for them.
const SPANS: [(&str, i64); 6] = [
    ("up to 14 days", 15),
    ("15 to 30", 31),
    ("31 to 60", 61),
    ("61 to 90", 91),
    ("91 to 180", 181),
    ("more than 180", i64::MAX),
];
/// The height of the drawing.
const HEIGHT: usize = 100;
/// The width of a bar with the space after it.
const STEP: usize = 60;
/// How many endangered claims are named.
const ENDANGERED: usize = 15;

fn all<'a>(catalogue: &'a Catalogue<'_>) -> impl Iterator<Item = (&'a Entry, &'a Claim, &'a Timeline)> {
    let entries = catalogue.input.library.entries().iter();
    entries.flat_map(|entry| catalogue.claims(entry).map(|(claim, timeline)| (entry.as_ref(), claim, timeline)))
}

impl AgesView {
    /// Counts the claims of the library on `day`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, day: NaiveDate) -> Self {
        let (mut counts, mut never) = ([(0_usize, 0_usize); SPANS.len()], 0);
        for (_, claim, timeline) in all(catalogue) {
            let Some(verified) = &claim.verified else {
                never += 1;
                continue;
            };
            let age_days = (day - verified.on.value).num_days();
            let stale = usize::from(!timeline.on(day).state.is_trusted());
            if let Some((span, _)) = counts.iter_mut().zip(SPANS).find(|(_, (_, end))| age_days < *end) {
                *span = (span.0 + 1, span.1 + stale);
            }
        }
        let most = counts.iter().map(|(count, _)| *count).max().unwrap_or_default();
        let scaled = |count: usize| (count * HEIGHT).div_ceil(most.max(1));
        let bar = |(index, ((count, stale), (label, _)))| BarView {
            label,
            count,
            stale,
            top: HEIGHT - scaled(count),
            height: scaled(count),
            stale_top: HEIGHT - scaled(stale),
            stale_height: scaled(stale),
            x: index * STEP + STEP / 12,
        };
        Self { bars: counts.into_iter().zip(SPANS).enumerate().map(bar).collect(), most, never }
    }
}

/// Returns the claims that may not be relied on while open deals depend on them, by the amounts, else the number of deals.
pub(crate) fn endangered(catalogue: &Catalogue<'_>, from: &Address, day: NaiveDate) -> Vec<EndangeredView> {
    let mut found = Vec::new();
    for entry in catalogue.input.library.entries() {
        let mut stale = catalogue.claims(entry).filter(|(_, age)| !age.on(day).state.is_trusted()).peekable();
        if stale.peek().is_none() {
            continue;
        }
        let resting = catalogue.resting_on(entry);
        // Amounts of different currencies are not comparable; the sum of the numbers only orders the list.
        let weight: u64 = resting.iter().filter_map(|one| one.amount).fold(0, u64::saturating_add);
        for (claim, timeline) in stale {
            let Some(exposure) = ExposureView::new(catalogue, from, &resting) else { continue };
            let page = from.link(&catalogue.address(entry));
            let href = format!("{page}#{}", encode_anchor(&claim_anchor(&claim.id.value)));
            let view = EndangeredView {
                claim: LinkView { text: claim.text.value.clone(), href: Some(href) },
                entry: entry.title.value.clone(),
                owner: entry.owner.as_ref().and_then(|owner| catalogue.person(&owner.value)),
                state: StateView::new(timeline, catalogue.input.as_of),
                exposure,
            };
            let weight = if catalogue.shows_amounts { weight } else { 0 };
            found.push(((std::cmp::Reverse(weight), std::cmp::Reverse(resting.len()), entry.id.clone()), view));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().take(ENDANGERED).map(|(_, view)| view).collect()
}
