//! The site's staleness budget.

use super::last_day;
use crate::entry::{Claim, Entry};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::opportunity::{Snapshot, Stages};
use crate::rules::shared::Shared;
use crate::source::{Interval, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// More is stale than the site allows itself.
pub(super) static RULE: Rule = Rule {
    id: "freshness/over-budget",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "More claims are stale than the site allows itself, or one that an opportunity closing soon rests on.",
    help: "Verify the stale claims, those behind open opportunities first.",
    page: include_str!("over_budget.md"),
};

/// Begins the subject of the finding about the number of stale claims; the number follows.
const COUNTED: &str = "stale claims: ";

/// Returns how many claims are stale, where `finding` is the one that says they are too many.
///
/// `since` compares this number, so that a change fails by what it makes worse and not by what it found.
pub(crate) fn over(finding: &Finding) -> Option<u64> {
    let counted = finding.subject.strip_prefix(COUNTED).filter(|_| finding.rule.id == RULE.id)?;
    counted.parse().ok()
}

pub(super) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let budget = &shared.check.settings.freshness.budget;
    let mut found = Vec::new();
    if budget.stale.is_none() && budget.stale_exposed_within.is_none() {
        return found;
    }
    let entries =
        shared.check.library.entries().iter().filter(|entry| entry.status.value <= crate::config::Status::Approved);
    let stale: Vec<(&Arc<Entry>, &Claim)> = entries
        .flat_map(|entry| entry.claims.iter().map(move |claim| (entry, claim)))
        .filter(|(entry, claim)| is_stale(shared, entry, claim))
        .collect();
    let count = u64::try_from(stale.len()).unwrap_or(u64::MAX);
    if let Some(most) = budget.stale.as_ref().filter(|most| count > most.value) {
        let message = format!("{count} claims are stale; the budget allows {}", most.value);
        let place = Place::new(&shared.check.settings.file, most.span);
        found.push(Finding::new(&RULE, place, message).subject(format!("{COUNTED}{count}")));
    }
    if let (Some(within), Some(snapshot)) = (&budget.stale_exposed_within, shared.check.snapshot) {
        let soon = closing_soon(shared, snapshot, within.value);
        found.extend(stale.iter().filter_map(|(entry, claim)| exposed(shared, &soon, entry, claim, within.span)));
    }
    found
}

fn is_stale(shared: &Shared<'_>, entry: &Entry, claim: &Claim) -> bool {
    last_day(entry, Some(claim), shared.check.settings).is_some_and(|last| last < shared.check.today)
}

/// Returns the number of opportunities that close in time, by the competitor they name.
fn closing_soon(shared: &Shared<'_>, snapshot: &Snapshot, within: Interval) -> BTreeMap<String, usize> {
    let (library, today) = (shared.check.library, shared.check.today);
    let terminal = shared.check.settings.opportunities.terminal_stages.clone();
    let stages = Stages { terminal, known: Vec::new() };
    let is_soon = |day: &chrono::NaiveDate| *day <= within.after(today);
    let mut soon = BTreeMap::new();
    let open = snapshot.opportunities.iter().filter(|opportunity| stages.is_open(&opportunity.stage));
    for opportunity in open.filter(|opportunity| opportunity.close_date.as_ref().is_some_and(is_soon)) {
        let competitors = opportunity.competitors.iter().filter_map(|name| library.competitor(name));
        for id in competitors.map(|competitor| competitor.id.clone()).collect::<std::collections::BTreeSet<_>>() {
            *soon.entry(id).or_default() += 1;
        }
    }
    soon
}

fn exposed(
    shared: &Shared<'_>,
    soon: &BTreeMap<String, usize>,
    entry: &Arc<Entry>,
    claim: &Claim,
    budget: Span,
) -> Option<Finding> {
    let competitor = shared.check.library.competitor_of(entry)?;
    let count = soon.get(&competitor.id)?;
    let verified = claim.verified.as_ref()?;
    let opportunities = if *count == 1 { "1 opportunity that closes" } else { "opportunities that close" };
    let number = if *count == 1 { String::new() } else { format!("{count} ") };
    let message = format!("the claim `{}` is stale, and {number}{opportunities} soon rests on it", claim.id.value);
    let message = if *count == 1 { message } else { message.replace("soon rests", "soon rest") };
    let finding = Finding::new(&RULE, Place::new(&entry.file, verified.on.span), message)
        .help(format!("Check it first, then run `{}`.", super::verify_command(entry, Some(claim))))
        .owner(entry.owner.as_ref().map(|owner| owner.value.clone()))
        .subject(claim.id.value.clone());
    Some(finding.see(Place::new(&shared.check.settings.file, budget), "the budget allows none"))
}
