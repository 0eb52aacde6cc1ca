//! Notes that are claims because the sentence that cites them names a competitor.

use crate::entry::{Entry, EvidenceNote};
use crate::prose::Names;
use crate::source::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Adds to `entry` the claims of notes that only became claims because their sentences name a competitor. In
/// battlecards and on the pages of competitors every such note already is one.
pub(super) fn add_named_claims(entry: &mut Arc<Entry>, competitors: &Names) {
    let is_named = |note: &EvidenceNote| {
        let sentence = note.sentence.as_ref();
        sentence.is_some_and(|sentence| competitors.find(&sentence.value).next().is_some())
    };
    let claimed: BTreeSet<Span> = entry.claims.iter().map(|claim| claim.id.span).collect();
    let is_open = |note: &&EvidenceNote| !claimed.contains(&note.label.span);
    let claims: Vec<_> =
        entry.notes.iter().filter(is_open).filter(|note| is_named(note)).filter_map(EvidenceNote::claim).collect();
    if !claims.is_empty() {
        Arc::make_mut(entry).claims.extend(claims);
    }
}
