//! A digest of looks at sources as JSON; the form is ours, `evidence-digest-1.json` beside this file.

use super::evidence_digest::{EvidenceDigest, EvidenceRow};
use super::json::{write_indented, write_line};
use super::printable::printable;
use chrono::NaiveDate;
use serde::Serialize;

/// The JSON Schema (draft 2020-12) of this format, `fieldbook/evidence-digest/1`.
pub const EVIDENCE_DIGEST_SCHEMA: &str = include_str!("evidence-digest-1.json");

/// The name and version of the schema.
const SCHEMA: &str = "fieldbook/evidence-digest/1";

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    today: NaiveDate,
    since: Option<NaiveDate>,
    until: NaiveDate,
    owners: Vec<Owner>,
}

#[derive(Serialize)]
struct Owner {
    owner: Option<String>,
    rows: Vec<EvidenceRow>,
}

/// A row with its owner: a line of JSON Lines.
#[derive(Serialize)]
struct Line {
    schema: &'static str,
    owner: Option<String>,
    #[serde(flatten)]
    row: EvidenceRow,
}

/// Renders one document.
pub(super) fn render(digest: &EvidenceDigest) -> String {
    let EvidenceDigest { today, since, until, .. } = *digest;
    write_indented(&Document { schema: SCHEMA, today, since, until, owners: owners(digest) })
}

/// Renders a line for each row.
pub(super) fn render_lines(digest: &EvidenceDigest) -> String {
    let mut text = String::new();
    for owner in owners(digest) {
        for row in owner.rows {
            text += &write_line(&Line { schema: SCHEMA, owner: owner.owner.clone(), row });
        }
    }
    text
}

fn owners(digest: &EvidenceDigest) -> Vec<Owner> {
    let owners = digest.owners.iter().map(|owner| Owner {
        owner: owner.owner.as_ref().map(|owner| owner.id.clone()),
        rows: owner.rows.iter().map(shown).collect(),
    });
    owners.collect()
}

fn shown(row: &EvidenceRow) -> EvidenceRow {
    let shown = |text: &String| printable(text);
    EvidenceRow {
        name: shown(&row.name),
        text: shown(&row.text),
        what: shown(&row.what),
        url: row.url.as_ref().map(shown),
        before: row.before.as_ref().map(shown),
        now: row.now.as_ref().map(shown),
        ..row.clone()
    }
}
