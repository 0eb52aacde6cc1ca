//! What the text of an answer says that no customer may read: commitments, addresses of ours, credentials, and links
//! that reveal stricter titles.

use super::approval::is_approved_by_legal;
use super::commitments::{
    PlacedCommitment, Statements, guarantees, price_terms, roadmap_promises, unavailable_capabilities,
};
use super::context::HoldContext;
use super::dated_reason::Hold;
use super::exposure::exposed_addresses;
use super::reason::HoldReason;
use crate::entry::{Entry, Link};
use crate::library::Target;
use crate::prose::Prose;
use crate::secrets::{Hit, scan_text};
use crate::source::Span;

/// Returns what `entry` must not say to the recipient.
pub(super) fn disclosures(entry: &Entry, context: &HoldContext<'_>) -> Vec<Hold> {
    let prose = Prose::of(entry);
    let statements = Statements { entry, prose: &prose, competitors: context.library.competitor_names() };
    let mut placed = roadmap_promises(statements);
    if !is_approved_by_legal(entry, context.library, context.settings.site.attestation) {
        placed.extend(guarantees(statements));
    }
    placed.extend(price_terms(statements));
    placed.extend(unavailable_capabilities(entry, context.library));
    let commitment = |placed: PlacedCommitment| Hold::always(HoldReason::Commitment(placed.commitment), placed.span);
    let mut holds: Vec<Hold> = placed.into_iter().map(commitment).collect();
    holds.extend(exposed_addresses(entry, context.settings).into_iter().map(|(exposed, span)| {
        Hold::always(HoldReason::Exposure { kind: exposed.kind, message: exposed.to_string() }, span)
    }));
    holds.extend(credentials(entry));
    holds.extend(entry.body.links.iter().filter_map(|link| stricter_link(entry, link, context)));
    holds
}

fn credentials(entry: &Entry) -> Vec<Hold> {
    let part = Span { start: entry.head.start.min(entry.body.span.start), end: entry.body.span.end };
    let text = entry.file.slice(part);
    let hits = scan_text(text).into_iter().filter(Hit::is_credential);
    let hold = |hit: Hit| Hold::always(HoldReason::Credential(hit.description(text)), hit.span.shifted(part.start));
    hits.map(hold).collect()
}

/// Returns the hold of a link to an entry for stricter readers than those of `entry`, or than the recipient.
fn stricter_link(entry: &Entry, link: &Link, context: &HoldContext<'_>) -> Option<Hold> {
    let Target::Entry(target, _) = context.library.resolve(entry, link) else { return None };
    let readers = entry.audience.value.min(context.recipient.audience);
    let is_stricter = target.audience.value > readers;
    let audience = context.settings.audiences.name(target.audience.value).to_owned();
    let reason = HoldReason::StricterLink { target: target.id.clone(), audience };
    is_stricter.then(|| Hold::always(reason, link.target.span))
}
