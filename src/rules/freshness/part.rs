//! An entry or one of its claims, as the rules about age name it.

use crate::entry::{Claim, Entry, Verification, WrittenFields};
use crate::freshness::Timeline;
use crate::rules::subject::Subject;
use crate::source::Span;

/// What has an age: a claim, or the entry by its own dates.
#[derive(Clone, Copy)]
pub(crate) struct AgingPart<'a> {
    /// The entry.
    pub(crate) entry: &'a Entry,
    /// The claim; `None` for the entry as a whole.
    pub(crate) claim: Option<&'a Claim>,
    /// Its states.
    pub(crate) timeline: &'a Timeline,
}

/// Returns the claims of the entry, then the entry itself if it has an age of its own.
pub(crate) fn aging_parts<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = AgingPart<'a>> {
    let (entry, ages) = (subject.entry.as_ref(), subject.ages());
    let claims = entry.claims.iter().zip(&ages.claims);
    let claims = claims.map(move |(claim, timeline)| AgingPart { entry, claim: Some(claim), timeline });
    claims.chain(ages.own.iter().map(move |timeline| AgingPart { entry, claim: None, timeline }))
}

impl<'a> AgingPart<'a> {
    /// Returns its name, for the beginning of a message.
    pub(crate) fn name(&self) -> String {
        self.claim.map_or_else(|| format!("`{}`", self.entry.id), |claim| format!("the claim `{}`", claim.id.value))
    }

    /// Returns its id: the claim's within the entry, or the entry's.
    pub(crate) fn id(&self) -> &'a str {
        self.claim.map_or(&self.entry.id, |claim| &claim.id.value)
    }

    /// Returns the place of what is missing in it.
    pub(crate) fn head(&self) -> Span {
        self.claim.map_or(self.entry.head, |claim| claim.id.span)
    }

    /// Returns where its fields have a value, readable or not.
    pub(crate) fn written(&self) -> WrittenFields {
        self.claim.map_or(self.entry.written, |claim| claim.written)
    }

    /// Returns its recorded check.
    pub(crate) fn verification(&self) -> Option<&'a Verification> {
        self.claim.map_or(self.entry.verified.as_ref(), |claim| claim.verified.as_ref())
    }

    /// Returns the command that records a new check.
    pub(crate) fn verify_command(&self) -> String {
        verify_command(self.entry, self.claim)
    }
}

/// Returns the command that records a new check of `claim`, or of the whole entry.
pub(crate) fn verify_command(entry: &Entry, claim: Option<&Claim>) -> String {
    let claim = claim.map_or(String::new(), |claim| format!("#{}", claim.id.value));
    format!("fieldbook verify {}{claim}", entry.id)
}
