//! The last weeks of claims and gaps as drawings, each with its table.

use crate::opportunity::Opportunity;
use crate::site::catalogue::Catalogue;
use crate::site::trend::{Trend, TrendWeek};
use serde::Serialize;

/// The claims at the ends of the last weeks, by badge.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimTrendView {
    weeks: Vec<ClaimWeek>,
    notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ClaimWeek {
    day: String,
    /// The claims by badge: current, check soon, stale, not proven.
    counts: [usize; 4],
    total: usize,
    /// The part that could be relied on, in whole hundredths.
    percent: usize,
    bars: Vec<Bar>,
    x: usize,
}

/// The open gaps at the ends of the last weeks.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapTrendView {
    weeks: Vec<GapWeek>,
    notes: Vec<String>,
    shows_amounts: bool,
}

#[derive(Debug, Clone, Serialize)]
struct GapWeek {
    day: String,
    count: usize,
    /// What the opportunities that are open today and miss one of these gaps come to.
    amount: Option<String>,
    opportunities: usize,
    bars: Vec<Bar>,
    x: usize,
}

/// A part of a column, from the top of a drawing that is 100 high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Bar {
    class: &'static str,
    y: usize,
    height: usize,
}

/// The height of a drawing.
const HEIGHT: usize = 100;
/// The width of a column with the space after it.
const STEP: usize = 30;
/// The classes of the badges, in their order.
const CLASSES: [&str; 4] = ["current", "check-soon", "stale", "not-proven"];

impl ClaimTrendView {
    /// Draws the claims of a trend; `None` without a trend of at least two weeks with a claim.
    pub(crate) fn new(trend: Option<&Trend>) -> Option<Self> {
        let trend = trend?;
        let total = |week: &TrendWeek| week.claims.iter().sum::<usize>();
        let most = trend.weeks.iter().map(total).max().unwrap_or_default();
        let week = |(index, week): (usize, &TrendWeek)| {
            let [current, check_soon, ..] = week.claims;
            ClaimWeek {
                day: week.day.to_string(),
                counts: week.claims,
                total: total(week),
                percent: (current + check_soon) * 100 / total(week).max(1),
                bars: stacked(&week.claims, most),
                x: index * STEP,
            }
        };
        let is_drawn = trend.weeks.len() > 1 && most > 0;
        is_drawn.then(|| Self { weeks: trend.weeks.iter().enumerate().map(week).collect(), notes: notes(trend) })
    }
}

impl GapTrendView {
    /// Draws the open gaps of a trend; `None` without a trend of at least two weeks with a gap.
    pub(crate) fn new(catalogue: &Catalogue<'_>) -> Option<Self> {
        let trend = catalogue.input.trend?;
        let most = trend.weeks.iter().map(|week| week.open_gaps.len()).max().unwrap_or_default();
        let week = |(index, week): (usize, &TrendWeek)| {
            let exposed = exposed(catalogue, &week.open_gaps);
            GapWeek {
                day: week.day.to_string(),
                count: week.open_gaps.len(),
                amount: catalogue.total(&exposed),
                opportunities: exposed.len(),
                bars: stacked(&[week.open_gaps.len()], most),
                x: index * STEP,
            }
        };
        let is_drawn = trend.weeks.len() > 1 && most > 0;
        is_drawn.then(|| Self {
            weeks: trend.weeks.iter().enumerate().map(week).collect(),
            notes: notes(trend),
            shows_amounts: catalogue.shows_amounts && !catalogue.is_outside,
        })
    }
}

/// Returns the opportunities that are open today and miss one of `gaps`, each once.
fn exposed<'a>(catalogue: &Catalogue<'a>, gaps: &[String]) -> Vec<&'a Opportunity> {
    let mut all: Vec<&Opportunity> =
        gaps.iter().flat_map(|gap| catalogue.exposures.of_gap(gap).iter().copied()).collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all.dedup_by_key(|one| &one.id);
    all
}

/// Stacks `counts` from the bottom; `most` fills the drawing.
fn stacked(counts: &[usize], most: usize) -> Vec<Bar> {
    let scaled = |count: usize| (count * HEIGHT).div_ceil(most.max(1)).min(HEIGHT);
    let mut below = 0;
    let mut bars = Vec::new();
    for (count, class) in counts.iter().zip(CLASSES) {
        let (bottom, top) = (scaled(below), scaled(below + count));
        below += count;
        if top > bottom {
            bars.push(Bar { class, y: HEIGHT - top, height: top - bottom });
        }
    }
    bars
}

/// What a trend leaves out, as sentences.
fn notes(trend: &Trend) -> Vec<String> {
    let counted = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}.")),
        count => Some(format!("{count} {more}.")),
    };
    let unversioned = counted(
        trend.unversioned,
        "entry is in a file that Git does not hold and is not counted",
        "entries are in files that Git does not hold and are not counted",
    );
    let unreadable = counted(
        trend.unreadable,
        "earlier version of a file cannot be read and is not counted",
        "earlier versions of files cannot be read and are not counted",
    );
    trend.cut.clone().into_iter().chain(unversioned).chain(unreadable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_stacked_from_the_bottom_and_never_higher_than_the_drawing() {
        let bar = |class, y, height| Bar { class, y, height };
        assert_eq!(stacked(&[2, 0, 1, 1], 4), [bar("current", 50, 50), bar("stale", 25, 25), bar("not-proven", 0, 25)]);
        assert_eq!(stacked(&[1], 3), [bar("current", 66, 34)]);
        assert_eq!(stacked(&[0, 0], 0), []);
    }
}
