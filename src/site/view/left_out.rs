//! What the pages lack of the source of the opportunities.

use super::link::LinkView;
use crate::opportunity::Snapshot;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use serde::Serialize;

/// How many rows and values a page lists.
const SHOWN: usize = 200;

/// Rows and values that could not be read.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct LeftOutView {
    count: usize,
    rows: Vec<LeftOutRow>,
    /// How many are not listed.
    more: usize,
}

/// A row, or a value of an opportunity.
#[derive(Debug, Clone, Serialize)]
struct LeftOutRow {
    row: LinkView,
    /// What is missing of it; `None` if all of it is.
    value: Option<String>,
    reason: String,
}

impl LeftOutView {
    /// Lists what the visible snapshot lacks, as seen from the page at `from`.
    pub(super) fn new(catalogue: &Catalogue<'_>, from: &Address) -> Self {
        let Some(snapshot) = catalogue.snapshot else { return Self::default() };
        let all = rows(snapshot).chain(values(catalogue, snapshot, from)).chain(unread(catalogue, snapshot, from));
        let all: Vec<LeftOutRow> = all.collect();
        let (count, more) = (all.len(), all.len().saturating_sub(SHOWN));
        Self { count, rows: all.into_iter().take(SHOWN).collect(), more }
    }
}

fn rows(snapshot: &Snapshot) -> impl Iterator<Item = LeftOutRow> {
    snapshot.left_out.iter().map(|row| {
        let text = if row.name.is_empty() { &row.id } else { &row.name };
        let href = row.url.as_ref().and_then(|url| safe_url(url)).filter(|url| url.contains("://"));
        let row_view = LinkView { text: text.clone(), href };
        LeftOutRow { row: row_view, value: None, reason: row.reason.clone() }
    })
}

fn values<'a>(
    catalogue: &'a Catalogue<'_>,
    snapshot: &'a Snapshot,
    from: &'a Address,
) -> impl Iterator<Item = LeftOutRow> + 'a {
    snapshot.left_out_values.iter().map(|value| {
        let opportunity = snapshot.get(&value.id);
        // A value without an id is missing in every opportunity.
        let text = opportunity.map_or_else(
            || if value.id.is_empty() { "Every opportunity".to_owned() } else { value.id.clone() },
            |opportunity| opportunity.name.clone(),
        );
        let href = catalogue.opportunity_address(&value.id).map(|to| from.link(to));
        LeftOutRow { row: LinkView { text, href }, value: Some(value.role.clone()), reason: value.reason.clone() }
    })
}

/// Pages of which the to-dos or comments are not known.
fn unread<'a>(
    catalogue: &'a Catalogue<'_>,
    snapshot: &'a Snapshot,
    from: &'a Address,
) -> impl Iterator<Item = LeftOutRow> + 'a {
    let unread = snapshot.unread_pages.iter().filter_map(|page| Some((snapshot.get(&page.id)?, &page.reason)));
    let in_part = catalogue.exposures.open().iter().flat_map(|one| {
        let missing = one.activity.iter().flat_map(|activity| &activity.missing);
        missing.map(|reason| (*one, reason))
    });
    unread.chain(in_part).map(|(one, reason)| {
        let href = catalogue.opportunity_address(&one.id).map(|to| from.link(to));
        let row = LinkView { text: one.name.clone(), href };
        LeftOutRow { row, value: Some("to-dos and comments".to_owned()), reason: reason.clone() }
    })
}
