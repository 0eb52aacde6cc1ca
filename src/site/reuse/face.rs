//! What pages of other entries can show of an entry.

use crate::entry::Entry;
use crate::freshness::{Cause, Timeline};
use crate::site::catalogue::Catalogue;
use crate::site::view::beginning_of;
use crate::source::placeless_hash;
use std::fmt::Write;

/// Returns a hash over everything of `entry` that pages of others can show: its path, its fields, its headings, links and
/// claims, their states, and of an answer its first words; neither the rest of its text nor places in it. `None` if that is
/// not known.
pub(super) fn face(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<[u8; 32]> {
    let mut rest = format!("{} {}", entry.file.path(), entry.root);
    let claims = catalogue.claims(entry).map(|(_, timeline)| timeline);
    for timeline in catalogue.age(entry).into_iter().chain(catalogue.own_age(entry)).chain(claims) {
        add_states(&mut rest, catalogue, timeline)?;
    }
    rest.extend(beginning_of(entry));
    let mut hasher = blake3::Hasher::new();
    hasher.update(&placeless_hash(entry)?).update(rest.as_bytes());
    Some(hasher.finalize().into())
}

/// Writes the states of `timeline`. Why each begins follows from fields and data, unless it is that a text changed.
fn add_states(to: &mut String, catalogue: &Catalogue<'_>, timeline: &Timeline) -> Option<()> {
    for step in timeline.steps() {
        write!(to, "\n{} {:?} {:?}", step.from, step.state, step.claim_text).ok()?;
        if matches!(step.cause, Cause::TextChanged(_)) {
            to.push_str(&step.reason(catalogue.input.library));
        }
    }
    to.push('\0');
    Some(())
}
