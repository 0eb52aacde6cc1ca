//! What changed lately, day by day.

use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::claim_href;
use crate::entry::{AnyRelease, Entry};
use crate::markdown::OWN_MARK;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::changes::{Change, Changes, Event, outdated};
use crate::site::html::safe_url;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How many changes of one kind a day shows before the rest is folded away.
const SHOWN: usize = 6;
/// How many changes of one kind a day names at all.
const NAMED: usize = 20;
/// How many things that run out soon are named.
const SOON: usize = 8;
/// How many claims a change names.
const CLAIMS: usize = 3;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangesView {
    frame: Frame,
    /// The days of the list, the last of them that of the build.
    first_day: String,
    last_day: String,
    /// The last day of what runs out soon.
    soon_until: String,
    total: usize,
    tags: Vec<TagView>,
    days: Vec<DayView>,
    soon: Vec<ChangeRow>,
    more_soon: usize,
    /// Whether Git knows on which days files changed.
    is_dated: bool,
    is_outside: bool,
    feed: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct TagView {
    name: &'static str,
    words: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct DayView {
    day: String,
    groups: Vec<GroupView>,
}

/// Changes of one kind on one day.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    shown: Vec<ChangeRow>,
    folded: Vec<ChangeRow>,
    words: &'static str,
    unnamed: usize,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangeRow {
    pub(crate) anchor: String,
    pub(crate) day: String,
    pub(crate) event: &'static str,
    pub(crate) words: &'static str,
    icon: &'static str,
    pub(crate) title: LinkView,
    pub(crate) kind: &'static str,
    /// What happened, in a sentence or a few words.
    pub(crate) note: Option<String>,
    pub(crate) claims: Vec<LinkView>,
    more_claims: usize,
    /// Where a release is announced.
    pub(crate) source: Option<LinkView>,
    /// The open opportunities that it touches, for readers inside.
    pub(crate) exposure: Option<ExposureView>,
    tags: Vec<&'static str>,
}

impl ChangesView {
    /// Makes the list.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets, changes: &Changes<'_>) -> (Address, Self) {
        let address = PageKind::Changes.address();
        let place = Place::of(PageKind::Changes, address.clone());
        let heading = Heading::of(PageKind::Changes, "What was written, checked and released, and what ran out.");
        let soon = changes.soon.iter().take(SOON).map(|change| change_row(catalogue, &address, change));
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            first_day: changes.first.to_string(),
            last_day: catalogue.span.first.to_string(),
            soon_until: changes.last.to_string(),
            total: changes.past.len(),
            tags: tags(catalogue, &changes.past),
            days: days(catalogue, &address, &changes.past),
            soon: soon.collect(),
            more_soon: changes.soon.len().saturating_sub(SOON),
            is_dated: catalogue.input.history.is_some(),
            is_outside: catalogue.is_outside,
            feed: (!catalogue.input.settings.site.base_url.is_empty()).then(|| address.link_file("changes/feed.xml")),
        };
        (address, view)
    }
}

/// Returns the first day of the week before the build.
pub(super) fn week_begin(catalogue: &Catalogue<'_>) -> NaiveDate {
    let today = catalogue.span.first;
    today.checked_sub_days(Days::new(6)).unwrap_or(today)
}

/// Returns the newest changes of the week before the build that touch open opportunities.
pub(crate) fn touching(catalogue: &Catalogue<'_>, from: &Address, count: usize) -> Vec<ChangeRow> {
    let first = week_begin(catalogue);
    let touches = |change: &&Change<'_>| change.day >= first && !catalogue.resting_on(change.entry).is_empty();
    let changes = Changes::new(catalogue);
    let rows = changes.past.iter().filter(touches).take(count);
    rows.map(|change| change_row(catalogue, from, change)).collect()
}

/// Shows `change` on the page at `from`.
pub(crate) fn change_row(catalogue: &Catalogue<'_>, from: &Address, change: &Change<'_>) -> ChangeRow {
    let entry = change.entry;
    let exposure = ExposureView::new(catalogue, from, &catalogue.resting_on(entry));
    let mut tags = vec![change.event.word()];
    tags.extend(exposure.as_ref().map(|_| "open"));
    let named = named(catalogue, change);
    let link = |(entry, claim): &(&Entry, &crate::entry::Claim)| LinkView {
        text: claim.text.value.clone(),
        href: Some(claim_href(catalogue, from, entry, &claim.id.value)),
    };
    ChangeRow {
        anchor: anchor(change),
        day: change.day.to_string(),
        event: change.event.word(),
        words: words(change.event),
        icon: icon(change.event),
        title: LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) },
        kind: entry.kind.word(),
        note: note(catalogue, change, named.len()),
        claims: named.iter().take(CLAIMS).map(link).collect(),
        more_claims: named.len().saturating_sub(CLAIMS),
        source: change.release.map(|release| {
            let title = release.title().or(release.id()).unwrap_or("A release");
            let url = release.url().and_then(safe_url).filter(|url| url.contains("://"));
            LinkView { text: title.to_owned(), href: url }
        }),
        exposure,
        tags,
    }
}

/// The claims that a change is about.
fn named<'b>(catalogue: &'b Catalogue<'_>, change: &'b Change<'_>) -> Vec<(&'b Entry, &'b crate::entry::Claim)> {
    if let Some(release) = change.release {
        let outdated = outdated(catalogue, &change.entry.id, release);
        return outdated.into_iter().map(|(entry, claim)| (entry.as_ref(), claim)).collect();
    }
    // What was checked is counted, what is in doubt is named.
    let indexes = change.claims.iter().filter(|_| change.event != Event::Checked);
    indexes.filter_map(|index| change.entry.claims.get(*index)).map(|claim| (change.entry.as_ref(), claim)).collect()
}

fn note(catalogue: &Catalogue<'_>, change: &Change<'_>, named: usize) -> Option<String> {
    match change.event {
        Event::Released if named > 0 => change.release.map(|release| until_rechecked(release).to_owned()),
        Event::Checked => {
            let claims = change.claims.iter().filter_map(|index| change.entry.claims.get(*index)?.verified.as_ref());
            let own = change.entry.verified.iter().filter(|verified| verified.on.value == change.day);
            let mut by = own.chain(claims).filter_map(|verified| verified.by.as_ref());
            let by = by.find_map(|by| catalogue.person(&by.value)).map(|by| format!("by {by}"));
            let count = match change.claims.len() {
                0 => None,
                1 => Some("1 claim".to_owned()),
                count => Some(format!("{count} claims")),
            };
            let parts: Vec<String> = count.into_iter().chain(by).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        }
        Event::RanOut | Event::Disputed if change.claims.len() < 2 => change.reasons.first().cloned(),
        _ => None,
    }
}

/// Returns what a release means for claims that were checked before it.
pub(super) fn until_rechecked(release: AnyRelease<'_>) -> &'static str {
    match release {
        AnyRelease::Written(_) => "Contradicted until re-checked:",
        AnyRelease::Announced(_) => "Check soon, the release names their capability:",
    }
}

fn words(event: Event) -> &'static str {
    match event {
        Event::Released => "Released",
        Event::Disputed => "In doubt",
        Event::RanOut => "Ran out",
        Event::New => "New",
        Event::Checked => "Checked",
        Event::Edited => "Edited",
    }
}

fn icon(event: Event) -> &'static str {
    match event {
        Event::Released => "flag",
        Event::Disputed => "unknown",
        Event::RanOut => "clock",
        Event::New => "plus",
        Event::Checked => "check",
        Event::Edited => "pen",
    }
}

/// A name for the change that no other has and that stays.
fn anchor(change: &Change<'_>) -> String {
    let release = change.release.and_then(|release| release.id().or(release.title()));
    let name = format!("{}\0{}", change.entry.id, release.unwrap_or_default());
    let hash: String = blake3::hash(name.as_bytes()).to_hex().chars().take(10).collect();
    format!("{OWN_MARK}{}-{}-{hash}", change.day, change.event.word())
}

fn tags(catalogue: &Catalogue<'_>, changes: &[Change<'_>]) -> Vec<TagView> {
    let event = |event: Event| TagView {
        name: event.word(),
        words: words(event),
        count: changes.iter().filter(|change| change.event == event).count(),
    };
    let open = changes.iter().filter(|change| !catalogue.resting_on(change.entry).is_empty()).count();
    let open = TagView { name: "open", words: "Touches open opportunities", count: open };
    std::iter::once(open).chain(Event::all().into_iter().map(event)).filter(|tag| tag.count > 0).collect()
}

/// Groups the changes, which are in order, by day and by what happened.
fn days(catalogue: &Catalogue<'_>, from: &Address, changes: &[Change<'_>]) -> Vec<DayView> {
    let group = |changes: &[Change<'_>]| {
        let mut rows: Vec<ChangeRow> =
            changes.iter().take(NAMED).map(|change| change_row(catalogue, from, change)).collect();
        let folded = rows.split_off(SHOWN.min(rows.len()));
        let words = changes.first().map_or("", |change| words(change.event));
        GroupView { shown: rows, folded, words, unnamed: changes.len().saturating_sub(NAMED) }
    };
    let day = |changes: &[Change<'_>]| {
        let day: Option<NaiveDate> = changes.first().map(|change| change.day);
        DayView {
            day: day.map_or(String::new(), |day| day.to_string()),
            groups: changes.chunk_by(|one, other| one.event == other.event).map(group).collect(),
        }
    };
    changes.chunk_by(|one, other| one.day == other.day).map(day).collect()
}
