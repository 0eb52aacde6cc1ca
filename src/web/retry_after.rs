//! The wait that a response requests.

use chrono::DateTime;
use std::time::Duration;

/// Reads the value of `Retry-After`: seconds, also with a fraction, or an HTTP date (RFC 9110, 10.2.3), which counts from the
/// response's own `date`, so that the clock of this machine does not matter. `None` if it is neither.
pub fn parse_retry_after(text: &str, date: Option<&str>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok().map(|moment| moment.timestamp());
    let seconds = moment(text)?.saturating_sub(moment(date?)?);
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_fractions_and_dates_are_read() {
        let now = Some("Wed, 21 Oct 2026 07:28:00 GMT");
        let seconds = |text, date| parse_retry_after(text, date).map(|wait| wait.as_secs_f64());
        assert_eq!([" 7 ", "1.5", "0"].map(|text| seconds(text, None)), [Some(7.0), Some(1.5), Some(0.0)]);
        assert_eq!(seconds("Wed, 21 Oct 2026 07:28:30 GMT", now), Some(30.0));
        assert_eq!(seconds("Wed, 21 Oct 2026 07:27:00 GMT", now), Some(0.0), "a date that is over");
        assert_eq!(seconds("Wed, 21 Oct 2026 07:28:30 GMT", None), None, "the date needs another to count from");
        for wrong in ["", "-3", "soon", "NaN", "inf", "1e300"] {
            assert_eq!(seconds(wrong, now), None, "{wrong}");
        }
    }
}
