//! The days of feeds.

use crate::source::parse_date;
use chrono::NaiveDate;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads the day of a date as feeds write it, in the offset in which it is written: RFC 3339 (Atom, JSON Feed, Dublin Core)
/// or RFC 822 with its later forms (RSS). The time, its zone and the day of the week do not count, and may be wrong.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(parse_date) {
        return Some(day);
    }
    let mut words = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| word.chars().all(char::is_alphabetic) && month(word).is_none());
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let (day, month) = match month(first) {
        Some(month) => (second, month),
        None => (first, month(second)?),
    };
    NaiveDate::from_ymd_opt(full_year(year)?, month, day.parse().ok()?)
}

fn month(word: &str) -> Option<u32> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let is_word = word.chars().all(|symbol| symbol.is_ascii_alphabetic());
    let at = MONTHS.iter().position(|month| *month == start).filter(|_| is_word)?;
    u32::try_from(at + 1).ok()
}

/// Returns the year that two or four digits mean (RFC 2822, section 4.3).
fn full_year(digits: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    match digits.len() {
        2 if number < 50 => Some(2000 + number),
        2 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_all_formats() {
        for (text, expected) in [
            ("2026-11-03T23:30:00-08:00", Some("2026-11-03")),
            ("2026-11-03", Some("2026-11-03")),
            (" 2026-11-03 10:00\n", Some("2026-11-03")),
            ("Tue, 03 Nov 2026 10:00:00 GMT", Some("2026-11-03")),
            ("Mon, 3 November 2026 10:00 EST", Some("2026-11-03")),
            ("Tuesday, 03-Nov-26 10:00:00 UTC", Some("2026-11-03")),
            ("3 Nov 2026", Some("2026-11-03")),
            ("November 3, 2026", Some("2026-11-03")),
            ("03 Nov 99 10:00 GMT", Some("1999-11-03")),
            ("31 Feb 2026", None),
            ("2026-13-01", None),
            ("03 Nov 12026", None),
            ("03 11 2026", None),
            ("soon", None),
            ("Tue, é", None),
            ("", None),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }
}
