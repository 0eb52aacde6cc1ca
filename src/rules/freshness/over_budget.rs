//! The site's staleness budget.

use super::part::verify_command;
use super::stale::ended_check;
use crate::config::Status;
use crate::entry::{Claim, Entry};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::freshness::claim_timeline;
use crate::opportunity::{Exposures, Opportunity, Stages, format_amount};
use crate::rules::check_input::Check;
use crate::rules::shared::Shared;
use crate::source::{Interval, Span, Spanned};
use chrono::NaiveDate;

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
        let stages = Stages::new(&shared.check.settings.opportunities, Some(snapshot));
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

/// How many opportunities a message names.
const NAMED: usize = 3;

/// Returns the finding about a stale claim, if open opportunities that close `within` the budget's time, or should have
/// closed already, depend on it.
fn exposed(
    shared: &Shared<'_>,
    exposures: &Exposures<'_>,
    stale: &StaleClaim<'_>,
    within: &Spanned<Interval>,
) -> Option<Finding> {
    let StaleClaim { entry, claim, verified_on } = stale;
    let today = shared.check.today;
    let last_day = within.value.after(today);
    let closes_soon = |opportunity: &&Opportunity| opportunity.close_date.is_some_and(|day| day <= last_day);
    let affected: Vec<&Opportunity> =
        exposures.of_entry(entry, shared.check.library).into_iter().filter(closes_soon).collect();
    if affected.is_empty() {
        return None;
    }
    let named = affected.iter().take(NAMED).map(|opportunity| {
        let amount = opportunity.amount.filter(|_| shows_amounts(shared));
        described(&Opportunity { amount, ..(*opportunity).clone() }, today)
    });
    let further = affected.len().saturating_sub(NAMED);
    let further = (further > 0).then(|| format!("{further} more"));
    let closing = named.chain(further).collect::<Vec<_>>().join("; ");
    let message = format!("the claim `{}` is stale, and open opportunities depend on it: {closing}", claim.id.value);
    let finding = Finding::new(&RULE, Place::new(&entry.file, *verified_on), message)
        .help(format!("Re-check it first, then run `{}`.", verify_command(entry, Some(claim))))
        .owner(entry.owner.as_ref().map(|owner| owner.value.clone()))
        .subject(claim.id.value.clone());
    Some(finding.see(Place::new(&shared.check.settings.file, within.span), "the budget allows none"))
}

/// Whether all who read the finding may see amounts: findings are on the pages of a build too.
fn shows_amounts(shared: &Shared<'_>) -> bool {
    let Check { settings, scope, .. } = shared.check;
    settings.audiences.find(&settings.opportunities.amounts_for).is_some_and(|least| scope.audience >= least)
}

/// An opportunity with its day and amount: `Globex: core, closes on 2026-12-04 in 13 days, $410k`.
fn described(opportunity: &Opportunity, today: NaiveDate) -> String {
    let days = |count: i64| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
    let closing = opportunity.close_date.map(|day| match (day - today).num_days() {
        0 => "closes today".to_owned(),
        left if left > 0 => format!("closes on {day} in {}", days(left)),
        passed => format!("was to close on {day}, {} ago", days(-passed)),
    });
    let amount = opportunity.amount.map(|amount| format_amount(amount, opportunity.currency.as_deref()));
    let name = if opportunity.name.is_empty() { &opportunity.id } else { &opportunity.name };
    std::iter::once(name.clone()).chain(closing).chain(amount).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artefacts::Artefacts;
    use crate::config::read_settings;
    use crate::entry::read_content;
    use crate::library::{Library, Lists, Scope};
    use crate::opportunity::{Origin, Snapshot};
    use crate::rules::Selection;
    use crate::source::SourceFile;
    use std::collections::BTreeMap;

    const STALE: &str = "2026-09-01";
    const FRESH: &str = "2026-11-20";

    /// Returns a card about Globex with one claim per check, an empty one for a claim without a check.
    fn card(status: &str, checks: &[&str]) -> String {
        let claim = |(index, day): (usize, &&str)| {
            let check =
                if day.is_empty() { String::new() } else { format!("    verified: {day}\n    review_every: 30d\n") };
            format!("  - id: c{index}\n    text: T\n    source: https://e.example/\n{check}")
        };
        let claims: String = checks.iter().enumerate().map(claim).collect();
        format!("---\ntitle: T\ncompetitor: Globex\nstatus: {status}\nclaims:\n{claims}---\n")
    }

    /// Returns what is found on 2026-11-21, as `text of the place: message (count)`; the opportunities close on `closing`.
    fn found(budget: &str, cards: &[String], closing: Option<&[Option<&str>]>) -> Vec<String> {
        let toml = SourceFile::new("site.toml", format!("[freshness.budget]\n{budget}"));
        let (settings, findings) = read_settings(&toml);
        assert!(findings.is_empty(), "{findings:?}");
        let mut files = vec![("content/competitors/globex.md".to_owned(), "---\nname: Globex\n---\n")];
        let paths = (0..cards.len()).map(|index| format!("content/battlecards/c{index}.md"));
        files.extend(paths.zip(cards.iter().map(String::as_str)));
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let library = Library::new(read_content(&files), Lists::default()).0;
        let opportunity = |(index, day): (usize, Option<&str>)| Opportunity {
            id: format!("p{index}"),
            stage: "Demo".to_owned(),
            close_date: day.map(|day| day.parse().unwrap()),
            competitors: vec!["Globex".to_owned()],
            ..Opportunity::default()
        };
        let snapshot = closing
            .map(|closing| Snapshot::new(Origin::File, closing.iter().copied().enumerate().map(opportunity).collect()));
        let scope = Scope { audience: settings.audiences.build, customer: None };
        let (edited, selection) = (BTreeMap::new(), Selection::default());
        let shared = Shared::new(Check {
            library: &library,
            settings: &settings,
            today: "2026-11-21".parse().unwrap(),
            snapshot: snapshot.as_ref(),
            responses: &[],
            scope: &scope,
            assets: None,
            edited: &edited,
            diagrams: None,
            artefacts: Artefacts::none(),
            selection: &selection,
        });
        let shown = |finding: &Finding| {
            let count = finding.count.map_or(String::new(), |count| format!(" ({count})"));
            format!("{}: {}{count}", finding.place.file.slice(finding.place.span), finding.message)
        };
        check(&shared).iter().map(shown).collect()
    }

    #[test]
    fn more_stale_claims_than_the_budget_allows_are_one_finding() {
        let cards = [card("approved", &[STALE, FRESH, ""]), card("draft", &[STALE])];
        assert_eq!(found("stale = 2\n", &cards, None), Vec::<String>::new());
        assert_eq!(found("stale = 1\n", &cards, None), ["1: 2 claims are stale; the budget allows 1 (2)"]);
        assert_eq!(found("stale = 0\n", &cards, None), ["0: 2 claims are stale; the budget allows 0 (2)"]);
        assert_eq!(found("", &cards, Some(&[Some("2026-11-22")])), Vec::<String>::new(), "no budget");
    }

    #[test]
    fn claims_of_entries_that_readers_no_longer_rely_on_are_not_counted() {
        let counted = |status: &str| found("stale = 0\n", &[card(status, &[STALE])], None).len();
        assert_eq!(["draft", "in-review", "approved"].map(counted), [1, 1, 1]);
        assert_eq!(["deprecated", "archived"].map(counted), [0, 0]);
    }

    #[test]
    fn a_stale_claim_is_exposed_by_what_closes_up_to_the_last_day_of_the_budget() {
        let exposed = |closing: &[Option<&str>]| {
            found("stale_exposed_within = \"30d\"\n", &[card("approved", &[STALE, FRESH])], Some(closing))
        };
        let depend = "the claim `c0` is stale, and open opportunities depend on it";
        let one = [format!("{STALE}: {depend}: p0, closes on 2026-12-21 in 30 days")];
        assert_eq!(exposed(&[Some("2026-12-21"), Some("2026-12-22"), None]), one);
        assert_eq!(exposed(&[Some("2026-12-22"), None]), Vec::<String>::new());
        assert_eq!(
            exposed(&[Some("2026-12-21"), Some("2026-11-01")]),
            [format!(
                "{STALE}: {depend}: p1, was to close on 2026-11-01, 20 days ago; p0, closes on 2026-12-21 in 30 days"
            )]
        );
        assert_eq!(exposed(&[Some("2026-11-21")]), [format!("{STALE}: {depend}: p0, closes today")]);
        let four = ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"].map(Some);
        let shown =
            "p0, closes on 2026-11-22 in 1 day; p1, closes on 2026-11-23 in 2 days; p2, closes on 2026-11-24 in 3 days";
        assert_eq!(exposed(&four), [format!("{STALE}: {depend}: {shown}; 1 more")]);
        assert_eq!(
            found("stale_exposed_within = \"30d\"\n", &[card("approved", &[STALE])], None),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_opportunity_is_described_with_its_amount() {
        let today = "2026-11-21".parse().unwrap();
        let opportunity = Opportunity {
            name: "Globex: core".to_owned(),
            close_date: "2026-12-04".parse().ok(),
            amount: Some(410_000),
            currency: Some("USD".to_owned()),
            ..Opportunity::default()
        };
        assert_eq!(described(&opportunity, today), "Globex: core, closes on 2026-12-04 in 13 days, $410k");
    }

    #[test]
    fn every_competitor_of_an_entry_counts() {
        let text = card("approved", &[STALE]).replace("competitor: Globex", "competitors: [Hooli, Globex]");
        let budget = "stale_exposed_within = \"30d\"\n";
        assert_eq!(found(budget, &[text], Some(&[Some("2026-12-01")])).len(), 1);
    }
}
