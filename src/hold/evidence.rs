//! What shows an answer: the evidence that the recipient may see, and what is left out of it.

use super::context::Recipient;
use super::exposure::exposed_in;
use super::typed_texts::TypedTexts;
use crate::config::Settings;
use crate::entry::{Answer, Claim, Entry};
use crate::library::{Library, Scope, Target};
use crate::secrets::mask;
use crate::visibility::{Unfiltered, VisibleLibrary};
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
    /// What the entry names, or the address of a source; credentials in it are masked.
    pub item: String,
    /// Why it is not written.
    pub reason: String,
}

impl fmt::Display for LeftEvidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.item, self.reason)
    }
}

/// Where the evidence for one recipient is looked up and checked.
pub struct EvidenceLookup<'a> {
    library: &'a Library,
    settings: &'a Settings,
    visible: VisibleLibrary,
    typed: TypedTexts,
}

impl<'a> EvidenceLookup<'a> {
    /// Prepares the search in `library`, of which the recipient sees a part.
    pub fn new(library: &'a Library, settings: &'a Settings, recipient: &Recipient) -> Self {
        let readers = Scope { audience: recipient.audience, customer: recipient.customer.clone() };
        // Which synonyms the recipient sees takes a search of every text, and decides no evidence.
        let searched = library.without_synonyms();
        let all = Unfiltered { library: &searched, opportunities: None, responses: &[], findings: &[], settings };
        let (visible, _) = VisibleLibrary::new(&all, &readers);
        Self { library, settings, visible, typed: TypedTexts::new(library, recipient) }
    }

    /// Returns what the recipient sees of the library.
    pub(super) fn visible(&self) -> &VisibleLibrary {
        &self.visible
    }

    /// Gathers what `entry`, whose fields as an answer are `answer`, names as evidence, and the sources of its claims.
    pub fn find(&self, entry: &Entry, answer: &Answer) -> Evidence {
        let mut evidence = Evidence::default();
        for named in &answer.evidence {
            evidence.add_named(&named.value, self);
        }
        for claim in &entry.claims {
            evidence.add_sources(claim, self);
        }
        evidence
    }
}

impl Evidence {
    /// Adds an entry, a claim, an address or the name of a document.
    fn add_named(&mut self, name: &str, lookup: &EvidenceLookup<'_>) {
        let is_reference = name.contains('/') && !name.contains(char::is_whitespace) && !is_address(name);
        match lookup.library.resolve_id(name) {
            Target::Entry(target, anchor) => match lookup.visible.find(&target.id) {
                Some(shown) => {
                    self.add(&shown.title.value, lookup);
                    if let Some(claim) = anchor.and_then(|anchor| shown.claim(&anchor)) {
                        self.add_sources(claim, lookup);
                    }
                }
                None => self.leave_out(name, "the recipient must not see the entry"),
            },
            _ if is_reference => self.leave_out(name, "neither an entry nor an address"),
            _ => self.add(name, lookup),
        }
    }

    fn add_sources(&mut self, claim: &Claim, lookup: &EvidenceLookup<'_>) {
        for source in claim.sources.iter().filter(|source| is_address(&source.url.value)) {
            self.add(&source.url.value, lookup);
        }
    }

    /// Adds a text unless it must not be sent, as for every other text.
    fn add(&mut self, text: &str, lookup: &EvidenceLookup<'_>) {
        let item = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if item.is_empty() || self.items.contains(&item) {
            return;
        }
        let exposed = exposed_in(&item, &lookup.settings.internal_hosts).first().map(ToString::to_string);
        let reason = exposed.or_else(|| lookup.typed.reasons(&item).first().map(ToString::to_string));
        match reason {
            Some(reason) => self.leave_out(&item, &reason),
            None => self.items.push(item),
        }
    }

    fn leave_out(&mut self, item: &str, reason: &str) {
        let left = LeftEvidence { item: mask(item), reason: reason.to_owned() };
        if !self.left_out.contains(&left) {
            self.left_out.push(left);
        }
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
