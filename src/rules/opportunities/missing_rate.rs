//! Currencies without a rate.

use super::unjoined::{listed, open};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::opportunity::{Opportunity, kept_apart};
use crate::rules::shared::Shared;

/// Amounts are in a currency without a rate to the reporting currency.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/missing-rate",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Open opportunities are in a currency without a rate to the reporting currency, so it is kept apart in sums.",
    help: "Add the rate to `rates` of [opportunities], or the currency at the source.",
    page: include_str!("missing_rate.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let settings = shared.check.settings;
    let Some(reporting) = &settings.opportunities.reporting else { return Vec::new() };
    let open = open(shared);
    let report = |currency: Option<&str>| {
        let is_of = |one: &&&Opportunity| one.amount.is_some() && one.currency.as_deref() == currency;
        let of: Vec<&Opportunity> = open.iter().filter(is_of).copied().collect();
        let message = match currency {
            Some(code) => format!("there is no rate for {code}; open opportunities in it: {}", listed(&of)),
            None => format!("open opportunities have an amount without a currency: {}", listed(&of)),
        };
        let place = Place::new(&settings.file, reporting.currency.span);
        Finding::new(&RULE, place, message).subject(currency.unwrap_or_default())
    };
    kept_apart(&open, reporting).into_iter().map(report).collect()
}
