//! All rows of a list as one file, which the browser fetches when a reader narrows or sorts the list.
//!
//! It is a script, since nothing else can be fetched from `file://`, and it is compressed, since many servers do not compress.

use super::facet::Facet;
use super::plan::{Group, ListPlan};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{Datelike, NaiveDate};
use fieldbook_search::packed;
use serde::Serialize;
use std::collections::BTreeMap;

/// Days from the start of the common era to 1970-01-01, from which browsers count.
const EPOCH: i32 = 719_163;

/// The file with the rows of a list.
#[derive(Debug)]
pub(crate) struct RowsFile {
    /// Where it is below the site.
    pub(crate) path: String,
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
    // About a fifth of the text is words and quotation marks; a text that had to grow would be in memory twice.
    let size: usize = html.iter().map(String::len).sum();
    let mut plain = Vec::with_capacity(size + size / 4);
    // Texts and numbers always serialize.
    let _ = serde_json::to_writer(&mut plain, &text(plan, html));
    RowsFile { path: path(plan), plain }
}

/// Returns where the file is. No page is there: the folders of pages have no such end.
///
/// Neither its name nor the links to it have a hash, since then each page of the list would change with any of its rows. A
/// browser that stored the file asks the server whether it is still the same.
pub(super) fn path(plan: &ListPlan) -> String {
    format!("{}/rows.js", plan.shape.folder)
}

/// The text in the file.
#[derive(Serialize)]
struct RowsText<'a> {
    groups: Vec<GroupText<'a>>,
    rows: Vec<RowText<'a>>,
    schema: &'static str,
    /// The states that rows have, each once.
    steps: Vec<&'a str>,
}

/// A facet, and each of its values: its name in addresses, and what readers see.
#[derive(Serialize)]
struct GroupText<'a>(&'static str, Vec<[&'a str; 2]>);

/// A row: its HTML, title and words, the places of its values by facet, the place of its states, its day and its weight.
#[derive(Serialize)]
struct RowText<'a>(&'a str, &'a str, String, Vec<Vec<usize>>, Option<usize>, Option<i32>, u64);

/// Joins the facets of `plan` with the rows `html`.
fn text<'a>(plan: &'a ListPlan, html: &'a [String]) -> RowsText<'a> {
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
    let group = |group: &'a Group| {
        let values = group.values.iter().map(|value| [value.name.as_str(), value.label.as_str()]);
        GroupText(group.facet.key(), values.collect())
    };
    let rows = plan.records.iter().zip(html).zip(values).map(|((record, html), values)| {
        let step = steps.get(record.steps.as_str()).copied();
        RowText(html, &record.title, record.words.join(" "), values, step, record.day.map(day_number), record.weight)
    });
    RowsText {
        groups: groups.map(group).collect(),
        rows: rows.collect(),
        schema: "fieldbook/rows/1",
        steps: by_place.into_iter().map(|(text, _)| text).collect(),
    }
}

fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - EPOCH
}
