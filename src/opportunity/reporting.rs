//! Sums in the reporting currency.

use super::exposure::Sum;
use super::record::Opportunity;
use crate::config::Reporting;
use std::collections::BTreeSet;

/// Converts the `sums` for which `reporting` has a rate and adds them; the others stay apart, after it. Without a reporting
/// currency all stay apart.
pub fn reported(sums: Vec<Sum>, reporting: Option<&Reporting>) -> Vec<Sum> {
    let Some(reporting) = reporting else { return sums };
    let mut total = None::<u64>;
    let mut apart = Vec::new();
    for sum in sums {
        match converted(&sum, reporting) {
            Some(amount) => total = Some(total.unwrap_or_default().saturating_add(amount)),
            None => apart.push(sum),
        }
    }
    let currency = Some(reporting.currency.value.clone());
    total.map(|amount| Sum { currency, amount }).into_iter().chain(apart).collect()
}

fn converted(sum: &Sum, reporting: &Reporting) -> Option<u64> {
    let currency = sum.currency.as_deref()?;
    if currency == reporting.currency.value {
        return Some(sum.amount);
    }
    let rate = reporting.rates.iter().find(|rate| rate.value.from == currency)?;
    Some(rate.value.convert(sum.amount))
}

/// Returns the currencies of `opportunities` with an amount that stay apart, since there is no rate; `None` for amounts without
/// a currency.
pub fn kept_apart<'a>(opportunities: &[&'a Opportunity], reporting: &Reporting) -> BTreeSet<Option<&'a str>> {
    let with_amount = opportunities.iter().filter(|one| one.amount.is_some());
    let currencies = with_amount.map(|one| one.currency.as_deref());
    let is_known =
        |code: &str| code == reporting.currency.value || reporting.rates.iter().any(|rate| rate.value.from == code);
    currencies.filter(|currency| !currency.is_some_and(is_known)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{OpportunitySettings, default_settings, read_settings};
    use crate::entry::read_content;
    use crate::library::{Library, Lists};
    use crate::opportunity::{Exposures, Origin, Snapshot, Stages, format_sums, sums};
    use crate::source::SourceFile;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn settings(rates: &str) -> OpportunitySettings {
        let text = format!("[opportunities]\nreporting_currency = \"USD\"\nrates = [{rates}]\n");
        let (settings, findings) = read_settings(&SourceFile::new("site.toml", text));
        assert!(findings.is_empty(), "{findings:?}");
        settings.opportunities
    }

    const EURO: &str = "\"1 EUR = 1.08 USD, 2026-11-01\"";

    fn sum(currency: Option<&str>, amount: u64) -> Sum {
        Sum { currency: currency.map(str::to_owned), amount }
    }

    #[test]
    fn what_has_a_rate_is_one_sum_and_the_rest_stays_apart() {
        let all = || vec![sum(Some("EUR"), 100_000), sum(Some("USD"), 50_000), sum(Some("CHF"), 7_000), sum(None, 900)];
        let shown = |rates: &str| format_sums(&reported(all(), settings(rates).reporting.as_ref()));
        assert_eq!(shown(EURO), "$158k + CHF 7k + 900");
        assert_eq!(shown(""), "$50k + €100k + CHF 7k + 900");
        assert_eq!(reported(all(), None), all());
        let apart = vec![sum(Some("CHF"), 7_000)];
        assert_eq!(reported(apart.clone(), settings(EURO).reporting.as_ref()), apart, "there is no sum of nothing");
    }

    fn library() -> Library {
        let gap = |severity: &str| format!("---\ntitle: Gap\nseverity: {severity}\n---\n");
        let texts = ["blocker", "major", "minor"].map(gap);
        let paths = ["content/gaps/a.md", "content/gaps/b.md", "content/gaps/c.md"];
        let files: Vec<(&str, &str)> = paths.into_iter().zip(texts.iter().map(String::as_str)).collect();
        Library::new(read_content(&files), Lists::default()).0
    }

    fn by_currency(sums: impl IntoIterator<Item = Sum>) -> BTreeMap<Option<String>, u128> {
        let mut by_currency = BTreeMap::new();
        for sum in sums {
            *by_currency.entry(sum.currency).or_default() += u128::from(sum.amount);
        }
        by_currency
    }

    proptest! {
        #[test]
        fn attributed_amounts_never_exceed_the_pipeline(
            rows in proptest::collection::vec((0_u64..2_000_000, 0_usize..4, 0_usize..8), 0..40),
            weights in [0_u64..100, 0..100, 0..100],
            rate in 1_u64..3_000_000_000,
        ) {
            let library = library();
            let row = |(index, (amount, currency, gaps)): (usize, &(u64, usize, usize))| Opportunity {
                id: index.to_string(),
                amount: Some(*amount),
                currency: [Some("USD"), Some("EUR"), Some("GBP"), None].get(*currency).copied().flatten().map(str::to_owned),
                gaps: ["a", "b", "c"].iter().enumerate().filter(|(bit, _)| gaps >> bit & 1 == 1)
                    .map(|(_, gap)| format!("gaps/{gap}")).collect(),
                ..Opportunity::default()
            };
            let snapshot = Snapshot::new(Origin::File, rows.iter().enumerate().map(row).collect());
            let exposures = Exposures::new(&snapshot, &library, &Stages::default());
            let weights = ["blocker", "major", "minor"].into_iter().map(str::to_owned).zip(weights).collect();
            let rate = format!("\"1 EUR = {}.{:09} USD, 2026-11-01\"", rate / 1_000_000_000, rate % 1_000_000_000);
            for reporting in [None, settings(&rate).reporting] {
                let of_gap = |gap: &str| reported(exposures.attributed(gap, &library, &weights), reporting.as_ref());
                let attributed = by_currency(["gaps/a", "gaps/b", "gaps/c"].into_iter().flat_map(of_gap));
                let pipeline = by_currency(reported(sums(exposures.open()), reporting.as_ref()));
                for (currency, amount) in attributed {
                    prop_assert!(pipeline.get(&currency).is_some_and(|whole| amount <= *whole), "{currency:?}");
                }
            }
        }
    }

    #[test]
    fn currencies_without_a_rate_are_named() {
        let row = |currency: Option<&str>, amount: Option<u64>| Opportunity {
            currency: currency.map(str::to_owned),
            amount,
            ..Opportunity::default()
        };
        let rows = [
            row(Some("USD"), Some(1)),
            row(Some("EUR"), Some(1)),
            row(Some("CHF"), Some(1)),
            row(None, Some(1)),
            row(Some("GBP"), None),
        ];
        let reporting = settings(EURO).reporting.unwrap();
        assert_eq!(kept_apart(&rows.iter().collect::<Vec<_>>(), &reporting), [None, Some("CHF")].into());
        assert!(default_settings().opportunities.reporting.is_none());
    }
}
