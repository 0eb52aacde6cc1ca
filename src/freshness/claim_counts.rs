//! How many claims there are in each state.

use super::claim::claim_timeline;
use super::state::Badge;
use crate::config::{Settings, Status};
use crate::library::Library;
use chrono::NaiveDate;
use std::fmt;

/// The claims of the entries that are not deprecated or archived, by state on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimCounts {
    /// All of them.
    pub claims: usize,
    /// Those with the date of a check.
    pub dated: usize,
    /// Those that may be relied on.
    pub current: usize,
    /// Those in the last part of their interval.
    pub check_soon: usize,
    /// Those past their interval or hard end.
    pub stale: usize,
    /// Those without evidence or date, and disputed ones.
    pub not_proven: usize,
}

/// What a change did to the number of claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimsChange {
    /// More claims than before, or fewer.
    pub claims: i64,
    /// More claims with a date than before, or fewer.
    pub dated: i64,
}

impl ClaimCounts {
    /// Counts the claims of `library` for `today`.
    pub fn of(library: &Library, settings: &Settings, today: NaiveDate) -> Self {
        let mut counts = Self::default();
        for entry in library.entries().iter().filter(|entry| entry.status.value <= Status::Approved) {
            for claim in &entry.claims {
                counts.claims += 1;
                counts.dated += usize::from(claim.verified.is_some());
                let badge = claim_timeline(claim, entry, library, settings).on(today).state.badge();
                *match badge {
                    Badge::Current => &mut counts.current,
                    Badge::CheckSoon => &mut counts.check_soon,
                    Badge::Stale => &mut counts.stale,
                    Badge::NotProven => &mut counts.not_proven,
                } += 1;
            }
        }
        counts
    }
}

/// Writes `52 claims: 41 current, 6 check soon, 3 stale, 2 not proven`; states without claims are left out.
impl fmt::Display for ClaimCounts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.claims {
            0 => return formatter.write_str("no claims"),
            1 => formatter.write_str("1 claim: ")?,
            claims => write!(formatter, "{claims} claims: ")?,
        }
        let states = [
            (self.current, "current"),
            (self.check_soon, "check soon"),
            (self.stale, "stale"),
            (self.not_proven, "not proven"),
        ];
        let states = states.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        formatter.write_str(&states.collect::<Vec<_>>().join(", "))
    }
}

/// Writes `+2 claims, −1 date`.
impl fmt::Display for ClaimsChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.claims, "claim"), (self.dated, "date")];
        let parts = parts.into_iter().filter(|(change, _)| *change != 0).map(|(change, word)| {
            let (sign, number) = (if change < 0 { "−" } else { "+" }, change.unsigned_abs());
            format!("{sign}{number} {word}{}", if number == 1 { "" } else { "s" })
        });
        let parts: Vec<String> = parts.collect();
        formatter.write_str(&if parts.is_empty() { "as many claims and dates".to_owned() } else { parts.join(", ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_changes_in_words() {
        let counts = ClaimCounts { claims: 52, dated: 50, current: 41, check_soon: 6, stale: 3, not_proven: 2 };
        assert_eq!(counts.to_string(), "52 claims: 41 current, 6 check soon, 3 stale, 2 not proven");
        let counts = ClaimCounts { claims: 1, stale: 1, ..ClaimCounts::default() };
        assert_eq!(counts.to_string(), "1 claim: 1 stale");
        assert_eq!(ClaimCounts::default().to_string(), "no claims");
        for (claims, dated, expected) in
            [(2, -1, "+2 claims, −1 date"), (-1, 0, "−1 claim"), (0, 3, "+3 dates"), (0, 0, "as many claims and dates")]
        {
            assert_eq!(ClaimsChange { claims, dated }.to_string(), expected);
        }
    }
}
