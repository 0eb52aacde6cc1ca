//! What shows an answer: the evidence that the recipient may see, and what is left out of it.

use super::context::HoldContext;
use super::exposure::exposed_in;
use super::typed_texts::TypedTexts;
use crate::entry::{Answer, Claim, Entry};
use crate::library::{Library, Target};
use crate::visibility::VisibleLibrary;
use std::fmt;

/// The evidence of an answer, for one recipient.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Documents, titles of entries and addresses, in the order of the entry; each once.
    pub items: Vec<String>,
    /// What the recipient does not get.
    pub left_out: Vec<LeftEvidence>,
}

/// Evidence that is not written; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftEvidence {
    /// What the entry names, or the address of a source.
    pub item: String,
    /// Why it is not written.
    pub reason: String,
}

impl fmt::Display for LeftEvidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.item, self.reason)
    }
}

/// Where evidence is looked up and checked.
#[derive(Clone, Copy)]
pub(super) struct EvidenceContext<'a> {
    /// Every entry.
    pub(super) library: &'a Library,
    /// What the recipient sees.
    pub(super) visible: &'a VisibleLibrary,
    /// The settings and the recipient.
    pub(super) hold: &'a HoldContext<'a>,
    /// Checks texts for the recipient.
    pub(super) typed: &'a TypedTexts,
}

impl Evidence {
    /// Gathers what `entry`, whose fields as an answer are `answer`, names as evidence, and the sources of its claims.
    pub(super) fn new(entry: &Entry, answer: &Answer, context: EvidenceContext<'_>) -> Self {
        let mut evidence = Self::default();
        for named in &answer.evidence {
            evidence.add_named(&named.value, context);
        }
        for claim in &entry.claims {
            evidence.add_sources(claim, context);
        }
        evidence
    }

    /// Adds an entry, a claim, an address or the name of a document.
    fn add_named(&mut self, name: &str, context: EvidenceContext<'_>) {
        let is_reference = name.contains('/') && !name.contains(char::is_whitespace) && !is_address(name);
        match context.library.resolve_id(name) {
            Target::Entry(target, anchor) => match context.visible.find(&target.id) {
                Some(shown) => {
                    self.add(&shown.title.value, context);
                    if let Some(claim) = anchor.and_then(|anchor| shown.claim(&anchor)) {
                        self.add_sources(claim, context);
                    }
                }
                None => self.leave_out(name, "the recipient must not see the entry"),
            },
            _ if is_reference => self.leave_out(name, "neither an entry nor an address"),
            _ => self.add(name, context),
        }
    }

    fn add_sources(&mut self, claim: &Claim, context: EvidenceContext<'_>) {
        for source in claim.sources.iter().filter(|source| is_address(&source.url.value)) {
            self.add(&source.url.value, context);
        }
    }

    /// Adds a text unless it must not be sent, as for every other text.
    fn add(&mut self, text: &str, context: EvidenceContext<'_>) {
        let item = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if item.is_empty() || self.items.contains(&item) {
            return;
        }
        let exposed = exposed_in(&item, &context.hold.settings.internal_hosts).first().map(ToString::to_string);
        let reason = exposed.or_else(|| context.typed.reasons(&item).first().map(ToString::to_string));
        match reason {
            Some(reason) => self.leave_out(&item, &reason),
            None => self.items.push(item),
        }
    }

    fn leave_out(&mut self, item: &str, reason: &str) {
        let left = LeftEvidence { item: item.to_owned(), reason: reason.to_owned() };
        if !self.left_out.contains(&left) {
            self.left_out.push(left);
        }
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
