//! `fieldbook check --due`: what ends soon or is over, by owner, with a forecast.

use super::baseline::{BaselineContext, BaselineFile, BaselineLastDay, gone_entries};
use super::check_plan::is_in;
use super::due::{DueRequest, due_items, for_terminal, note_gaps};
use super::environment::Session;
use super::failure::Failure;
use super::outputs::{Author, Outputs};
use super::prepare::{PreparedSite, prepare};
use super::reports::ReportFile;
use super::scope::ScopeOptions;
use crate::due::{Ending, EndingKind, Horizon, Owner, OwnerDue, OwnerLoad, by_owner, forecast, owner_of};
use crate::entry::Entry;
use crate::finding::Place;
use crate::freshness::EntryAges;
use crate::report::{DueAmounts, DueReport, Format};
use crate::rules::suppression_last_days;
use crate::secrets::mask;
use crate::source::Interval;
use crate::user_files::{Expected, write};
use crate::visibility::Readers;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is listed.
#[derive(Debug, Clone)]
pub struct DueOptions {
    /// How far ahead; by default what the site's settings say.
    pub within: Option<Interval>,
    /// The part of the library, which decides whether amounts may be seen.
    pub scope: ScopeOptions,
    /// The baseline, as a path from the site's folder.
    pub baseline: String,
    /// The files and folders to list, as paths from the site's folder; empty means all.
    pub paths: Vec<String>,
    /// Whether amounts of opportunities are shown, where the readers may see them.
    pub amounts: DueAmounts,
}

/// What is due in a site.
pub struct DueList {
    site: PreparedSite,
    owners: Vec<OwnerDue>,
    forecast: Vec<OwnerLoad>,
    considered: usize,
    decisions: usize,
    until: Option<NaiveDate>,
    amounts: DueAmounts,
}

/// Lists what is due.
///
/// # Errors
/// An option names what does not exist, or the site cannot be read.
pub fn due_list(session: &Session<'_>, options: &DueOptions) -> Result<DueList, Failure> {
    let site = prepare(session, &options.scope)?;
    note_gaps(session, &site.loaded.settings, &site.loaded.library, site.loaded.snapshot.as_ref());
    let settings = &site.loaded.settings;
    let horizon = options.within.map_or_else(|| Horizon::of(settings), Horizon::Within);
    let library = &site.loaded.library;
    let request = DueRequest { today: site.today, horizon, paths: &options.paths };
    let due = due_items(library, settings, site.loaded.snapshot.as_ref(), request);
    let is_listed = |path: &str| is_in(path, &options.paths);
    let mut ends = endings(&site, &options.baseline)?;
    ends.retain(|end| is_listed(end.ending.place.file.path()));
    let decisions = ends.iter().map(|end| end.count).sum();
    let is_near = |end: &Ends| (site.today..=horizon.last_day(site.today)).contains(&end.ending.until);
    let mut endings: Vec<Ending> = ends.into_iter().filter(is_near).map(|end| end.ending).collect();
    endings.sort_by_key(|ending| (ending.until, ending.kind));
    let sees_amounts = Readers::new(&site.scope, settings).sees_amounts();
    Ok(DueList {
        owners: by_owner(&due.items, &endings, library),
        forecast: forecast_of(&site, &options.paths),
        considered: due.considered,
        decisions,
        until: match horizon {
            Horizon::CheckSoon => None,
            Horizon::Within(_) => Some(horizon.last_day(site.today)),
        },
        amounts: if sees_amounts { options.amounts } else { DueAmounts::Hidden },
        site,
    })
}

impl DueList {
    /// Returns the number of rows.
    pub fn count(&self) -> usize {
        self.owners.iter().map(|owner| owner.rows.len()).sum()
    }

    /// Renders the list.
    ///
    /// # Errors
    /// The format has no place for it.
    pub fn render(&self, format: Format) -> Result<String, Failure> {
        let report = DueReport {
            owners: &self.owners,
            considered: self.considered,
            decisions: self.decisions,
            forecast: &self.forecast,
            today: self.site.today,
            demonstration: self.site.loaded.settings.site.demonstration.as_ref(),
            until: self.until,
            amounts: self.amounts,
            tool_version: env!("CARGO_PKG_VERSION"),
        };
        let formats = || Format::of_due().collect::<Vec<_>>().join(", ");
        let missing = || Failure(format!("--due: there is no list as {}; one of {}", format.name, formats()));
        let text = format.render_due(&report).ok_or_else(missing)?;
        Ok(self.site.own_secrets.mask(mask(&text)))
    }

    /// Writes the list to each of `files`.
    ///
    /// # Errors
    /// A format has no place for it, or a file must not be replaced or cannot be written.
    pub fn write(&self, files: &[ReportFile]) -> Result<(), Failure> {
        let outputs = Outputs::of(&self.site);
        let texts = files.iter().map(|file| {
            outputs.check(&file.path, Author::Unknown)?;
            Ok((&file.path, self.render(file.format)?))
        });
        for (path, text) in texts.collect::<Result<Vec<_>, Failure>>()? {
            write(path, text.as_bytes(), Expected::Anything)?;
        }
        Ok(())
    }
}

/// Returns the load of each owner by what is below `paths`.
fn forecast_of(site: &PreparedSite, paths: &[String]) -> Vec<OwnerLoad> {
    let (library, settings) = (&site.loaded.library, &site.loaded.settings);
    let entries = library.entries().iter().filter(|entry| is_in(entry.file.path(), paths));
    let aged: Vec<(&Arc<Entry>, EntryAges)> =
        entries.map(|entry| (entry, EntryAges::new(entry, library, settings))).collect();
    forecast(aged.iter().map(|(entry, ages)| (entry.as_ref(), ages)), library, settings, site.today)
}

/// Something that ends, and how many decisions it is.
struct Ends {
    ending: Ending,
    count: usize,
}

/// Returns the ends of all suppressions, and of the baseline by day and owner.
fn endings(site: &PreparedSite, baseline: &str) -> Result<Vec<Ends>, Failure> {
    let days = suppression_last_days(&site.loaded.library, &site.loaded.settings, &site.past, site.today);
    let suppressions = days.into_iter().map(|day| Ending {
        kind: EndingKind::Suppression,
        until: day.last_day,
        owner: owner_at(site, &day.place),
        place: day.place,
        findings: day.rule,
    });
    let mut ends: Vec<Ends> = suppressions.map(|ending| Ends { ending, count: 1 }).collect();
    let gone = gone_entries(site);
    let file = BaselineFile { files: site.files.as_ref(), file: baseline };
    let mut groups = BTreeMap::<(NaiveDate, Option<Owner>), Vec<BaselineLastDay>>::new();
    for known in file.last_days(&BaselineContext::of(site, &gone))? {
        groups.entry((known.last_day, owner_in(site, &known.entry.path))).or_default().push(known);
    }
    let group = |((until, owner), known): ((NaiveDate, Option<Owner>), Vec<BaselineLastDay>)| {
        let BaselineLastDay { entry, place, .. } = known.first()?;
        let more = match known.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let findings = format!("{} in {}{more}", entry.rule, entry.path);
        let ending = Ending { kind: EndingKind::Baseline, until, owner, place: place.clone(), findings };
        Some(Ends { ending, count: known.len() })
    };
    ends.extend(groups.into_iter().filter_map(group));
    Ok(ends)
}

/// Returns the owner of the entry around `place`, or else of the first entry of its file.
fn owner_at(site: &PreparedSite, place: &Place) -> Option<Owner> {
    let library = &site.loaded.library;
    let start = place.span.start;
    let of_file = library.entries().iter().filter(|entry| entry.file.path() == place.file.path());
    let around = |entry: &&Arc<Entry>| {
        let part = entry.head.cover(entry.body.span);
        (!(part.start..=part.end).contains(&start), part.end - part.start)
    };
    of_file.min_by_key(around).and_then(|entry| owner_of(entry, library))
}

fn owner_in(site: &PreparedSite, path: &str) -> Option<Owner> {
    let library = &site.loaded.library;
    let entry = library.entries().iter().find(|entry| entry.file.path() == path)?;
    owner_of(entry, library)
}

/// Says how much ends within `freshness.warn_before`, and whose it is; `None` without that setting, and if nothing does.
pub fn ends_soon(site: &PreparedSite) -> Option<String> {
    let settings = &site.loaded.settings;
    let interval = settings.freshness.warn_before.as_ref()?.value;
    let library = &site.loaded.library;
    let request = DueRequest { today: site.today, horizon: Horizon::Within(interval), paths: &[] };
    let due = due_items(library, settings, site.loaded.snapshot.as_ref(), request);
    let soon: Vec<_> = due.items.iter().filter(|item| !item.end.is_over()).collect();
    let mut owners = BTreeMap::<String, usize>::new();
    for item in &soon {
        let owner = owner_of(item.entry, library).map_or_else(|| "no owner".to_owned(), |owner| owner.id);
        *owners.entry(for_terminal(&owner)).or_default() += 1;
    }
    let owners: Vec<String> = owners.into_iter().map(|(owner, count)| format!("{owner} {count}")).collect();
    let what = match soon.len() {
        0 => return None,
        1 => "1 claim or entry ends".to_owned(),
        count => format!("{count} claims and entries end"),
    };
    let day = Horizon::Within(interval).last_day(site.today);
    Some(format!("note: {what} by {day} ({}); `fieldbook check --due` lists them", owners.join(", ")))
}
