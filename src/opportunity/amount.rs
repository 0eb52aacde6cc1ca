//! Amounts the way people say them.

/// Shortens `amount`, in whole units of `currency`, to what a glance takes in: `$950`, `$41.5k`, `$410k`, `$1.3M`.
///
/// Thousands take `k`, millions `M`, billions (10⁹) `B`. Below 100 of a unit one decimal is, `.0` is left out; from 100
/// on there is none. Halves round up, and what rounds to 1,000 of a unit is 1 of the next. `USD`, `EUR`, `GBP` and
/// `JPY` show as their sign; another code is before the number with a space; without a currency the number is alone.
pub fn format_amount(amount: u64, currency: Option<&str>) -> String {
    let short = shorten(amount);
    match currency.map(str::trim).filter(|code| !code.is_empty()) {
        None => short,
        Some(code) => match sign(code) {
            Some(sign) => format!("{sign}{short}"),
            None => format!("{code} {short}"),
        },
    }
}

/// Rounds to whole units with halves up; `None` for what is negative, not finite or over 2⁵³, where `f64` skips units.
pub fn round_amount(number: f64) -> Option<u64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    let rounded = (number + 0.5).floor();
    if !(number >= 0.0 && rounded <= LIMIT) {
        return None;
    }
    // Plain digits: the standard library converts a whole float below 2^53 to text exactly.
    format!("{rounded:.0}").parse().ok()
}

fn sign(code: &str) -> Option<char> {
    match code.to_ascii_uppercase().as_str() {
        "USD" => Some('$'),
        "EUR" => Some('€'),
        "GBP" => Some('£'),
        "JPY" => Some('¥'),
        _ => None,
    }
}

fn shorten(amount: u64) -> String {
    if amount < 1_000 {
        return amount.to_string();
    }
    let units = [(1_000_u64, "k"), (1_000_000, "M"), (1_000_000_000, "B")];
    let fitting = units.iter().find_map(|(unit, letter)| {
        let number = scaled(amount, *unit);
        (number != "1000").then(|| format!("{number}{letter}")).filter(|_| amount / unit < 1_000)
    });
    fitting.unwrap_or_else(|| format!("{}B", scaled(amount, 1_000_000_000)))
}

/// Divides with halves up: one decimal below 100, none from there on.
fn scaled(amount: u64, unit: u64) -> String {
    let tenth = unit / 10;
    let tenths = amount / tenth + u64::from(amount % tenth >= tenth / 2);
    if tenths < 1_000 {
        let (whole, decimal) = (tenths / 10, tenths % 10);
        return if decimal == 0 { whole.to_string() } else { format!("{whole}.{decimal}") };
    }
    (amount / unit + u64::from(amount % unit >= unit / 2)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_shorten_without_running_over() {
        let shown = [0, 999, 1_000, 1_349, 41_500, 99_949, 99_950, 410_000, 999_499, 999_500, 1_300_000, 999_999_999]
            .map(|amount| format_amount(amount, Some("USD")));
        let wanted =
            ["$0", "$999", "$1k", "$1.3k", "$41.5k", "$99.9k", "$100k", "$410k", "$999k", "$1M", "$1.3M", "$1B"];
        assert_eq!(shown, wanted);
        assert_eq!(format_amount(2_500_000, Some("CHF")), "CHF 2.5M");
        assert_eq!(format_amount(2_500_000, None), "2.5M");
        assert_eq!(format_amount(u64::MAX, Some("eur")), "€18446744074B");
    }
}
