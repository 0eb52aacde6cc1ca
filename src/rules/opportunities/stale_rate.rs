//! Rates that are old.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;

/// A rate to the reporting currency is old, or of a day to come.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/stale-rate",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A rate to the reporting currency is older than `max_rate_age`, or of a day to come.",
    help: "Write the present rate with its day.",
    page: include_str!("stale_rate.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let Some(reporting) = &check.settings.opportunities.reporting else { return Vec::new() };
    let mut findings = Vec::new();
    for rate in &reporting.rates {
        let (on, from) = (rate.value.on, &rate.value.from);
        let days = (check.today - on).num_days();
        let message = if days < 0 {
            format!("the rate for {from} is of {on}, which is to come")
        } else if reporting.max_age.after(on) < check.today {
            format!("the rate for {from} is of {on}, {days} days ago; `max_rate_age` is {}", reporting.max_age)
        } else {
            continue;
        };
        let place = Place::new(&check.settings.file, rate.span);
        findings.push(Finding::new(&RULE, place, message).subject(from.clone()));
    }
    findings
}
