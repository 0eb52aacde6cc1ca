//! A cell of the matrix, as the matrix and a competitor's hub show it.

use super::evidence::stance_words;
use super::link::LinkView;
use super::parts::claim_href;
use super::state::StateView;
use crate::entry::{Claim, Stance};
use crate::freshness::Timeline;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::matrix::{Cell, Comparison, Matrix};
use serde::Serialize;

/// A verdict in words and as an icon, and the state of the claims that decide it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CellView {
    /// The verdict's class.
    pub(crate) verdict: &'static str,
    words: &'static str,
    icon: &'static str,
    /// Where the claims of the cell are on the page; nothing if there are none.
    pub(crate) anchor: Option<String>,
    /// The worst state of the claims that decide.
    state: Option<StateView>,
    /// How many claims say otherwise, in words.
    otherwise: Option<String>,
}

/// The claims of a cell.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DetailView {
    anchor: String,
    title: String,
    cell: CellView,
    claims: Vec<ClaimLine>,
}

/// One claim of a cell.
#[derive(Debug, Clone, Serialize)]
struct ClaimLine {
    claim: LinkView,
    stance: Option<&'static str>,
    verdict: &'static str,
    state: StateView,
    entry: LinkView,
    checked: Option<String>,
}

/// Shows `cell`, whose claims are at `anchor`; without a claim it is unknown.
pub(crate) fn cell_view(catalogue: &Catalogue<'_>, cell: Option<&Cell<'_>>, anchor: String) -> CellView {
    let verdict = cell.map_or(Comparison::Unknown, Matrix::verdict);
    let otherwise = cell.map_or(0, |cell| {
        let says = |claim: &Claim| Comparison::of_stance(stance(claim));
        let claims = catalogue.claims_of_cell(cell);
        claims.iter().filter(|(_, claim, _)| ![verdict, Comparison::Unknown].contains(&says(claim))).count()
    });
    CellView {
        verdict: verdict.word(),
        words: verdict.words(),
        icon: verdict.icon(),
        anchor: cell.map(|_| anchor),
        state: cell
            .and_then(|cell| deciding(catalogue, cell, verdict))
            .map(|timeline| StateView::new(&timeline, catalogue.input.as_of)),
        otherwise: match otherwise {
            0 => None,
            1 => Some("1 claim says otherwise".to_owned()),
            count => Some(format!("{count} claims say otherwise")),
        },
    }
}

/// Shows every claim of `cell`, those that decide first.
pub(crate) fn detail_view(
    catalogue: &Catalogue<'_>,
    from: &Address,
    cell: &Cell<'_>,
    anchor: String,
    title: String,
) -> DetailView {
    let mut claims = catalogue.claims_of_cell(cell);
    claims.sort_by_key(|(entry, claim, _)| {
        let rank = match Comparison::of_stance(stance(claim)) {
            Comparison::Lose => 0,
            Comparison::Parity => 1,
            Comparison::Win => 2,
            Comparison::Unknown => 3,
        };
        (rank, &entry.id, &claim.id.value)
    });
    let line = |(entry, claim, timeline): &(&std::sync::Arc<crate::entry::Entry>, &Claim, &Timeline)| {
        let page = from.link(&catalogue.address(entry));
        let href = claim_href(catalogue, from, entry, &claim.id.value);
        ClaimLine {
            claim: LinkView { text: claim.text.value.clone(), href: Some(href) },
            stance: stance(claim).map(stance_words),
            verdict: Comparison::of_stance(stance(claim)).word(),
            state: StateView::new(timeline, catalogue.input.as_of),
            entry: LinkView { text: entry.title.value.clone(), href: Some(page) },
            checked: claim.verified.as_ref().map(|verified| verified.on.value.to_string()),
        }
    };
    DetailView {
        claims: claims.iter().map(line).collect(),
        cell: cell_view(catalogue, Some(cell), anchor.clone()),
        anchor,
        title,
    }
}

fn stance(claim: &Claim) -> Option<Stance> {
    claim.stance.as_ref().map(|stance| stance.value)
}

/// The worst state, at each day, of the claims that make the verdict.
pub(crate) fn deciding(catalogue: &Catalogue<'_>, cell: &Cell<'_>, verdict: Comparison) -> Option<Timeline> {
    let claims = catalogue.claims_of_cell(cell);
    let decides = |(_, claim, _): &&(_, &Claim, _)| Comparison::of_stance(stance(claim)) == verdict;
    (verdict != Comparison::Unknown)
        .then(|| Timeline::of_all(claims.iter().filter(decides).map(|(_, _, timeline)| *timeline)))
        .flatten()
}
