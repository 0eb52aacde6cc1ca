//! The trend of a site: its claims and gaps at the ends of the last weeks, from the files that Git has of them.
//!
//! Only what differs from the present is read, each version once. Earlier versions get the states of their day, with the
//! present settings, lists and competitors, and count for the readers who would have seen them.

use super::origins::root_of;
use super::pipeline::Loaded;
use super::prepare::PreparedSite;
use crate::config::{Settings, Status};
use crate::entry::{Context, Entry, KindFields};
use crate::freshness::{Timeline, claim_timelines};
use crate::git::{self, HistoryBegin, ObjectReader, PastDay, PastFiles};
use crate::inputs::entries_of;
use crate::site::{Trend, TrendWeek};
use crate::source::SourceFile;
use crate::visibility::VisibleLibrary;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The largest version of a file that is read, in bytes.
const LIMIT: u64 = 4 << 20;
/// The number of earlier versions that are read; weeks that need more are left out.
const MOST_VERSIONS: usize = 20_000;

/// What counts of one version of a file.
#[derive(Debug, Clone, Default)]
struct Counted {
    claims: Vec<Timeline>,
    open_gaps: Vec<String>,
}

/// Counts what the readers of `library` see of `site` at the ends of the weeks of `past`.
pub(super) fn trend(site: &PreparedSite, library: &VisibleLibrary, past: &PastFiles) -> Trend {
    let (folder, settings) = (&site.folder, &site.loaded.settings);
    let tracked: BTreeSet<String> = git::tracked_files(folder).into_iter().collect();
    let (versioned, others): (Vec<_>, Vec<_>) =
        library.entries().iter().partition(|entry| tracked.contains(entry.file.path()));
    let mut present = BTreeMap::<&str, Counted>::new();
    let counted: Vec<Counted> = versioned.par_iter().map(|entry| Counted::of(entry, library, settings)).collect();
    for (entry, counted) in versioned.iter().zip(counted) {
        present.entry(entry.file.path()).or_default().add(counted);
    }
    let days = affordable(&past.days);
    let versions = read_versions(site, library, days);
    let week = |past: &PastDay| week(past, &present, &versions);
    let mut weeks: Vec<TrendWeek> = days.iter().map(week).collect();
    weeks.reverse();
    let unreadable = versions.values().filter(|version| version.is_none()).count();
    Trend { cut: cut(past, days), weeks, unversioned: others.len(), unreadable }
}

/// Returns the newest days whose differing versions are few enough to read.
fn affordable(days: &[PastDay]) -> &[PastDay] {
    let mut versions = BTreeSet::new();
    let mut count = 0;
    for day in days {
        versions.extend(day.differing.iter().filter_map(|(path, object)| Some((path, object.as_ref()?))));
        if versions.len() > MOST_VERSIONS {
            break;
        }
        count += 1;
    }
    days.get(..count).unwrap_or(days)
}

/// Says why the trend does not go back further than `days`.
fn cut(past: &PastFiles, days: &[PastDay]) -> Option<String> {
    let oldest: Option<NaiveDate> = days.last().filter(|_| days.len() < past.days.len()).map(|day| day.day);
    match (oldest, past.begins) {
        (Some(oldest), _) => Some(format!("Weeks before {oldest} changed too many files to be counted.")),
        (None, Some(HistoryBegin::FirstCommit(day))) => Some(format!("The first commit is of {day}.")),
        (None, Some(HistoryBegin::ShallowClone(day))) => {
            Some(format!("This build was made from a shallow clone, whose oldest commit is of {day}."))
        }
        (None, None) => None,
    }
}

/// The version of a file: its path and its object.
type Version<'p> = (&'p str, &'p str);

/// Reads every version that some of `days` needs; `None` for one that cannot be read.
fn read_versions<'p>(
    site: &PreparedSite,
    library: &VisibleLibrary,
    days: &'p [PastDay],
) -> BTreeMap<Version<'p>, Option<Counted>> {
    let settings = &site.loaded.settings;
    let is_content =
        |path: &str| [".md", ".markdown"].iter().any(|end| path.ends_with(end)) && root_of(settings, path).is_some();
    let differing = days.iter().flat_map(|day| &day.differing).filter(|(path, _)| is_content(path));
    let needed: BTreeSet<Version<'p>> =
        differing.filter_map(|(path, object)| Some((path.as_str(), object.as_deref()?))).collect();
    let objects = ObjectReader::new(&site.folder);
    let read = |(path, object): Version<'p>| {
        let text = objects.read(object, LIMIT).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let counted = text.and_then(|text| count_version(path, text, library, &site.loaded));
        ((path, object), counted)
    };
    needed.into_par_iter().map(read).collect::<Vec<_>>().into_iter().collect()
}

/// Reads one version of a file as the readers of `library` would have seen it; `None` if it cannot be read.
fn count_version(path: &str, text: String, library: &VisibleLibrary, loaded: &Loaded) -> Option<Counted> {
    let Loaded { settings, artefacts, .. } = loaded;
    let context = Context { settings, root: root_of(settings, path)? };
    let file = entries_of(&SourceFile::new(path, text), context, artefacts);
    let mut counted = Counted::default();
    let seen = file.entries.iter().filter(|entry| library.readers().sees(entry));
    seen.for_each(|entry| counted.add(Counted::of(entry, library, settings)));
    (!file.entries.is_empty()).then_some(counted)
}

impl Counted {
    /// Returns what counts of one entry.
    fn of(entry: &Entry, library: &VisibleLibrary, settings: &Settings) -> Self {
        let is_approved = entry.status.value == Status::Approved;
        let claims = if is_approved { claim_timelines(entry, library, settings).collect() } else { Vec::new() };
        let is_open = matches!(&entry.kind_fields, KindFields::Gap(gap) if !gap.is_shipped());
        Self { claims, open_gaps: if is_open { vec![entry.id.clone()] } else { Vec::new() } }
    }

    fn add(&mut self, other: Self) {
        self.claims.extend(other.claims);
        self.open_gaps.extend(other.open_gaps);
    }
}

/// Counts the site at the end of one day.
fn week(
    past: &PastDay,
    present: &BTreeMap<&str, Counted>,
    versions: &BTreeMap<Version<'_>, Option<Counted>>,
) -> TrendWeek {
    let unchanged = present.iter().filter(|(path, _)| !past.differing.contains_key(**path)).map(|(_, counted)| counted);
    let former = past
        .differing
        .iter()
        .filter_map(|(path, object)| versions.get(&(path.as_str(), object.as_deref()?)).and_then(Option::as_ref));
    let mut week = TrendWeek { day: past.day, ..TrendWeek::default() };
    for counted in unchanged.chain(former) {
        for timeline in &counted.claims {
            let badge = timeline.on(past.day).state.badge() as usize;
            if let Some(count) = week.claims.get_mut(badge) {
                *count += 1;
            }
        }
        week.open_gaps.extend(counted.open_gaps.iter().cloned());
    }
    week.open_gaps.sort();
    week
}
