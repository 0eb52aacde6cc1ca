//! Promises that depend on what customers do not have.

use super::commitment::{Commitment, PlacedCommitment};
use crate::entry::{Entry, KindFields, ShortAnswer, Stance};
use crate::library::{Availability, Capability, Library};
use crate::source::{Span, Spanned};
use crate::values::Choice;

/// Returns the capabilities that the entry promises and that are not generally available.
pub(crate) fn unavailable_capabilities(entry: &Entry, library: &Library) -> Vec<PlacedCommitment> {
    if library.lists.capabilities.is_empty() {
        return Vec::new();
    }
    let promised = promised_capabilities(entry, library).into_iter();
    let unavailable =
        promised.filter(|(_, capability)| capability.availability.value != Availability::GenerallyAvailable);
    let placed = |(span, capability): (Span, &Capability)| {
        let words = Availability::WORDS.iter().find(|(_, word)| *word == capability.availability.value);
        let availability = words.map_or("planned", |(word, _)| word);
        let capability = capability.id.value.clone();
        PlacedCommitment { commitment: Commitment::NotAvailable { capability, availability }, span }
    };
    unavailable.map(placed).collect()
}

/// Returns the capabilities that the entry promises, each with the place that does.
fn promised_capabilities<'a>(entry: &'a Entry, library: &'a Library) -> Vec<(Span, &'a Capability)> {
    let lists = &library.lists;
    let promises = |stance: &Option<Spanned<Stance>>| {
        !stance.as_ref().is_some_and(|stance| matches!(stance.value, Stance::WeLose | Stance::Context))
    };
    let claims = entry.claims.iter().filter(|claim| promises(&claim.stance));
    let named = claims.filter_map(|claim| claim.capability.as_ref());
    let mut found: Vec<_> = named.filter_map(|name| Some((name.span, lists.capability(name)?))).collect();
    let texts: Vec<&Spanned<String>> = match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let yes = answer.short_answer.as_ref().filter(|short| short.value == ShortAnswer::Yes);
            yes.into_iter().flat_map(|_| answer.evidence.iter().chain(&answer.gap)).collect()
        }
        KindFields::Brief { outcomes } => outcomes.iter().collect(),
        KindFields::Demo(demo) => {
            let parts = demo.sections.iter().flat_map(|part| part.title.iter().chain(&part.requirement));
            demo.requirements.iter().chain(parts).collect()
        }
        _ => Vec::new(),
    };
    found.extend(texts.into_iter().filter_map(|text| Some((text.span, meant(text, library)?))));
    found.sort_by_key(|(span, _)| *span);
    found.dedup_by_key(|(span, _)| *span);
    found
}

/// Returns the capability that a text names: by id, by name, as that of a claim (`entry#claim`) or of a gap.
fn meant<'a>(text: &str, library: &'a Library) -> Option<&'a Capability> {
    let lists = &library.lists;
    let (id, claim) = text.split_once('#').unwrap_or((text, ""));
    if let Some(entry) = library.find(id) {
        let of_claim = entry.claim(claim).and_then(|claim| claim.capability.as_ref());
        let of_gap = if let KindFields::Gap(gap) = &entry.kind_fields { gap.capability.as_ref() } else { None };
        return of_claim.or(of_gap).and_then(|name| lists.capability(name));
    }
    library.capability_in(text)
}
