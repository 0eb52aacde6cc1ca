//! `fieldbook evidence digest`: what looks at sources found, by owner.

use super::quoted::{Quoted, all_quoted};
use crate::config::Status;
use crate::due::{DueItem, End, Horizon, Owner, owner_of};
use crate::entry::{Entry, KindFields};
use crate::evidence::Verdict;
use crate::freshness::{Cause, EntryAges};
use crate::git::{self, Signatures};
use crate::report::{EvidenceDigest, EvidenceRow, EvidenceSection, OwnerEvidence};
use crate::secrets::mask;
use crate::session::due::{DueSite, find_owner};
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::new_files::settings_of;
use crate::session::outputs::{Author, Outputs};
use crate::source::{Interval, parse_date};
use crate::user_files::{Expected, write};
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a digest lists.
#[derive(Debug, Clone)]
pub struct EvidenceDigestOptions {
    /// A day, or a commit whose day counts; `None` for all that is open.
    pub since: Option<String>,
    /// Only what this person or team owns.
    pub owner: Option<String>,
    /// How far ahead ends are listed.
    pub within: Interval,
}

/// Makes the digest of the site of `session`.
///
/// # Errors
/// The site cannot be read, or an option names what does not exist.
pub fn evidence_digest(session: &Session<'_>, options: &EvidenceDigestOptions) -> Result<EvidenceDigest, Failure> {
    let site = DueSite::read(session)?;
    let since = options.since.as_deref().map(|since| day_of(session, since)).transpose()?;
    let owner = options.owner.as_deref().map(|name| find_owner(session.folder, &site.library, name)).transpose()?;
    let horizon = Horizon::Within(options.within);
    let items = site.items(session, horizon, None);
    let maker = Maker { site: &site, today: session.today, since, exposed: site.exposed() };
    let mut rows = maker.quotes();
    rows.extend(maker.releases());
    rows.extend(items.iter().filter_map(|item| maker.ending(item)));
    let mut owners: BTreeMap<Option<String>, OwnerEvidence> = BTreeMap::new();
    for (entry, row) in rows {
        let of = owner_of(entry, &site.library);
        if owner.is_some() && of.as_ref().map(|of| &of.id) != owner.as_ref() {
            continue;
        }
        let key = of.as_ref().map(|of| of.id.clone());
        let list = owners.entry(key).or_insert_with(|| OwnerEvidence { owner: masked_owner(of), rows: Vec::new() });
        list.rows.push(row);
    }
    for list in owners.values_mut() {
        list.rows.sort_by_cached_key(|row| {
            (row.section, Reverse(row.opportunities), row.name.clone(), row.url.clone(), row.text.clone())
        });
        list.rows.dedup();
    }
    let until = horizon.last_day(session.today);
    Ok(EvidenceDigest { today: session.today, since, until, owners: owners.into_values().collect() })
}

fn masked_owner(owner: Option<Owner>) -> Option<Owner> {
    owner.map(|owner| Owner { id: mask(&owner.id), name: owner.name.map(|name| mask(&name)) })
}

/// Writes the digest of all that is open to a file.
///
/// # Errors
/// The file is one of the site, or cannot be written.
pub fn write_digest(session: &Session<'_>, path: &Path, text: &str) -> Result<(), Failure> {
    let settings = settings_of(session.folder)?;
    Outputs::in_folder(session.folder, &settings).check(path, Author::Unknown)?;
    write(path, text.as_bytes(), Expected::Anything)?;
    Ok(())
}

/// Returns the day that `--since` means.
fn day_of(session: &Session<'_>, since: &str) -> Result<NaiveDate, Failure> {
    if let Some(day) = parse_date(since) {
        return Ok(day);
    }
    let commit =
        git::merge_base(session.folder, since).map_err(|error| Failure(format!("--since {since}: {error}")))?;
    let commits = git::commits(session.folder, &BTreeSet::from([commit.as_str()]), Signatures::NotChecked);
    let day = commits.get(&commit).and_then(|commit| commit.day);
    day.ok_or_else(|| Failure(format!("--since {since}: Git does not say when that commit was made")))
}

struct Maker<'a> {
    site: &'a DueSite,
    today: NaiveDate,
    since: Option<NaiveDate>,
    exposed: BTreeMap<String, usize>,
}

impl<'a> Maker<'a> {
    fn is_listed(&self, day: NaiveDate) -> bool {
        day <= self.today && self.since.is_none_or(|since| since <= day)
    }

    fn row(&self, entry: &Entry, section: EvidenceSection, name: &str, text: &str) -> EvidenceRow {
        EvidenceRow {
            section,
            name: mask(name),
            text: mask(text),
            url: None,
            what: String::new(),
            since: None,
            before: None,
            now: None,
            opportunities: self.exposed.get(&entry.id).copied().unwrap_or(0),
        }
    }

    /// What is recorded of quotes and their pages.
    fn quotes(&self) -> Vec<(&'a Entry, EvidenceRow)> {
        let live = all_quoted(&self.site.library).filter(|quoted| quoted.entry.status.value <= Status::Approved);
        live.flat_map(|quoted| {
            let rows = [self.found(&quoted), self.failed(&quoted)];
            rows.into_iter().flatten().map(move |row| (quoted.entry, row))
        })
        .collect()
    }

    fn found(&self, quoted: &Quoted<'a>) -> Option<EvidenceRow> {
        let (record, _) = quoted.look.recorded?;
        let section = match record.verdict {
            Verdict::Match => return None,
            Verdict::Moved => EvidenceSection::Moved,
            Verdict::Changed => EvidenceSection::Changed,
            Verdict::Missing | Verdict::Gone => EvidenceSection::Gone,
        };
        let is_open = !record.is_against() || quoted.look.challenges(quoted.claim);
        if !is_open || !self.is_listed(record.since) {
            return None;
        }
        let shows_both = matches!(record.verdict, Verdict::Changed | Verdict::Missing);
        let before = record.sentence.as_deref().unwrap_or(quoted.quote());
        let to = record.to.as_ref().map_or(String::new(), |to| format!(": {}", mask(to)));
        let elsewhere = record.elsewhere.as_ref();
        let elsewhere = elsewhere.map_or(String::new(), |page| format!("; the same words are on {}", mask(page)));
        Some(EvidenceRow {
            url: Some(mask(quoted.url())),
            what: format!("{}{to}{elsewhere}", record.words()),
            since: Some(record.since),
            before: shows_both.then(|| mask(before)),
            now: record.now.as_deref().filter(|_| shows_both).map(mask),
            ..self.row(quoted.entry, section, &quoted.name(), &quoted.claim.text.value)
        })
    }

    fn failed(&self, quoted: &Quoted<'a>) -> Option<EvidenceRow> {
        let reach =
            quoted.look.page?.0.reach.filter(|reach| reach.is_reported(self.today) && reach.since <= self.today)?;
        Some(EvidenceRow {
            url: Some(mask(quoted.url())),
            what: format!("{}: {}", reach.why.kind().word(), reach.why.words()),
            since: Some(reach.since),
            ..self.row(quoted.entry, EvidenceSection::NotLooked, &quoted.name(), &quoted.claim.text.value)
        })
    }

    /// Releases on the capability of a claim that was verified before, and those on no known capability.
    fn releases(&self) -> Vec<(&'a Entry, EvidenceRow)> {
        let library = &self.site.library;
        let mut rows = Vec::new();
        for entry in library.entries().iter().filter(|entry| entry.status.value <= Status::Approved) {
            let ages = EntryAges::new(entry, library, &self.site.settings);
            for (claim, timeline) in entry.claims.iter().zip(&ages.claims) {
                for cause in timeline.causes_on(self.today) {
                    let Cause::Release(release) = cause else { continue };
                    if !self.is_listed(release.date) {
                        continue;
                    }
                    let name = format!("{}#{}", entry.id, claim.id.value);
                    let title = release.title.as_deref().map_or(String::new(), |title| format!(": {}", mask(title)));
                    let row = EvidenceRow {
                        what: format!(
                            "{} released something on its capability after the last check{title}",
                            mask(&release.competitor)
                        ),
                        since: Some(release.date),
                        ..self.row(entry, EvidenceSection::Released, &name, &claim.text.value)
                    };
                    rows.push((&**entry, row));
                }
            }
            let KindFields::Competitor(own) = &entry.kind_fields else { continue };
            let first = self.since.unwrap_or_else(|| self.today - Days::new(7));
            let is_new = |day: NaiveDate| first <= day && day <= self.today;
            for release in own.feed_releases.iter().filter(|one| one.touched.is_empty() && is_new(one.release.seen)) {
                let row = EvidenceRow {
                    url: release.release.url.as_deref().map(mask),
                    what: "names no capability of capabilities.yaml".to_owned(),
                    since: Some(release.release.date),
                    ..self.row(entry, EvidenceSection::Unmapped, &entry.id, &release.release.title)
                };
                rows.push((&**entry, row));
            }
        }
        rows
    }

    /// What has to be checked soon.
    fn ending<'i>(&self, item: &DueItem<'i>) -> Option<(&'i Entry, EvidenceRow)> {
        let End::On(day) = item.end else { return None };
        let (name, text) = item.claim.map_or_else(
            || (item.entry.id.clone(), item.entry.title.value.clone()),
            |claim| (format!("{}#{}", item.entry.id, claim.id.value), claim.text.value.clone()),
        );
        let what = format!("ends on {day}");
        Some((&**item.entry, EvidenceRow { what, ..self.row(item.entry, EvidenceSection::Ending, &name, &text) }))
    }
}
