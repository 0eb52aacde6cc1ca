//! How old the library is, and who has to look at what.

use super::ageing::{AgeingList, Course, Tally, TurnsView};
use super::ages::{AgesView, EndangeredView, endangered};
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::claim_href;
use super::sources::SourcesView;
use super::state::StateView;
use super::trend::ClaimTrendView;
use super::trust::{BadgeTally, GroupView, TrustView, ageing, worst_first};
use crate::config::Status;
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The dashboard.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FreshnessView {
    frame: Frame,
    /// The day for which the numbers hold without scripts.
    day: String,
    /// How many entries may be relied on, by kind, and how many are not counted.
    trust: TrustView,
    /// The entries of each owner, by badge.
    entry_owners: AgeingList<GroupView>,
    /// The claims of each owner, by badge.
    claim_owners: AgeingList<GroupView>,
    budget: Option<BudgetView>,
    trend: Option<ClaimTrendView>,
    /// How many pages of sources still say what claims quote.
    sources: Option<SourcesView>,
    ages: AgesView,
    /// Claims that may not be relied on although deals use them.
    endangered: AgeingList<EndangeredView>,
    next: AgeingList<NextRow>,
}

/// The stale claims that a site allows, and how many there are.
#[derive(Debug, Clone, Serialize)]
struct BudgetView {
    stale: TurnsView,
    /// The most that are allowed; `None` if only exposed claims have a budget.
    most: Option<u64>,
    /// `Within` or `Over`, from day to day; `None` without a limit.
    verdict: Option<TurnsView>,
    /// How soon an opportunity closes that depends on no stale claim.
    exposed_within: Option<String>,
}

/// A claim, or an entry by its own dates, that may not be relied on after a day within 30 days.
#[derive(Debug, Clone, Serialize)]
struct NextRow {
    day: String,
    title: LinkView,
    /// The entry of a claim; `None` for an entry.
    entry: Option<LinkView>,
    kind: &'static str,
    owner: Option<String>,
    state: StateView,
}

/// How far ahead ends are listed.
const NEXT_DAYS: u64 = 30;
/// How many ends are named.
const NEXT: usize = 30;

impl FreshnessView {
    /// Counts the library on the day of the build and on those that follow.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Freshness.address();
        let place = Place::of(PageKind::Freshness, address.clone());
        let heading = Heading::of(PageKind::Freshness, "What is current, what has to be checked, and by whom.");
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            day: catalogue.span.first.to_string(),
            trust: TrustView::new(catalogue, &address),
            entry_owners: owners(catalogue, &address, |entry| ageing(catalogue, entry).into_iter().collect()),
            claim_owners: owners(catalogue, &address, |entry| catalogue.claims(entry).map(|(_, age)| age).collect()),
            budget: budget(catalogue),
            trend: ClaimTrendView::new(catalogue.input.trend),
            sources: SourcesView::new(catalogue, &address),
            ages: AgesView::new(catalogue),
            endangered: endangered(catalogue, &address),
            next: next(catalogue, &address),
        };
        (address, view)
    }
}

/// Returns whether readers are meant to rely on `entry`.
fn is_counted(entry: &Entry) -> bool {
    entry.status.value == Status::Approved
}

/// Counts what each owner has, by badge; `timelines` returns what counts of an entry.
fn owners<'b>(
    catalogue: &'b Catalogue<'_>,
    from: &Address,
    timelines: impl Fn(&'b Entry) -> Vec<&'b Timeline>,
) -> AgeingList<GroupView> {
    let mut owners = BTreeMap::<String, BadgeTally>::new();
    for entry in catalogue.input.library.entries().iter().filter(|entry| is_counted(entry)) {
        for timeline in timelines(entry) {
            let tally = owners.entry(catalogue.owner_id(entry)).or_insert_with(|| Tally::new(catalogue.span.first));
            tally.add_timeline(timeline);
        }
    }
    let link = |owner: &str| LinkView {
        text: catalogue.owner_name(owner),
        href: catalogue.queue_of(owner).map(|queue| from.link(&queue.address)),
    };
    worst_first(owners.into_iter().map(|(owner, tally)| (link(&owner), tally)).collect(), catalogue.span)
}

/// Compares the stale claims with what the site allows; `None` without a budget. Counted like
/// [`freshness/over-budget`](crate::rules) does.
fn budget(catalogue: &Catalogue<'_>) -> Option<BudgetView> {
    let budget = &catalogue.input.settings.freshness.budget;
    if budget.stale.is_none() && budget.stale_exposed_within.is_none() {
        return None;
    }
    let mut tally = Tally::<1>::new(catalogue.span.first);
    let entries = catalogue.input.library.entries().iter();
    for entry in entries.filter(|entry| entry.status.value <= Status::Approved) {
        let checked = catalogue.claims(entry).filter(|(claim, _)| claim.verified.is_some());
        checked.filter_map(|(_, age)| age.interval_over_from()).for_each(|from| tally.add([(from, Some(0))]));
    }
    let turns = tally.turns();
    let most = budget.stale.as_ref().map(|most| most.value);
    let verdict = |most: u64, count: usize| {
        if u64::try_from(count).is_ok_and(|count| count <= most) { "Within" } else { "Over" }.to_owned()
    };
    Some(BudgetView {
        stale: TurnsView::new(turns.iter().map(|(day, [count])| (*day, count.to_string()))),
        verdict: most.map(|most| TurnsView::new(turns.iter().map(|(day, [count])| (*day, verdict(most, *count))))),
        most,
        exposed_within: budget.stale_exposed_within.as_ref().map(|within| within.value.to_string()),
    })
}

/// Something that may not be relied on from a day on.
type Ending<'b> = (&'b Arc<Entry>, Option<&'b Claim>, &'b Timeline, NaiveDate);

/// Lists the claims and entries whose last day is within 30 days, on each day; the first to end first.
fn next<'b>(catalogue: &'b Catalogue<'_>, from: &Address) -> AgeingList<NextRow> {
    let entries = catalogue.input.library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
    let parts = entries.flat_map(|entry| {
        let own = catalogue.own_age(entry).map(|age| (None, age));
        let claims = catalogue.claims(entry).map(|(claim, age)| (Some(claim), age));
        claims.chain(own).filter_map(move |(claim, age)| Some((entry, claim, age, last_day(age)?)))
    });
    let course = |ending: Ending<'b>| {
        let (entry, claim, _, last_day) = ending;
        let listed = last_day.checked_sub_days(Days::new(NEXT_DAYS)).unwrap_or(last_day);
        let key = (last_day, entry.id.clone(), claim.map(|claim| claim.id.value.clone()));
        let over = last_day.succ_opt().unwrap_or(last_day);
        (ending, vec![(listed, Some(key)), (over, None)])
    };
    let courses = Course::ordered(parts.map(course));
    AgeingList::new(courses, catalogue.span, NEXT, |ending| next_row(catalogue, from, ending))
}

/// Returns the last day on which what has this timeline may be relied on; `None` if it never may or always may.
fn last_day(timeline: &Timeline) -> Option<NaiveDate> {
    let turn = timeline.steps().skip(1).find(|step| !step.state.is_trusted())?;
    timeline.steps().next().filter(|first| first.state.is_trusted()).and_then(|_| turn.from.pred_opt())
}

fn next_row(catalogue: &Catalogue<'_>, from: &Address, (entry, claim, age, last_day): &Ending<'_>) -> NextRow {
    let page = LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) };
    let title = claim.map(|claim| LinkView {
        text: claim.text.value.clone(),
        href: Some(claim_href(catalogue, from, entry, &claim.id.value)),
    });
    NextRow {
        day: last_day.to_string(),
        entry: title.is_some().then(|| page.clone()),
        title: title.unwrap_or(page),
        kind: entry.kind.word(),
        owner: entry.owner.as_ref().and_then(|owner| catalogue.person(&owner.value)),
        state: StateView::new(age, catalogue.input.as_of),
    }
}
