//! Where the opportunities of a site come from, and how current they are.

use crate::opportunity::{Origin, SourceStatus, Timestamp, kept_apart};
use crate::site::catalogue::Catalogue;
use chrono::NaiveDate;
use serde::Serialize;

/// Where the opportunities come from, and whether they are all there.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourceView {
    origin: &'static str,
    /// The day on which they were read. Only one page names the time, so that a new reading of the same changes one page.
    day: Option<String>,
    is_complete: bool,
    /// Rows and values that could not be read.
    left_out: usize,
    /// Why they may not be current, as one text; `None` if they are.
    doubt: Option<String>,
    /// The first day on which they are older than the settings allow, where that day is after the build.
    outdated_from: Option<String>,
    /// The greatest age that the settings allow, for that day.
    greatest_age: Option<String>,
    /// Whether they are left out for this reason.
    is_omitted: bool,
    /// The rates by which sums are converted; `None` if they are not, or if the readers see no amounts.
    rates: Option<RatesView>,
}

/// How sums in several currencies become one.
#[derive(Debug, Clone, Serialize)]
struct RatesView {
    currency: String,
    /// Such as `1 EUR = 1.08 USD, 2026-11-01`.
    rates: String,
    /// The currencies that are kept apart, since there is no rate.
    apart: String,
}

impl RatesView {
    fn new(catalogue: &Catalogue<'_>) -> Option<Self> {
        let reporting =
            catalogue.input.settings.opportunities.reporting.as_ref().filter(|_| catalogue.shows_amounts)?;
        let rates = reporting.rates.iter().map(|rate| rate.value.to_string()).collect::<Vec<_>>();
        let apart = kept_apart(catalogue.exposures.open(), reporting).into_iter();
        let apart = apart.map(|currency| currency.unwrap_or("amounts without a currency")).collect::<Vec<_>>();
        Some(Self { currency: reporting.currency.value.clone(), rates: rates.join("; "), apart: apart.join(", ") })
    }
}

/// Describes where the opportunities come from.
pub(super) fn source(catalogue: &Catalogue<'_>) -> SourceView {
    let snapshot = catalogue.snapshot;
    let status = snapshot.map(|snapshot| &snapshot.status);
    let reasons = status.map(|status| status.reasons().join("; "));
    let is_omitted = status.is_some_and(SourceStatus::is_absent);
    SourceView {
        origin: match snapshot.map(|snapshot| snapshot.origin) {
            Some(Origin::Notion) => "Notion",
            _ => "a file",
        },
        day: snapshot.and_then(|snapshot| snapshot.as_of).map(|as_of: Timestamp| as_of.day().to_string()),
        is_complete: snapshot.is_none_or(|snapshot| snapshot.complete || is_omitted),
        left_out: snapshot.map_or(0, |snapshot| snapshot.left_out.len() + snapshot.left_out_values.len()),
        doubt: reasons.filter(|reasons| !reasons.is_empty()),
        outdated_from: outdated_from(catalogue).map(|day| day.to_string()),
        greatest_age: catalogue.input.settings.opportunities.greatest_age().map(|age| age.to_string()),
        is_omitted,
        rates: snapshot.and_then(|_| RatesView::new(catalogue)),
    }
}

/// Returns the first day after the build on which the opportunities are older than the settings allow.
fn outdated_from(catalogue: &Catalogue<'_>) -> Option<NaiveDate> {
    let as_of = catalogue.snapshot?.as_of?.day();
    let greatest = catalogue.input.settings.opportunities.greatest_age()?;
    let from = greatest.after(as_of).succ_opt()?;
    (from > catalogue.span.first && catalogue.input.as_of.is_none()).then_some(from)
}
