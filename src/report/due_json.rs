//! What is due as JSON; the form is ours, `due-1.json` beside this file.
//!
//! Lines and columns count from 1, columns in Unicode scalar values. A field that is not known is `null`, never absent.

use super::due_report::{DueAmounts, DueReport};
use super::json::{Amount, Point, Tool, write_indented};
use super::printable::printable;
use crate::due::{DueRow, OwnerDue, OwnerLoad};
use chrono::NaiveDate;
use serde::Serialize;

/// The JSON Schema (draft 2020-12) of this format, `fieldbook/due/1`.
pub const DUE_SCHEMA: &str = include_str!("due-1.json");

/// The name and version of the schema.
const SCHEMA: &str = "fieldbook/due/1";

#[derive(Serialize)]
struct Document<'s> {
    schema: &'static str,
    tool: Tool<'s>,
    today: NaiveDate,
    demonstration: Option<NaiveDate>,
    until: Option<NaiveDate>,
    counts: Counts,
    owners: Vec<List<'s>>,
    forecast: Vec<Load<'s>>,
}

/// How much is due, and of how much.
#[derive(Serialize)]
struct Counts {
    over: usize,
    soon: usize,
    considered: usize,
    decisions: usize,
}

/// What one owner has to do.
#[derive(Serialize)]
struct List<'s> {
    owner: Option<&'s str>,
    name: Option<&'s str>,
    due: Vec<Row<'s>>,
}

#[derive(Serialize)]
struct Row<'s> {
    kind: &'static str,
    name: String,
    path: &'s str,
    start: Point,
    text: Option<String>,
    state: Option<&'static str>,
    is_over: bool,
    day: Option<NaiveDate>,
    reason: String,
    need: &'static str,
    help: &'static str,
    opportunities: usize,
    closes: Option<NaiveDate>,
    amounts: Option<Vec<Amount<'s>>>,
}

#[derive(Serialize)]
struct Load<'s> {
    owner: Option<&'s str>,
    weeks: Vec<Week>,
    left_out: usize,
}

#[derive(Serialize)]
struct Week {
    from: NaiveDate,
    checks: usize,
    pages: usize,
}

/// Renders one indented document.
pub(super) fn render(report: &DueReport<'_>) -> String {
    let over = report.rows().filter(|row| row.is_over).count();
    let counts =
        Counts { over, soon: report.rows().count() - over, considered: report.considered, decisions: report.decisions };
    write_indented(&Document {
        schema: SCHEMA,
        tool: Tool { name: "fieldbook", version: report.tool_version },
        today: report.today,
        demonstration: report.demonstration.map(|demonstration| demonstration.as_of.value),
        until: report.until,
        counts,
        owners: report.owners.iter().map(|owner| List::new(owner, report.amounts)).collect(),
        forecast: report.forecast.iter().map(Load::new).collect(),
    })
}

impl<'s> List<'s> {
    fn new(list: &'s OwnerDue, amounts: DueAmounts) -> Self {
        let owner = list.owner.as_ref();
        Self {
            owner: owner.map(|owner| owner.id.as_str()),
            name: owner.and_then(|owner| owner.name.as_deref()),
            due: list.rows.iter().map(|row| Row::new(row, amounts)).collect(),
        }
    }
}

impl<'s> Row<'s> {
    fn new(row: &'s DueRow, amounts: DueAmounts) -> Self {
        let sums = || row.amounts.iter().map(|sum| Amount { currency: sum.currency.as_deref(), amount: sum.amount });
        Self {
            kind: row.kind,
            name: printable(&row.name),
            path: &row.path,
            start: Point::new(row.start),
            text: Some(&row.text).filter(|text| !text.is_empty()).map(|text| printable(text)),
            state: row.state,
            is_over: row.is_over,
            day: row.day,
            reason: printable(&row.reason),
            need: row.need,
            help: row.help,
            opportunities: row.opportunities,
            closes: row.closes,
            amounts: (amounts == DueAmounts::Shown).then(|| sums().collect()),
        }
    }
}

impl<'s> Load<'s> {
    fn new(load: &'s OwnerLoad) -> Self {
        let weeks = load.weeks.iter();
        let weeks = weeks.map(|week| Week { from: week.from, checks: week.checks, pages: week.pages });
        Self {
            owner: load.owner.as_ref().map(|owner| owner.id.as_str()),
            weeks: weeks.collect(),
            left_out: load.left_out,
        }
    }
}
