//! What a competitor's hub shows of the matrix, and how deals against it ended.

use super::cell::{CellView, DetailView, cell_view, detail_view};
use super::compare::compared;
use super::parts::safe_anchor;
use crate::entry::Entry;
use crate::markdown::OWN_MARK;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::matrix::Cell;
use crate::site::pages::PageKind;
use serde::Serialize;

/// A competitor's part of the matrix, and the record against it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HubView {
    cells: Vec<HubCell>,
    details: Vec<DetailView>,
    /// The matrix.
    matrix: String,
    record: Option<WinLossView>,
}

#[derive(Debug, Clone, Serialize)]
struct HubCell {
    capability: String,
    cell: CellView,
}

/// How decided deals ended; only where there are enough to say it.
#[derive(Debug, Clone, Serialize)]
struct WinLossView {
    won: usize,
    decided: usize,
    percent: usize,
    /// Closed deals that were neither won nor lost.
    undecided: usize,
}

/// Gathers what is known about the competitor `entry`.
pub(super) fn hub(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> HubView {
    let known = compared(catalogue).into_iter();
    let cells: Vec<_> =
        known.filter_map(|capability| Some((capability, catalogue.matrix.cell(&entry.id, capability)?))).collect();
    let anchor = |capability: &str| format!("{OWN_MARK}cell-{}", safe_anchor(capability));
    let cell = |(capability, cell): &(&str, &Cell<'_>)| HubCell {
        capability: catalogue.capability(capability),
        cell: cell_view(catalogue, Some(*cell), anchor(capability)),
    };
    let detail = |(capability, cell): &(&str, &Cell<'_>)| {
        detail_view(catalogue, from, cell, anchor(capability), catalogue.capability(capability))
    };
    HubView {
        cells: cells.iter().map(cell).collect(),
        details: cells.iter().map(detail).collect(),
        matrix: from.link(&PageKind::Compare.address()),
        record: catalogue.win_loss(&entry.id).map(|counted| WinLossView {
            won: counted.won,
            decided: counted.decided,
            undecided: counted.undecided,
            percent: counted.won * 100 / counted.decided.max(1),
        }),
    }
}
