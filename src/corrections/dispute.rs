//! Recording that a reader disputes a text, as authors record it: `challenged`.

use super::amending::{Amending, folded};
use super::amendment::{Amended, Refusal};
use super::change::Change;
use super::located::{Located, PartOfEntry};
use crate::config::Settings;
use crate::editing::{FieldValue, scalar, with_field};
use crate::entry::{Challenge, Claim, Entry};
use std::sync::Arc;

/// Records the dispute on the claim; for a footnote, which has no fields, and for the text of an answer, on the entry.
pub(super) fn record(settings: &Settings, change: &Change, located: Located<'_>) -> Result<Amended, Refusal> {
    let entry = located.entry;
    let claim = match located.part {
        PartOfEntry::Claim(claim) if claim.id.span.start < entry.body.span.start => Some(claim),
        PartOfEntry::Claim(_) | PartOfEntry::Length(_) => None,
    };
    let reason = reason(change, located.part, claim);
    if let Some(known) = challenge(entry, claim) {
        let is_same = known.reason.as_ref().is_some_and(|known| folded(&known.value) == reason);
        return if is_same {
            Ok(Amended::AlreadyDone { entry: entry.id.clone() })
        } else {
            let mut refusal = Refusal::new(
                format!("{} is disputed already, with another reason", change.subject()),
                "Add the reason by hand, or resolve the first dispute.",
            );
            refusal.now = Some(known.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()));
            Err(refusal)
        };
    }
    located.require_base(change)?;
    let by = change.author.as_ref().map_or(String::new(), |author| format!("by: {}, ", scalar(author)));
    let yaml = format!("{{on: {}, {by}reason: {}}}", change.day, scalar(&reason));
    let value = FieldValue { claim: claim.map(|claim| claim.id.value.as_str()), key: "challenged", yaml: &yaml };
    let fault = || Refusal::entangled(&change.subject());
    let text = with_field(entry, value).ok_or_else(fault)?;
    let is_recorded = |read: &Arc<Entry>| {
        let claim = claim.and_then(|claim| read.claim(&claim.id.value));
        let known = challenge(read, claim).and_then(|known| known.reason.as_ref());
        known.is_some_and(|known| folded(&known.value) == reason)
    };
    Amending { entry, settings }.with(text).checked(is_recorded).ok_or_else(fault)
}

fn challenge<'a>(entry: &'a Entry, claim: Option<&'a Claim>) -> Option<&'a Challenge> {
    claim.map_or(entry.challenged.as_ref(), |claim| claim.challenged.as_ref())
}

/// The reason on one line, with the part of the entry if the dispute is recorded for the whole, and with the source.
fn reason(change: &Change, part: PartOfEntry<'_>, claim: Option<&Claim>) -> String {
    let part = match (part, claim) {
        (_, Some(_)) => String::new(),
        (PartOfEntry::Claim(footnote), None) => format!("{}: ", footnote.id.value),
        (PartOfEntry::Length(length), None) => format!("{length}: "),
    };
    let source = change.source.as_ref().map_or(String::new(), |source| format!(" ({source})"));
    folded(&format!("{part}{}{source}", change.comment))
}
