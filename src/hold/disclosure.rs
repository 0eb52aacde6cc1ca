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
    let is_approved = is_approved_by_legal(entry, context.library, context.settings.site.attestation);
    let legal = if is_approved { LegalApproval::Given } else { LegalApproval::Missing };
    let mut holds = context.clean.unless_clean(entry, legal.word(), || in_own_text(entry, legal, context));
    let promised = unavailable_capabilities(entry, context.library);
    let commitments = holds.iter().take_while(|hold| matches!(hold.reason, HoldReason::Commitment(_))).count();
    holds.splice(commitments..commitments, promised.into_iter().map(commitment));
    holds.extend(entry.body.links.iter().filter_map(|link| stricter_link(entry, link, context)));
    holds
}

/// Whether Legal has approved the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LegalApproval {
    Given,
    Missing,
}

impl LegalApproval {
    fn word(self) -> &'static str {
        match self {
            Self::Given => "approved by Legal",
            Self::Missing => "not approved by Legal",
        }
    }
}

/// Finds what the file of `entry` alone shows, together with the settings and the names of competitors.
fn in_own_text(entry: &Entry, legal: LegalApproval, context: &HoldContext<'_>) -> Vec<Hold> {
    let prose = Prose::of(entry);
    let statements = Statements { entry, prose: &prose, competitors: context.library.competitor_names() };
    let mut placed = roadmap_promises(statements);
    if legal == LegalApproval::Missing {
        placed.extend(guarantees(statements));
    }
    placed.extend(price_terms(statements));
    let mut holds: Vec<Hold> = placed.into_iter().map(commitment).collect();
    holds.extend(exposed_addresses(entry, context.settings).into_iter().map(|(exposed, span)| {
        Hold::always(HoldReason::Exposure { kind: exposed.kind, message: exposed.to_string() }, span)
    }));
    holds.extend(credentials(entry));
    holds
}

fn commitment(placed: PlacedCommitment) -> Hold {
    Hold::always(HoldReason::Commitment(placed.commitment), placed.span)
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
