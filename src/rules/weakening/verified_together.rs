//! Many checks that one change records for one day: whether the pages were read is for a reviewer to find out.
//!
//! A record has a day and a name, not how long a check took; so a day's honest work looks like a minute's, and checks
//! that are dated one by one, or come in several changes, are not seen here.

use super::record::{ClaimRecord, statement_of};
use super::warning::warning;
use crate::due::page_key;
use crate::entry::{Claim, Entry};
use crate::finding::{Finding, Place};
use crate::library::Library;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The most checks of one person and day that are not reported: 600 claims with an interval of 60 days are 14 on each
/// working day.
const USUAL: usize = 20;

/// A check that a change records.
pub(super) struct Recheck<'a> {
    entry: &'a Entry,
    claim: &'a Claim,
    on: NaiveDate,
    is_unchanged: bool,
}

impl<'a> Recheck<'a> {
    /// Returns the check of `claim` that is newer than what is `known` of it, if there is one.
    pub(super) fn of(known: &ClaimRecord, claim: &'a Claim, entry: &'a Entry) -> Option<Self> {
        let on = claim.verified.as_ref()?.on.value;
        let is_newer = known.verified.is_none_or(|before| on > before);
        is_newer.then(|| Self { entry, claim, on, is_unchanged: known.statement == statement_of(claim) })
    }
}

/// Returns a warning for each person and day with many of `rechecks`.
pub(super) fn verified_together(rechecks: Vec<Recheck<'_>>, library: &Library) -> Vec<Finding> {
    let mut groups = BTreeMap::<(NaiveDate, Option<String>), Vec<Recheck<'_>>>::new();
    for recheck in rechecks {
        let by = recheck.claim.verified.as_ref().and_then(|verified| verified.by.as_ref());
        let person = by.map(|by| library.lists.person(&by.value).map_or(&by.value, |person| &person.id.value).clone());
        groups.entry((recheck.on, person)).or_default().push(recheck);
    }
    let many = groups.into_iter().filter(|(_, group)| group.len() > USUAL);
    many.filter_map(|((on, person), group)| finding(on, person.as_deref(), &group)).collect()
}

fn finding(on: NaiveDate, person: Option<&str>, group: &[Recheck<'_>]) -> Option<Finding> {
    let first = group.first()?;
    let span = first.claim.verified.as_ref()?.on.span;
    let urls = group.iter().flat_map(|recheck| &recheck.claim.sources).filter_map(|source| page_key(&source.url.value));
    let pages = urls.collect::<BTreeSet<String>>().len();
    let unchanged = group.iter().filter(|recheck| recheck.is_unchanged).count();
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let by = person.map_or_else(|| ", without a name".to_owned(), |person| format!(" by {person}"));
    let count = group.len();
    let message = format!(
        "this change records {count} checks of claims on {pages} for {on}{by}; {unchanged} of the {count} statements are unchanged"
    );
    let help = "Find out how they were checked: a record has the day, not the time that it took.";
    let subject = format!("checks of {on}{by}");
    Some(warning(Place::new(&first.entry.file, span), message, &subject, help))
}
