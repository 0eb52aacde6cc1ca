//! Periods as they are typed.

use crate::session::DigestSince;
use crate::source::parse_date;

const HOUR: i64 = 60 * 60;

/// Reads a number of hours, days or weeks such as `24h`, or a day.
pub(super) fn read_since(text: &str) -> Result<DigestSince, String> {
    let mistake = || format!("{text} is neither a time such as 24h, 7d or 2w nor a day such as 2026-11-20");
    if let Some(day) = parse_date(text) {
        return Ok(DigestSince::Day(day));
    }
    let hours = |unit: char| match unit {
        'h' => Some(1),
        'd' => Some(24),
        'w' => Some(7 * 24),
        _ => None,
    };
    let unit = text.chars().last().and_then(hours).ok_or_else(mistake)?;
    let number: u32 = text.get(..text.len() - 1).and_then(|number| number.parse().ok()).ok_or_else(mistake)?;
    if number == 0 {
        return Err(mistake());
    }
    Ok(DigestSince::Seconds(i64::from(number) * unit * HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_hours_days_weeks_or_a_day() {
        let seconds = |hours| Ok(DigestSince::Seconds(hours * HOUR));
        assert_eq!(read_since("24h"), seconds(24));
        assert_eq!((read_since("7d"), read_since("2w")), (seconds(168), seconds(336)));
        assert!(matches!(read_since("2026-11-20"), Ok(DigestSince::Day(_))));
        for wrong in ["", "h", "0h", "-1d", "24", "2026-02-30", "1.5h", "7é"] {
            assert!(read_since(wrong).is_err(), "{wrong}");
        }
    }
}
