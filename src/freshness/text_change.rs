//! Whether a text is still the one that was checked.
//!
//! The hash that `verify` wrote decides; without one, the text as it was in the commit that introduced the date. Without
//! that the change is not known, and changes no state.

use super::change::{Change, Edit, TextChange};
use super::kept_changes::kept_change;
use crate::entry::{Claim, Entry, Verification};
use crate::library::{DatedPart, Introduction, Library, checked_text, own_sentences, texts_of_claim};
use crate::wording::{Difference, HashVerdict, compare, folded, hash_verdict, rewritten};

/// Returns how `claim`, or the whole entry, differs from what was checked; `None` if it does not, if only its spelling
/// does, or if it is not known what was checked.
pub fn text_change(entry: &Entry, claim: Option<&Claim>, library: &Library) -> Option<TextChange> {
    let verified = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref())?;
    let part = claim.map_or(DatedPart::Entry, |claim| DatedPart::Claim(claim.id.value.clone()));
    let origins = library.origins().of(&entry.id, &part);
    let checked = Checked { entry, claim, library, introduction: origins.and_then(|origins| origins.date.known()) };
    // The sentences of an entry take longer to compare than all else that is asked of it.
    let change = match claim {
        None => kept_change(entry, verified, origins, library, || checked.change(verified)),
        Some(_) => checked.change(verified),
    };
    let (edit, words) = change?;
    let place = verified.hash.as_ref().map_or(verified.on.span, |hash| hash.span);
    Some(TextChange { verified_on: verified.on.value, place, edit, words })
}

/// Returns whether `verified` has a hash that this version cannot read.
pub fn has_unknown_hash(verified: &Verification) -> bool {
    let is_unknown =
        |hash: &str| hash_verdict(hash, "", &crate::wording::Vocabulary::default()) == HashVerdict::UnknownForm;
    verified.hash.as_ref().is_some_and(|hash| is_unknown(&hash.value))
}

/// What is compared: a part of an entry, and the commit that introduced its date.
struct Checked<'a> {
    entry: &'a Entry,
    claim: Option<&'a Claim>,
    library: &'a Library,
    introduction: Option<&'a Introduction>,
}

impl Checked<'_> {
    fn change(&self, verified: &Verification) -> Option<Change> {
        let hash = verified.hash.as_ref().map(|hash| hash.value.as_str());
        let own = match hash.map(|hash| self.verdict(hash)) {
            Some(HashVerdict::Same) => None,
            Some(HashVerdict::Changed(class)) => self.explained(hash, Edit::Words(class)),
            Some(HashVerdict::ChangedSubstance) => self.explained(hash, Edit::Substance),
            Some(HashVerdict::ChangedAnyhow) => self.explained(hash, Edit::Anything),
            Some(HashVerdict::UnknownForm) | None => self.since_commit(),
        };
        let citing = self.of_citing_sentences();
        match (own, citing) {
            (Some(own), Some(citing)) if citing.0.is_material() && !own.0.is_material() => Some(citing),
            (own, citing) => own.or(citing),
        }
    }

    fn verdict(&self, hash: &str) -> HashVerdict {
        // The first form covers the whole body of an entry, as it is written.
        let text = match self.claim {
            None if hash.starts_with("v1:") => self.entry.text().to_owned(),
            claim => checked_text(self.entry, claim),
        };
        hash_verdict(hash, &text, self.library.vocabulary())
    }

    /// Returns the words that changed where the text behind the hash is known, else what the hash shows.
    fn explained(&self, hash: Option<&str>, edit: Edit) -> Option<Change> {
        let said = self.introduction.and_then(|introduction| introduction.said.texts.first());
        let (Some(claim), Some(said), Some(hash)) = (self.claim, said, hash) else { return Some((edit, None)) };
        if hash_verdict(hash, said, self.library.vocabulary()) != HashVerdict::Same {
            return Some((edit, None));
        }
        let comparison = compare(said, &claim.text.value, self.library.vocabulary());
        comparison.worst().map(|worst| (Edit::Words(worst.class), Some(worst.clone())))
    }

    fn since_commit(&self) -> Option<Change> {
        let said = &self.introduction?.said.texts;
        if self.claim.is_some_and(|claim| said.first() == Some(&claim.text.value)) {
            return None;
        }
        let differences = match self.claim {
            None => rewritten(said, &own_sentences(self.entry), self.library.vocabulary()),
            Some(claim) => {
                let first = said.first()?;
                let is_kept = texts_of_claim(self.entry, claim).iter().any(|text| folded(text) == folded(first));
                if is_kept {
                    return None;
                }
                compare(first, &claim.text.value, self.library.vocabulary()).differences
            }
        };
        worst(differences)
    }

    /// Compares the further sentences that cite a claim, which no hash covers.
    fn of_citing_sentences(&self) -> Option<Change> {
        let said = self.introduction?.said.texts.get(1..)?;
        if said.is_empty() {
            return None;
        }
        let now = texts_of_claim(self.entry, self.claim?);
        worst(rewritten(said, now.get(1..)?, self.library.vocabulary()))
    }
}

fn worst(differences: Vec<Difference>) -> Option<Change> {
    let worst = differences.into_iter().rev().max_by_key(|difference| difference.class)?;
    Some((Edit::Words(worst.class), Some(worst)))
}
