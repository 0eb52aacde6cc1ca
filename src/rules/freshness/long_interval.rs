//! Review intervals of more than a year.

use super::part::aging_parts;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::freshness::{ReviewInterval, claim_interval, entry_interval};
use crate::kinds::Kind;
use crate::rules::subject::Subject;
use crate::source::Interval;

/// A check of a claim, a battlecard or an answer holds for more than a year.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/long-interval",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A check of a claim, a battlecard or an answer holds for more than a year.",
    help: "Shorten the interval, or leave it to the site.",
    page: include_str!("long_interval.md"),
};

/// The longest interval that is not reported, in days and in months: a year, also a leap year.
const LONGEST_DAYS: u32 = 366;
const LONGEST_MONTHS: u32 = 12;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (entry, settings) = (subject.entry, subject.check().settings);
    let mut findings: Vec<Finding> = Vec::new();
    for part in aging_parts(subject) {
        let interval = match part.claim {
            Some(claim) => Some(claim_interval(claim, entry, settings)),
            None if subject.is_any_of(&[Kind::Battlecard, Kind::Answer]) => entry_interval(entry, settings),
            None => None,
        };
        let Some(ReviewInterval { interval, decided_at }) = interval else { continue };
        if !is_long(interval) {
            continue;
        }
        let place = decided_at.unwrap_or_else(|| Place::new(&entry.file, part.head()));
        if findings.iter().all(|known| known.place.span != place.span || known.place.file.path() != place.file.path()) {
            let adjective = ReviewInterval { interval, decided_at: None }.adjective();
            let message = format!("with a {adjective} interval, a check holds for more than a year");
            findings.push(Finding::new(&RULE, place, message));
        }
    }
    findings
}

fn is_long(interval: Interval) -> bool {
    match interval {
        Interval::Days(days) => days > LONGEST_DAYS,
        Interval::Months(months) => months > LONGEST_MONTHS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_not_long() {
        use Interval::{Days, Months};
        assert_eq!([Days(365), Days(366), Days(367)].map(is_long), [false, false, true]);
        assert_eq!([Months(11), Months(12), Months(13)].map(is_long), [false, false, true]);
    }
}
