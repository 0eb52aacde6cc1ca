//! What a scan finds in decoded pieces, at the places of the outer text.

use super::piece::Piece;
use super::{base64_runs, entities, escapes, hex_runs, joined, percent, wrapped};
use crate::secrets::Confidence;
use crate::secrets::candidate::is_only_named;
use crate::secrets::fences::Fences;
use crate::secrets::hit::Hit;
use crate::source::Span;
use std::cell::LazyCell;

/// How many encodings within each other are removed.
const DEPTH: usize = 2;

/// An encoding: how its pieces are found, and what counts in them.
struct Encoding {
    pieces: fn(&str) -> Vec<Piece>,
    /// What a hit must be.
    counts: Counts,
}

/// The hits of a piece that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// Those with a known format.
    Formats,
    /// Those that cannot be chance: two words at the end and the beginning of lines make one text seldom.
    Certain,
    /// Those known by name only too: the text was encoded as a whole.
    All,
}

impl Counts {
    fn includes(self, hit: &Hit) -> bool {
        match self {
            Self::Formats => hit.is_credential() && !is_only_named(hit.family),
            Self::Certain => hit.confidence == Confidence::Certain,
            Self::All => hit.is_credential(),
        }
    }
}

const ENCODINGS: [Encoding; 7] = [
    Encoding { pieces: base64_runs::pieces, counts: Counts::All },
    Encoding { pieces: hex_runs::pieces, counts: Counts::All },
    Encoding { pieces: percent::pieces, counts: Counts::All },
    Encoding { pieces: entities::pieces, counts: Counts::All },
    Encoding { pieces: escapes::pieces, counts: Counts::All },
    Encoding { pieces: joined::pieces, counts: Counts::Formats },
    Encoding { pieces: wrapped::pieces, counts: Counts::Certain },
];

/// Returns `hits` of `text`, in order and without overlaps, with those that `scan` finds in its decoded pieces. A hit that was
/// found in a part of an encoded credential is widened to all of it.
pub(in crate::secrets) fn with_decoded_hits(text: &str, hits: Vec<Hit>, scan: &dyn Fn(&str) -> Vec<Hit>) -> Vec<Hit> {
    let found = decoded_hits(text, scan, DEPTH);
    if found.is_empty() { hits } else { merge(hits, weaker_in_fences(text, found)) }
}

/// Returns what `text`, or a part of it, is without its encodings; empty if nothing in it is encoded.
pub(in crate::secrets) fn decoded_forms(text: &str) -> Vec<String> {
    forms(text, DEPTH)
}

fn forms(text: &str, depth: usize) -> Vec<String> {
    let pieces = ENCODINGS.iter().flat_map(|encoding| (encoding.pieces)(text));
    let mut found: Vec<String> = pieces.map(|piece| piece.text).collect();
    if depth > 1 {
        let inner: Vec<String> = found.iter().flat_map(|text| forms(text, depth - 1)).collect();
        found.extend(inner);
    }
    found
}

/// Makes those of `hits` that are known by name only information where they are in a fence of `text`, as they are if nothing is
/// encoded.
fn weaker_in_fences(text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    let fences = LazyCell::new(|| Fences::of(text));
    for hit in hits.iter_mut().filter(|hit| is_only_named(hit.family)) {
        if fences.contains(hit.span.range().start) {
            hit.confidence = hit.confidence.min(Confidence::Weak);
        }
    }
    hits
}

fn decoded_hits(text: &str, scan: &dyn Fn(&str) -> Vec<Hit>, depth: usize) -> Vec<Hit> {
    let mut found = Vec::new();
    for encoding in &ENCODINGS {
        for piece in (encoding.pieces)(text) {
            let mut inner = scan(&piece.text);
            inner.retain(|hit| encoding.counts.includes(hit));
            if depth > 1 {
                inner.extend(decoded_hits(&piece.text, scan, depth - 1));
            }
            found.extend(inner.iter().filter_map(|hit| outer(text, &piece, hit, encoding.counts)));
        }
    }
    found
}

/// Returns `hit` of `piece` at its place in `text`; `None` if it is written there as it is, unless all `counts`: then only its
/// name or its quotes may be encoded, as in `password=&quot;…&quot;`.
fn outer(text: &str, piece: &Piece, hit: &Hit, counts: Counts) -> Option<Hit> {
    let range = piece.outer(&hit.span.range())?;
    let is_encoded = text.get(range.clone()) != piece.text.get(hit.span.range());
    (is_encoded || counts == Counts::All).then(|| Hit { span: Span::new(range), ..*hit })
}

fn merge(hits: Vec<Hit>, found: Vec<Hit>) -> Vec<Hit> {
    let mut all = hits;
    all.extend(found);
    all.sort_by_key(|hit| hit.span.start);
    let mut merged: Vec<Hit> = Vec::with_capacity(all.len());
    for hit in all {
        match merged.last_mut() {
            Some(last) if hit.span.start < last.span.end => {
                last.span.end = last.span.end.max(hit.span.end);
                if hit.confidence > last.confidence {
                    (last.family, last.confidence) = (hit.family, hit.confidence);
                }
            }
            _ => merged.push(hit),
        }
    }
    merged
}
