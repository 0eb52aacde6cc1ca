//! What a list of what is due says, whatever its format.

use super::printable::printable;
use crate::config::Demonstration;
use crate::due::{DueRow, Owner, OwnerDue, OwnerLoad};
use crate::opportunity::format_sums;
use crate::secrets::mask;
use chrono::NaiveDate;

/// Everything that a list of what is due says.
#[derive(Debug, Clone, Copy)]
pub struct DueReport<'a> {
    /// What is due, by owner, the most urgent first.
    pub owners: &'a [OwnerDue],
    /// The number of claims and entries that can be due.
    pub considered: usize,
    /// The number of suppressions and entries of the baseline that have an end.
    pub decisions: usize,
    /// What has to be checked in the next weeks.
    pub forecast: &'a [OwnerLoad],
    /// The day of the list.
    pub today: NaiveDate,
    /// What is said of a site that is a demonstration; `None` for other sites.
    pub demonstration: Option<&'a Demonstration>,
    /// The last day of ends that are listed; `None` if states decide.
    pub until: Option<NaiveDate>,
    /// Whether amounts are shown.
    pub amounts: DueAmounts,
    /// The version of fieldbook.
    pub tool_version: &'a str,
}

/// Whether a list of what is due shows amounts of opportunities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueAmounts {
    /// They are left out.
    Hidden,
    /// They were requested, and the readers of the build may see them.
    Shown,
}

impl DueReport<'_> {
    /// Says that the site is a demonstration, and for which day its states are computed; `None` for other sites.
    pub(super) fn demonstration(&self) -> Option<String> {
        self.demonstration.map(|demonstration| demonstration.sentence(self.today))
    }

    /// Returns all rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &DueRow> {
        self.owners.iter().flat_map(|owner| &owner.rows)
    }

    /// Says how much is due, and of how much, such as `1 over, 2 end by 2026-12-05`.
    pub(super) fn summary(&self) -> String {
        let over = self.rows().filter(|row| row.is_over).count();
        let soon = self.rows().count() - over;
        let by = self.until.map_or_else(|| "soon".to_owned(), |day| format!("by {day}"));
        match (over, soon) {
            (0, 0) => format!("nothing is over, nothing ends {by}"),
            (over, 1) => format!("{over} over, 1 ends {by}"),
            (over, soon) => format!("{over} over, {soon} end {by}"),
        }
    }

    /// Says how much there is that can end, as one sentence.
    pub(super) fn base(&self) -> String {
        let plural = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
        let considered = plural(self.considered, "claim or entry", "claims and entries");
        let decisions = plural(self.decisions, "decision with an `until`", "decisions with an `until`");
        match (self.considered, self.decisions) {
            (0, 0) => "Nothing can end here: no claim, no review interval, no `expires` and no `until`.".to_owned(),
            (_, 0) => format!("{considered} can end."),
            (0, _) => format!("{decisions} can end."),
            (_, _) => format!("{considered} and {decisions} can end."),
        }
    }

    /// Says what depends on `row`, without the end of a sentence; `None` if nothing does.
    pub(super) fn exposure(&self, row: &DueRow) -> Option<String> {
        let verb = match row.opportunities {
            0 => return None,
            1 => "opportunity depends",
            _ => "opportunities depend",
        };
        let amounts = match self.amounts {
            DueAmounts::Shown if !row.amounts.is_empty() => format!(" ({})", printable(&format_sums(&row.amounts))),
            _ => String::new(),
        };
        let closes = row.closes.map_or(String::new(), |day| format!("; the next closes on {day}"));
        Some(format!("{} open {verb} on it{amounts}{closes}", row.opportunities))
    }

    /// Returns the loads of owners who have something to check.
    pub(super) fn loads(&self) -> impl Iterator<Item = &OwnerLoad> {
        self.forecast.iter().filter(|load| load.total() > 0)
    }
}

/// Returns the owner in words, such as `Ann Arbor (ann)`, without credentials: Markdown escapes would hide them from a later mask.
pub(super) fn label(owner: Option<&Owner>) -> String {
    let Some(Owner { id, name }) = owner else { return "No owner".to_owned() };
    let name = name.as_ref().filter(|name| *name != id);
    printable(&mask(&name.map_or_else(|| id.clone(), |name| format!("{name} ({id})"))))
}

/// Says when `row` ends, such as `over since 2026-11-20`.
pub(super) fn day(row: &DueRow) -> String {
    match (row.is_over, row.day) {
        (true, Some(day)) => format!("over since {day}"),
        (true, None) => "not proven".to_owned(),
        (false, day) => format!("ends on {}", day.map_or_else(String::new, |day| day.to_string())),
    }
}

/// What the forecast assumes, to follow `Checks per week`.
pub(super) const ASSUMPTION: &str =
    "if each is done on the last day of its interval (source pages to open in brackets)";
