//! Days and review cycles as tables write them.

use chrono::NaiveDate;

/// What a text says about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// One day.
    One(NaiveDate),
    /// Two days, since day and month can be exchanged, or none.
    Unclear,
}

/// Reads a day; a time behind it is left out. Which number is the month is never guessed.
pub(super) fn day(text: &str) -> Day {
    let text = text.trim();
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let words: Vec<&str> = text.split_whitespace().filter(|word| !word.contains(':')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !matches!(*word, "AM" | "PM" | "UTC")).collect();
    let text = words.join(" ");
    let read = |form: &str| NaiveDate::parse_from_str(&text, form).ok();
    for form in ["%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d.%m.%Y"] {
        // `%Y` also takes years of two digits.
        if let Some(day) = read(form).filter(|day| (1990..2100).contains(&chrono::Datelike::year(day))) {
            return Day::One(day);
        }
    }
    let plausible = |form: &str| read(form).filter(|day| (1990..2100).contains(&chrono::Datelike::year(day)));
    match (plausible("%m/%d/%Y"), plausible("%d/%m/%Y")) {
        (Some(one), Some(other)) if one == other => Day::One(one),
        (Some(day), None) | (None, Some(day)) => Day::One(day),
        _ => Day::Unclear,
    }
}

/// Reads a review cycle as an interval: `6 months`, `quarterly`, `90 days`.
pub(super) fn interval(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("every ").unwrap_or(&text);
    let known = match text {
        "weekly" | "week" => Some("1w"),
        "monthly" | "month" => Some("1mo"),
        "quarterly" | "quarter" => Some("3mo"),
        "semi-annually" | "semiannually" | "half-yearly" | "biannually" => Some("6mo"),
        "annually" | "yearly" | "annual" | "year" => Some("1y"),
        _ => None,
    };
    if let Some(known) = known {
        return Some(known.to_owned());
    }
    let digits = text.len() - text.trim_start_matches(|symbol: char| symbol.is_ascii_digit()).len();
    let (count, unit) = text.split_at_checked(digits)?;
    let count: u32 = count.parse().ok().filter(|count| (1..=9999).contains(count))?;
    let unit = match unit.trim() {
        "d" | "day" | "days" => "d",
        "w" | "week" | "weeks" => "w",
        "mo" | "month" | "months" => "mo",
        "y" | "year" | "years" => "y",
        _ => return None,
    };
    Some(format!("{count}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_never_guessed() {
        let one = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(Day::One);
        for (text, expected) in [
            ("2026-02-03", one(2026, 2, 3)),
            ("2026-02-03T10:00:00Z", one(2026, 2, 3)),
            ("2026-02-03 10:00:00", one(2026, 2, 3)),
            ("Feb 3, 2026", one(2026, 2, 3)),
            ("3 February 2026", one(2026, 2, 3)),
            ("13/02/2026", one(2026, 2, 13)),
            ("02/13/2026 4:30 PM", one(2026, 2, 13)),
            ("03/03/2026", one(2026, 3, 3)),
            ("03/02/2026", Some(Day::Unclear)),
            ("soon", Some(Day::Unclear)),
            ("46000", Some(Day::Unclear)),
        ] {
            assert_eq!(Some(day(text)), expected, "{text}");
        }
    }

    #[test]
    fn cycles_are_intervals() {
        for (text, expected) in [
            ("Every 6 months", Some("6mo")),
            ("Quarterly", Some("3mo")),
            ("90 days", Some("90d")),
            ("0 days", None),
            ("often", None),
        ] {
            assert_eq!(interval(text).as_deref(), expected, "{text}");
        }
    }
}
