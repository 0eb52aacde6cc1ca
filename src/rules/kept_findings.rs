//! Findings that an earlier run made of an entry alone.

use super::registry::reference;
use crate::artefacts::{ArtefactKey, Artefacts};
use crate::entry::{Entry, KindFields};
use crate::finding::{Finding, KeptFinding, Rule};
use crate::secrets::holds_secret;
use std::sync::Arc;

/// Finds again what an earlier run found in an entry, as long as the entry and what else decides are the same.
#[derive(Debug, Clone, Copy)]
pub struct KeptFindings<'a> {
    artefacts: &'a Artefacts,
    /// What finds, such as the ids of rules.
    way: &'a str,
    /// A hash over what decides beside the entry.
    context: [u8; 32],
}

impl<'a> KeptFindings<'a> {
    /// Uses `artefacts` for what is found in the way called `way`; `context` is a hash over what decides beside the entry.
    pub fn new(artefacts: &'a Artefacts, way: &'a str, context: [u8; 32]) -> Self {
        Self { artefacts, way, context }
    }

    /// Returns what `find` finds in `entry`, without calling it if that is known.
    pub fn of(&self, entry: &Arc<Entry>, find: impl FnOnce() -> Vec<Finding>) -> Vec<Finding> {
        if !self.artefacts.are_kept() || is_completed_from_elsewhere(entry) {
            return find();
        }
        let key = self.key(entry);
        if let Some(known) = self.artefacts.recall(&key, |bytes| read(bytes, entry)) {
            return known;
        }
        let findings = find();
        let kept: Option<Vec<KeptFinding>> = findings.iter().map(KeptFinding::of).collect();
        let bytes = kept.and_then(|kept| postcard::to_allocvec(&kept).ok());
        if let Some(bytes) = bytes.filter(|_| !holds_secret(entry.file.text()) && !holds_secret(entry.file.path())) {
            self.artefacts.keep(key, bytes);
        }
        findings
    }

    fn key(&self, entry: &Entry) -> ArtefactKey {
        let (file, span) = (&entry.file, entry.body.span);
        let place = [span.start.to_le_bytes(), span.end.to_le_bytes()].concat();
        let parts =
            [self.way.as_bytes(), &self.context, file.path().as_bytes(), file.hash(), entry.id.as_bytes(), &place];
        ArtefactKey::of("findings", &parts)
    }
}

/// Returns the rule called `id`.
pub fn rule_called(id: &str) -> Option<&'static Rule> {
    let rules = reference();
    rules.binary_search_by_key(&id, |rule| rule.id).ok().and_then(|index| rules.get(index)).copied()
}

fn read(bytes: &[u8], entry: &Entry) -> Option<Vec<Finding>> {
    let (kept, rest): (Vec<KeptFinding>, _) = postcard::take_from_bytes(bytes).ok()?;
    let findings = kept.into_iter().map(|finding| finding.in_file(&entry.file, rule_called)).collect::<Option<_>>()?;
    rest.is_empty().then_some(findings)
}

/// Returns whether the entry has parts that its file does not hold.
fn is_completed_from_elsewhere(entry: &Entry) -> bool {
    matches!(&entry.kind_fields, KindFields::Competitor(competitor) if !competitor.feed_releases.is_empty())
}
