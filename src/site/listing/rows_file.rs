//! All rows of a list as one file, which the browser fetches when a reader narrows or sorts the list.
//!
//! It is a script, since nothing can be fetched from `file://`, and it is compressed, since many servers do not compress.

use super::facet::Facet;
use super::plan::ListPlan;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{Datelike, NaiveDate};
use fieldbook_search::packed;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Days from the start of the common era to 1970-01-01, from which browsers count.
const EPOCH: i32 = 719_163;

/// The file with the rows of a list.
#[derive(Debug)]
pub(crate) struct RowsFile {
    /// Where it is below the site.
    pub(crate) path: String,
    /// What is after its path in links, so that browsers do not show rows of an older build.
    pub(crate) version: String,
    /// The text in it, as JSON.
    pub(crate) plain: Vec<u8>,
}

impl RowsFile {
    /// Returns its bytes: `fieldbook.rows("…")` with the text, compressed (RFC 1950) and in base64 (RFC 4648).
    pub(crate) fn bytes(&self) -> Vec<u8> {
        format!("fieldbook.rows(\"{}\");\n", STANDARD.encode(packed(&self.plain))).into_bytes()
    }
}

/// Makes the file of `plan` with the rows `html`, as the first page of the list shows them.
pub(crate) fn rows_file(plan: &ListPlan, html: &[String]) -> RowsFile {
    let plain = text(plan, html).to_string().into_bytes();
    RowsFile { path: path(plan), version: blake3::hash(&plain).to_hex().chars().take(10).collect(), plain }
}

/// Returns where the file is. No page is there: the folders of pages have no such end.
pub(super) fn path(plan: &ListPlan) -> String {
    format!("{}/rows.js", plan.shape.folder)
}

/// The facets with their values, and each row: its HTML, title and words, the places of its values by facet, the place of
/// its states, its day and its weight.
fn text(plan: &ListPlan, html: &[String]) -> Value {
    let mut steps = BTreeMap::<&str, usize>::new();
    for record in &plan.records {
        let next = steps.len();
        steps.entry(&record.steps).or_insert(next);
    }
    let mut by_place: Vec<(&str, usize)> = steps.iter().map(|(text, place)| (*text, *place)).collect();
    by_place.sort_by_key(|(_, place)| *place);
    let groups = plan.groups.iter().filter(|group| group.facet != Facet::State);
    let mut values: Vec<Vec<Vec<usize>>> = vec![Vec::new(); plan.records.len()];
    for group in groups.clone() {
        for of_row in &mut values {
            of_row.push(Vec::new());
        }
        for (place, value) in group.values.iter().enumerate() {
            for row in &value.rows {
                if let Some(own) = values.get_mut(*row).and_then(|of_row| of_row.last_mut()) {
                    own.push(place);
                }
            }
        }
    }
    let groups: Vec<Value> = groups
        .map(|group| {
            let values = group.values.iter().map(|value| json!([value.name, value.label]));
            json!([group.facet.key(), values.collect::<Vec<_>>()])
        })
        .collect();
    let rows = plan.records.iter().zip(html).zip(values).map(|((record, html), values)| {
        let step = steps.get(record.steps.as_str());
        json!([html, record.title, record.words.join(" "), values, step, record.day.map(day_number), record.weight])
    });
    let steps: Vec<&str> = by_place.into_iter().map(|(text, _)| text).collect();
    json!({ "schema": "fieldbook/rows/1", "groups": groups, "steps": steps, "rows": rows.collect::<Vec<_>>() })
}

fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - EPOCH
}
