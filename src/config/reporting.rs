//! The currency in which sums are reported, and the rates that lead to it.

use crate::finding::{Finding, Place};
use crate::source::{Interval, Spanned, parse_date};
use crate::values::{Fields, WRONG_TYPE};
use chrono::NaiveDate;
use std::fmt;

/// The greatest age of a rate if the settings name none, in days: a quarter.
const MAX_RATE_AGE_DAYS: u32 = 92;
/// The most decimals of a rate.
const MAX_DECIMALS: usize = 9;

/// The currency in which pages report sums of several currencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// Its code.
    pub currency: Spanned<String>,
    /// The rates from other currencies, one each, in the order of the settings.
    pub rates: Vec<Spanned<Rate>>,
    /// The age from which on a rate is reported.
    pub max_age: Interval,
}

/// A rate between two currencies on one day, such as `1 EUR = 1.08 USD, 2026-11-01`. The value is an exact decimal fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The code of the currency that is converted.
    pub from: String,
    /// The code of the currency to which it is converted.
    pub to: String,
    /// How many units of `from` are `value` units of `to`.
    pub units: u64,
    /// The value as it is written.
    pub value: String,
    /// The value without its decimal point.
    digits: u64,
    /// 10 to the power of the number of its decimals.
    divisor: u64,
    /// The day of which the rate is.
    pub on: NaiveDate,
}

impl Rate {
    /// Reads a rate in the form of its text; `None` if it has another form, or is 0.
    pub fn parse(text: &str) -> Option<Self> {
        let (left, rest) = text.split_once('=')?;
        let (right, day) = rest.split_once(',')?;
        let (units, from) = left.trim().split_once(' ')?;
        let (value, to) = right.trim().split_once(' ')?;
        let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let has_point = value.contains('.');
        if !is_number(whole)
            || (has_point && !is_number(decimals))
            || decimals.len() > MAX_DECIMALS
            || !is_number(units)
        {
            return None;
        }
        let digits = format!("{whole}{decimals}").parse::<u64>().ok().filter(|digits| *digits > 0)?;
        Some(Self {
            from: code(from)?,
            to: code(to)?,
            units: units.parse().ok().filter(|units| *units > 0)?,
            value: value.to_owned(),
            digits,
            divisor: 10_u64.checked_pow(u32::try_from(decimals.len()).ok()?)?,
            on: parse_date(day.trim())?,
        })
    }

    /// Converts whole units, rounded down, so that converted parts never exceed the converted whole.
    pub fn convert(&self, amount: u64) -> u64 {
        let product = u128::from(amount).checked_mul(u128::from(self.digits));
        let divisor = u128::from(self.units) * u128::from(self.divisor);
        product.and_then(|product| u64::try_from(product / divisor).ok()).unwrap_or(u64::MAX)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, units, value, on, .. } = self;
        write!(formatter, "{units} {from} = {value} {to}, {on}")
    }
}

/// Reads a code of three letters, in any case.
fn code(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(text)
}

/// Reads the reporting currency and its rates; `None` if the settings name no currency.
pub(super) fn reporting(fields: &Fields<'_>) -> Option<Reporting> {
    let named = fields.text("reporting_currency");
    let texts = fields.texts("rates");
    let max_age = fields.interval("max_rate_age");
    let wrong = |place: &Spanned<String>, key: &str, message: String| {
        let place = Place::new(fields.reading().file, place.span);
        fields.reading().push(Finding::new(&WRONG_TYPE, place, message).subject(fields.path_of(key)));
    };
    let Some(named) = named else {
        if !texts.is_empty() {
            fields.missing("reporting_currency", "the rates lead to it");
        }
        return None;
    };
    let Some(currency) = code(&named.value) else {
        wrong(
            &named,
            "reporting_currency",
            "`opportunities.reporting_currency` must be a code such as `USD`".to_owned(),
        );
        return None;
    };
    let mut rates: Vec<Spanned<Rate>> = Vec::new();
    for text in &texts {
        let form = format!(
            "a rate must be written as `1 EUR = 1.08 {currency}, 2026-11-01`, with at most {MAX_DECIMALS} decimals"
        );
        match Rate::parse(&text.value) {
            None => wrong(text, "rates", form),
            Some(rate) if rate.to != currency || rate.from == currency => {
                wrong(text, "rates", format!("a rate must lead from another currency to {currency}"));
            }
            Some(rate) if rates.iter().any(|known| known.value.from == rate.from) => {
                wrong(text, "rates", format!("there are two rates for {}; the first one is used", rate.from));
            }
            Some(rate) => rates.push(Spanned::new(rate, text.span)),
        }
    }
    let max_age = max_age.map_or(Interval::Days(MAX_RATE_AGE_DAYS), |age| age.value);
    Some(Reporting { currency: Spanned::new(currency, named.span), rates, max_age })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_settings;
    use crate::source::SourceFile;

    #[test]
    fn a_rate_is_exact_and_rounds_down() {
        let rate = |text: &str| Rate::parse(text).unwrap();
        let euro = rate("1 EUR = 1.08 USD, 2026-11-01");
        assert_eq!([0, 1, 50, 100, 1_000_000].map(|amount| euro.convert(amount)), [0, 1, 54, 108, 1_080_000]);
        assert_eq!(rate("100 jpy = 0.65 usd, 2026-11-01").convert(1_000), 6);
        assert_eq!(rate("1 EUR = 1000 USD, 2026-11-01").convert(u64::MAX), u64::MAX, "too large to say");
        assert_eq!(euro.to_string(), "1 EUR = 1.08 USD, 2026-11-01");
        for text in [
            "1 EUR = 1,08 USD, 2026-11-01",
            "1 EUR = 1.08 USD",
            "1 EUR = 0.0 USD, 2026-11-01",
            "0 EUR = 1.08 USD, 2026-11-01",
            "1 EUR = -1 USD, 2026-11-01",
            "1 EUR = 1. USD, 2026-11-01",
            "1 EURO = 1.08 USD, 2026-11-01",
            "1 EUR = 1.08 USD, 2026-02-30",
            "1 EUR = 1.0800000000 USD, 2026-11-01",
            "1.08",
        ] {
            assert_eq!(Rate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn mistakes_in_rates_are_findings_and_the_others_count() {
        let read = |text: &str| {
            let (settings, findings) = read_settings(&SourceFile::new("site.toml", format!("[opportunities]\n{text}")));
            let messages: Vec<String> = findings.into_iter().map(|finding| finding.message).collect();
            let rates = settings.opportunities.reporting.map(|reporting| {
                reporting.rates.iter().map(|rate| rate.value.from.clone()).collect::<Vec<_>>().join(" ")
            });
            (rates, messages)
        };
        let fine = "reporting_currency = \"usd\"\nrates = [\"1 EUR = 1.08 USD, 2026-11-01\", \"1 GBP = 1.3 USD, 2026-11-01\"]\n";
        assert_eq!(read(fine), (Some("EUR GBP".to_owned()), Vec::new()));
        assert_eq!(read(""), (None, Vec::new()));
        let (rates, messages) = read(
            "reporting_currency = \"USD\"\nrates = [\"1.08\", \"1 EUR = 1 GBP, 2026-11-01\", \"1 EUR = 1.1 USD, 2026-11-01\", \"1 EUR = 1.2 USD, 2026-11-01\"]\n",
        );
        assert_eq!(rates.as_deref(), Some("EUR"));
        assert_eq!(
            messages,
            [
                "a rate must be written as `1 EUR = 1.08 USD, 2026-11-01`, with at most 9 decimals",
                "a rate must lead from another currency to USD",
                "there are two rates for EUR; the first one is used",
            ]
        );
        assert_eq!(
            read("rates = [\"1 EUR = 1.08 USD, 2026-11-01\"]\n").1,
            ["`opportunities.reporting_currency` is missing: the rates lead to it"]
        );
        assert_eq!(read("reporting_currency = \"dollars\"\n").0, None);
    }
}
