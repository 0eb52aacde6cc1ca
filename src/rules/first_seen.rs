//! The day on which Git first saw a suppression or an entry of the baseline, as far as it is known.
//!
//! Input are the text as it is now and its earlier versions; nothing here reads Git.

use crate::source::{PastText, PastTexts, UnknownPast};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How long what has no end of its own has an effect, in days from the day on which Git first saw it.
pub(super) const LONGEST_DAYS: u32 = 180;

/// When a suppression came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstSeen {
    /// With a commit of this day.
    On(NaiveDate),
    /// It is not committed yet.
    Uncommitted,
    /// It is not known.
    Unknown(UnknownPast),
}

impl FirstSeen {
    /// Returns the last day of the effect of what has no end of its own.
    ///
    /// # Errors
    /// It is not known when it came in, so it has no effect.
    pub(super) fn last_day(self, today: NaiveDate) -> Result<NaiveDate, UnknownPast> {
        let first = match self {
            Self::On(day) if day > today => return Err(UnknownPast::InFuture),
            Self::On(day) => day,
            Self::Uncommitted => today,
            Self::Unknown(cause) => return Err(cause),
        };
        Ok(first.checked_add_days(Days::new(u64::from(LONGEST_DAYS))).unwrap_or(first))
    }
}

/// A place at which a text names what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention<'a> {
    /// The byte at which the name begins.
    pub(super) start: usize,
    /// What is around it, as far as it distinguishes one mention from another.
    pub(super) around: &'a str,
}

/// Returns when each mention in `text` came in, by the byte at which it begins; `mentions` finds them in a text.
///
/// Mentions are counted: with `n` of them in `text`, the oldest is as old as the first version with one, the next as the
/// first version with two. An edit around a mention makes it no younger. Which one is the oldest is decided by the
/// first version that has it with the same surroundings, then by its place.
pub(super) fn first_seen<'a>(
    text: &'a str,
    past: Option<&'a PastTexts>,
    mentions: impl Fn(&'a str) -> Vec<Mention<'a>>,
) -> BTreeMap<usize, FirstSeen> {
    let now = mentions(text);
    let (committed, versions) = match past.unwrap_or(&PastTexts::Unknown(UnknownPast::NoRepository)) {
        PastTexts::Unknown(cause) => {
            return now.into_iter().map(|mention| (mention.start, FirstSeen::Unknown(*cause))).collect();
        }
        PastTexts::Known { committed, versions } => (committed.as_deref(), versions),
    };
    let versions: Vec<(NaiveDate, Vec<Mention<'a>>)> =
        versions.iter().map(|PastText { on, text }| (*on, mentions(text))).collect();
    let is_same = |one: &Mention<'_>, other: &Mention<'_>| one.around == other.around;
    let unchanged_since = |mention: &Mention<'_>| {
        let same = versions.iter().filter(|(_, found)| found.iter().any(|known| is_same(known, mention)));
        same.map(|(on, _)| *on).min().unwrap_or(NaiveDate::MAX)
    };
    let mut by_age: Vec<&Mention<'_>> = now.iter().collect();
    by_age.sort_by_key(|mention| (unchanged_since(mention), mention.start));
    let committed = committed.map_or(0, |text| mentions(text).len());
    let seen = by_age.into_iter().enumerate().map(|(older, mention)| {
        let first = versions.iter().filter(|(_, found)| found.len() > older).map(|(on, _)| *on).min();
        let seen = match first {
            Some(on) => FirstSeen::On(on),
            None if older < committed => FirstSeen::Unknown(UnknownPast::NoOrigin),
            None => FirstSeen::Uncommitted,
        };
        (mention.start, seen)
    });
    seen.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::source::parse_date(text).expect("a day")
    }

    /// Every line is a mention.
    fn lines(text: &str) -> Vec<Mention<'_>> {
        text.lines()
            .map(|line| Mention { start: line.as_ptr() as usize - text.as_ptr() as usize, around: line })
            .collect()
    }

    fn seen(now: &str, committed: &str, versions: &[(&str, &str)]) -> Vec<FirstSeen> {
        let versions = versions.iter().map(|(on, text)| PastText { on: day(on), text: (*text).to_owned() }).collect();
        let past = PastTexts::Known { committed: Some(committed.to_owned()), versions };
        first_seen(now, Some(&past), lines).into_values().collect()
    }

    #[test]
    fn a_mention_is_as_old_as_the_first_version_with_as_many() {
        let (old, new) = (FirstSeen::On(day("2026-01-01")), FirstSeen::On(day("2026-06-01")));
        for (name, now, committed, versions, expected) in [
            ("never committed", "a", "", &[][..], vec![FirstSeen::Uncommitted]),
            ("once", "a", "a", &[("2026-01-01", "a")], vec![old]),
            ("edited", "b", "b", &[("2026-06-01", "b"), ("2026-01-01", "a")], vec![old]),
            (
                "taken out and back",
                "a",
                "a",
                &[("2026-06-01", "a"), ("2026-03-01", ""), ("2026-01-01", "a")],
                vec![old],
            ),
            ("one added before", "b\na", "b\na", &[("2026-06-01", "b\na"), ("2026-01-01", "a")], vec![new, old]),
            ("one added and not committed", "b\na", "a", &[("2026-01-01", "a")], vec![FirstSeen::Uncommitted, old]),
            ("committed, and no commit adds it", "a", "a", &[], vec![FirstSeen::Unknown(UnknownPast::NoOrigin)]),
        ] {
            assert_eq!(seen(now, committed, versions), expected, "{name}");
        }
        let unknown = PastTexts::Unknown(UnknownPast::ShallowClone);
        let found: Vec<_> = first_seen("a", Some(&unknown), lines).into_values().collect();
        assert_eq!(found, [FirstSeen::Unknown(UnknownPast::ShallowClone)]);
    }

    #[test]
    fn an_effect_without_an_end_lasts_180_days_and_an_unknown_one_none() {
        let today = day("2026-11-21");
        assert_eq!(FirstSeen::On(day("2026-05-25")).last_day(today), Ok(today), "the last day");
        assert_eq!(FirstSeen::On(day("2026-05-24")).last_day(today), Ok(day("2026-11-20")));
        assert_eq!(FirstSeen::Uncommitted.last_day(today), Ok(day("2027-05-20")));
        assert_eq!(FirstSeen::On(today).last_day(today), Ok(day("2027-05-20")));
        assert_eq!(FirstSeen::On(day("2026-11-22")).last_day(today), Err(UnknownPast::InFuture));
        let unknown = FirstSeen::Unknown(UnknownPast::Ignored);
        assert_eq!(unknown.last_day(today), Err(UnknownPast::Ignored));
    }
}
