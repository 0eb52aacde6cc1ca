//! Amounts and currencies as people and other systems write them.
//!
//! A value that can be read in more than one way is not read: the caller lists it with the reason.

use super::amount::round_amount;
use crate::config::NumberFormat;
use std::fmt;

/// Why an amount is left out whose currency cannot be read: it would be added to others.
pub const WITHOUT_CURRENCY: &str = "its currency is not known";

/// The codes of ISO 4217 that are in use, as of 2026, without those of funds and metals.
const CODES: &str = include_str!("currencies.txt");

/// Signs and spellings that stand for one currency. `$` alone is that of the United States unless a code says otherwise.
const SIGNS: [(&str, &str); 14] = [
    ("US$", "USD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("S$", "SGD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("Fr", "CHF"),
];

/// An amount as it is written, with the currency that is written with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAmount {
    /// The amount in whole units, halves rounded up.
    pub amount: u64,
    /// The currency beside the number.
    pub currency: Option<WrittenCurrency>,
}

/// A currency that is written beside a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCurrency {
    /// Its code.
    pub code: &'static str,
    /// The codes of all currencies with the same sign, such as `$`; empty if it is a code.
    pub same_sign: &'static [&'static str],
}

/// Why an amount or currency is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is below 0.
    Negative,
    /// It is not written in the number format of the settings.
    OtherFormat(NumberFormat),
    /// It has three digits after its only mark, which can part thousands or a fraction.
    Ambiguous,
    /// It has a suffix such as `k`.
    Shortened,
    /// It has no digits, or something besides a number and a currency.
    NoNumber,
    /// It is too large to be exact.
    TooLarge,
    /// The currency is not a code of ISO 4217.
    UnknownCurrency,
    /// The amount is in one currency and the role `currency` names another one.
    TwoCurrencies {
        /// The one beside the number.
        written: &'static str,
        /// The one that the role names.
        named: String,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative => write!(formatter, "it is below 0"),
            Self::OtherFormat(format) => {
                write!(formatter, "it is not written as `{}`; set `number_format` in [opportunities]", format.word())
            }
            Self::Ambiguous => {
                write!(formatter, "its three last digits can be thousands or a fraction; write it without them")
            }
            Self::Shortened => write!(formatter, "it is shortened; write all digits"),
            Self::NoNumber => write!(formatter, "it is not a number, 0 or greater"),
            Self::TooLarge => write!(formatter, "it is too large"),
            Self::UnknownCurrency => write!(formatter, "it is not a currency code such as `USD`"),
            Self::TwoCurrencies { written, named } => {
                write!(formatter, "it is in {written}, and the currency of the opportunity is {named}")
            }
        }
    }
}

/// Reads a currency: a code of ISO 4217 in any case, or a sign such as `€`.
///
/// # Errors
///
/// It is neither.
pub fn parse_currency(text: &str) -> Result<&'static str, Unreadable> {
    let text = text.trim();
    let of_sign = SIGNS.iter().find(|(sign, _)| sign.eq_ignore_ascii_case(text)).map(|(_, code)| *code);
    let of_code = || CODES.split_whitespace().find(|code| code.eq_ignore_ascii_case(text));
    of_sign.or_else(of_code).ok_or(Unreadable::UnknownCurrency)
}

/// Reads an amount such as `410000`, `$120,000.50` or `1.200,00 EUR`.
///
/// # Errors
///
/// It is not a number of `format` that is 0 or greater, with at most one currency before or after it.
pub fn parse_amount(text: &str, format: NumberFormat) -> Result<WrittenAmount, Unreadable> {
    let text = text.trim();
    if text.starts_with('(') && text.ends_with(')') {
        return Err(Unreadable::Negative);
    }
    let (currency, number) = without_currency(text)?;
    if number.starts_with(['-', '\u{2212}']) {
        return Err(Unreadable::Negative);
    }
    let digits_after =
        |mark: char| number.split_once(mark).is_some_and(|(_, rest)| rest.len() == 3 && !rest.contains(mark));
    let is_only =
        |mark: char| number.chars().filter(|character| !character.is_ascii_digit()).all(|other| other == mark);
    if digits_after(format.decimal()) && is_only(format.decimal()) {
        return Err(Unreadable::Ambiguous);
    }
    let plain = plain_number(number, format)?;
    let amount = match plain.parse::<u64>() {
        Ok(whole) => whole,
        Err(_) => plain.parse().ok().and_then(round_amount).ok_or(Unreadable::TooLarge)?,
    };
    Ok(WrittenAmount { amount, currency })
}

/// The currency before or after a number, and the rest.
fn without_currency(text: &str) -> Result<(Option<WrittenCurrency>, &str), Unreadable> {
    let is_number =
        |character: char| character.is_ascii_digit() || matches!(character, '-' | '+' | '.' | ',' | '\u{2212}');
    let start = text.find(is_number).ok_or(Unreadable::NoNumber)?;
    let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
    let end = rest.rfind(|character: char| character.is_ascii_digit()).map_or(0, |last| last + 1);
    let (number, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let (before, after) = (before.trim(), after.trim().trim_start_matches(['.', ',']).trim());
    let written = match (before, after) {
        ("", "") => return Ok((None, number)),
        (written, "") | ("", written) => written,
        _ => return Err(Unreadable::NoNumber),
    };
    if matches!(written.to_ascii_lowercase().as_str(), "k" | "m" | "mn" | "mio" | "b" | "bn") {
        return Err(Unreadable::Shortened);
    }
    if matches!(before, "-" | "\u{2212}") {
        return Err(Unreadable::Negative);
    }
    let code = parse_currency(written).map_err(|_| Unreadable::NoNumber)?;
    Ok((Some(WrittenCurrency { code, same_sign: same_sign(written) }), number))
}

/// The currencies that are written with this sign.
fn same_sign(sign: &str) -> &'static [&'static str] {
    const DOLLARS: &[&str] = &["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"];
    match sign {
        "$" => DOLLARS,
        "£" => &["GBP", "EGP", "FKP", "GIP", "SHP"],
        "¥" => &["JPY", "CNY"],
        _ => &[],
    }
}

/// The number with a point before its fraction and without grouping.
fn plain_number(number: &str, format: NumberFormat) -> Result<String, Unreadable> {
    let other = || Unreadable::OtherFormat(format);
    let Some(grouping) = format.grouping() else {
        // Plain numbers may have an exponent, as JSON writes them.
        let is_plain = number.parse::<f64>().is_ok_and(f64::is_finite);
        return if is_plain { Ok(number.to_owned()) } else { Err(other()) };
    };
    let (whole, fraction) = match number.split_once(format.decimal()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(grouping).collect();
    let is_grouped = |groups: &[&str]| match groups {
        [only] => is_digits(only),
        [first, rest @ ..] => {
            is_digits(first) && first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && is_digits(group))
        }
        [] => false,
    };
    if !is_grouped(&groups) || !fraction.is_none_or(is_digits) {
        return Err(other());
    }
    Ok([groups.concat(), fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default()].concat())
}

/// Joins the currency beside an amount with the one that the role `currency` names, and the usual one of the source.
///
/// # Errors
///
/// Both are named and differ; a shared sign such as `$` fits every currency that is written with it.
pub fn join_currency(
    written: Option<&WrittenCurrency>,
    named: Option<&str>,
    usual: Option<&str>,
) -> Result<Option<String>, Unreadable> {
    let own = |code: &str| Some(code.to_owned());
    let has_sign = |written: &WrittenCurrency, code: &str| written.code == code || written.same_sign.contains(&code);
    match (written, named) {
        (Some(written), Some(named)) if has_sign(written, named) => Ok(own(named)),
        (Some(written), Some(named)) => {
            Err(Unreadable::TwoCurrencies { written: written.code, named: named.to_owned() })
        }
        (None, Some(named)) => Ok(own(named)),
        (Some(written), None) => Ok(own(usual.filter(|usual| has_sign(written, usual)).unwrap_or(written.code))),
        (None, None) => Ok(usual.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, format: NumberFormat) -> String {
        match parse_amount(text, format) {
            Ok(WrittenAmount { amount, currency: None }) => amount.to_string(),
            Ok(WrittenAmount { amount, currency: Some(currency) }) => format!("{amount} {}", currency.code),
            Err(unreadable) => unreadable.to_string(),
        }
    }

    #[test]
    fn an_amount_is_read_in_the_format_of_the_settings_only() {
        let other = |format: &str| format!("it is not written as `{format}`; set `number_format` in [opportunities]");
        let plain = other("1234.56");
        for (text, expected) in [
            ("18446744073709551615", "18446744073709551615"),
            ("410000.50", "410001"),
            ("1e3", "1000"),
            (" 7 ", "7"),
            ("$120000", "120000 USD"),
            ("120000 eur", "120000 EUR"),
            ("USD 120000.00", "120000 USD"),
            ("CA$5", "5 CAD"),
            ("$120,000", plain.as_str()),
            ("120.000,00", plain.as_str()),
            ("-1", "it is below 0"),
            ("-$1", "it is below 0"),
            ("$-1", "it is below 0"),
            ("(120)", "it is below 0"),
            ("120k", "it is shortened; write all digits"),
            ("many", "it is not a number, 0 or greater"),
            ("", "it is not a number, 0 or greater"),
            ("12 of 13", plain.as_str()),
            ("$ 5 EUR", "it is not a number, 0 or greater"),
            ("1e300", "it is too large"),
            ("120.000", "its three last digits can be thousands or a fraction; write it without them"),
            ("120.0001", "120"),
        ] {
            assert_eq!(read(text, NumberFormat::Plain), expected, "{text}");
        }
        for (text, expected) in [
            ("$120,000", "120000 USD"),
            ("1,234,567.50", "1234568"),
            ("120000", "120000"),
            ("1,23,456", other("1,234.56").as_str()),
            ("120.000,00", other("1,234.56").as_str()),
            ("12,00", other("1,234.56").as_str()),
        ] {
            assert_eq!(read(text, NumberFormat::CommaPoint), expected, "{text}");
        }
        assert_eq!(read("1.234.567,50 €", NumberFormat::PointComma), "1234568 EUR");
        assert_eq!(read("1.234", NumberFormat::PointComma), "1234");
        assert_eq!(read("1.23", NumberFormat::PointComma), other("1.234,56"));
        assert_eq!(read("CHF 1'234.50", NumberFormat::ApostrophePoint), "1235 CHF");
        assert_eq!(read("1\u{a0}234,50 EUR", NumberFormat::SpaceComma), "1235 EUR");
        assert_eq!(read("1 234", NumberFormat::SpaceComma), "1234");
    }

    #[test]
    fn currencies_are_codes_in_any_case_or_signs() {
        assert_eq!(["usd", " EUR ", "€", "us$"].map(parse_currency), [Ok("USD"), Ok("EUR"), Ok("EUR"), Ok("USD")]);
        assert_eq!(parse_currency("USB"), Err(Unreadable::UnknownCurrency));
        let sign = |text: &str| parse_amount(text, NumberFormat::Plain).unwrap().currency;
        let join =
            |text, named, usual| join_currency(sign(text).as_ref(), named, usual).map_err(|error| error.to_string());
        assert_eq!(join("$5", Some("CAD"), None), Ok(Some("CAD".to_owned())), "dollars of Canada");
        assert_eq!(join("$5", None, None), Ok(Some("USD".to_owned())));
        assert_eq!(join("$5", None, Some("AUD")), Ok(Some("AUD".to_owned())));
        assert_eq!(join("5", None, Some("AUD")), Ok(Some("AUD".to_owned())));
        let two = "it is in EUR, and the currency of the opportunity is USD".to_owned();
        assert_eq!(join("€5", Some("USD"), None), Err(two));
        assert_eq!(join("£5", None, Some("USD")), Ok(Some("GBP".to_owned())), "the usual one has another sign");
        let pounds = "it is in GBP, and the currency of the opportunity is USD".to_owned();
        assert_eq!(join("£5", Some("USD"), None), Err(pounds));
    }
}
