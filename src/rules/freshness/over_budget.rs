//! The site's staleness budget.

use super::part::verify_command;
use super::stale::ended_check;
use crate::config::Status;
use crate::entry::{Claim, Entry};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::freshness::claim_timeline;
use crate::opportunity::{Exposures, Opportunity, Stages};
use crate::rules::check_input::Check;
use crate::rules::shared::Shared;
use crate::source::{Interval, Span, Spanned};

/// More is stale than the site allows.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/over-budget",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "More claims are stale than the budget allows, or a stale claim affects an opportunity that closes soon.",
    help: "Re-check the stale claims, those that affect open opportunities first.",
    page: include_str!("over_budget.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let budget = &shared.check.settings.freshness.budget;
    let mut found = Vec::new();
    if budget.stale.is_none() && budget.stale_exposed_within.is_none() {
        return found;
    }
    let stale = stale_claims(shared);
    let count = u64::try_from(stale.len()).unwrap_or(u64::MAX);
    if let Some(most) = budget.stale.as_ref().filter(|most| count > most.value) {
        let message = format!("{count} claims are stale; the budget allows {}", most.value);
        let place = Place::new(&shared.check.settings.file, most.span);
        let finding = Finding::new(&RULE, place, message).subject(format!("stale claims: {count}"));
        found.push(finding.count(count));
    }
    if let (Some(within), Some(snapshot)) = (&budget.stale_exposed_within, shared.check.snapshot) {
        let stages =
            Stages { terminal: shared.check.settings.opportunities.terminal_stages.clone(), known: Vec::new() };
        let exposures = Exposures::new(snapshot, shared.check.library, &stages);
        found.extend(stale.iter().filter_map(|stale| exposed(shared, &exposures, stale, within)));
    }
    found
}

/// A claim whose interval ended.
struct StaleClaim<'a> {
    entry: &'a Entry,
    claim: &'a Claim,
    /// Where the day of its last check is written.
    verified_on: Span,
}

/// Returns the stale claims of all entries that readers rely on.
fn stale_claims<'a>(shared: &Shared<'a>) -> Vec<StaleClaim<'a>> {
    let Check { library, settings, today, .. } = shared.check;
    let entries = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
    let claims = entries.flat_map(|entry| entry.claims.iter().map(move |claim| (entry.as_ref(), claim)));
    let stale = claims.filter(|(_, claim)| claim.verified.is_some()).filter_map(|(entry, claim)| {
        let timeline = claim_timeline(claim, entry, library, settings);
        let verified_on = ended_check(&timeline, today)?.on.span;
        Some(StaleClaim { entry, claim, verified_on })
    });
    stale.collect()
}

/// Returns the finding about a stale claim, if open opportunities that close `within` the budget's time depend on it.
fn exposed(
    shared: &Shared<'_>,
    exposures: &Exposures<'_>,
    stale: &StaleClaim<'_>,
    within: &Spanned<Interval>,
) -> Option<Finding> {
    let StaleClaim { entry, claim, verified_on } = stale;
    let competitor = shared.check.library.competitor_of(entry)?;
    let last_day = within.value.after(shared.check.today);
    let closes_soon = |opportunity: &&&Opportunity| opportunity.close_date.as_ref().is_some_and(|day| *day <= last_day);
    let closing = match exposures.of_competitor(&competitor.id).iter().filter(closes_soon).count() {
        0 => return None,
        1 => "1 opportunity that closes soon depends on it".to_owned(),
        count => format!("{count} opportunities that close soon depend on it"),
    };
    let message = format!("the claim `{}` is stale, and {closing}", claim.id.value);
    let finding = Finding::new(&RULE, Place::new(&entry.file, *verified_on), message)
        .help(format!("Re-check it first, then run `{}`.", verify_command(entry, Some(claim))))
        .owner(entry.owner.as_ref().map(|owner| owner.value.clone()))
        .subject(claim.id.value.clone());
    Some(finding.see(Place::new(&shared.check.settings.file, within.span), "the budget allows none"))
}
