//! Where the opportunities of a site come from.

use super::parts::moment;
use crate::opportunity::Origin;
use crate::site::catalogue::Catalogue;
use serde::Serialize;

/// Where the opportunities come from, and whether they are all there.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourceView {
    origin: &'static str,
    as_of: Option<String>,
    is_complete: bool,
    left_out: usize,
}

/// Describes where the opportunities come from.
pub(super) fn source(catalogue: &Catalogue<'_>) -> SourceView {
    let snapshot = catalogue.snapshot;
    SourceView {
        origin: match snapshot.map(|snapshot| snapshot.origin) {
            Some(Origin::Notion) => "Notion",
            _ => "a file",
        },
        as_of: snapshot.and_then(|snapshot| snapshot.as_of).map(moment),
        is_complete: snapshot.is_none_or(|snapshot| snapshot.complete),
        left_out: snapshot.map_or(0, |snapshot| snapshot.left_out.len()),
    }
}
