//! What a build leaves out, and the patterns by which the final sweep looks for it.

use super::visible_library::VisibleLibrary;
use crate::entry::Entry;
use crate::library::Customer;
use crate::markdown::plain_text;
use crate::secrets::Pattern;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// The fewest characters of a line that is looked for; shorter lines may occur in other texts by chance.
const DISTINCTIVE_CHARS: usize = 32;
/// What every planted sentinel begins with; a line with one is looked for however short it is.
const SENTINEL: &str = "fieldbook-canary-";

/// The entries and customers that the readers of a build must not see. It shows nothing of them but the patterns that
/// the final sweep looks for.
#[derive(Debug)]
pub struct HiddenPart {
    entries: Vec<Arc<Entry>>,
    customers: Vec<Customer>,
}

impl HiddenPart {
    pub(super) fn new(entries: Vec<Arc<Entry>>, customers: Vec<Customer>) -> Self {
        Self { entries, customers }
    }

    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// Returns what must not occur in a build of `visible`: every distinctive line of every hidden entry that no visible
    /// entry has too, and the names, aliases and domains of hidden customers.
    pub fn patterns(&self, visible: &VisibleLibrary) -> Vec<Pattern> {
        let visible_entries = if self.entries.is_empty() { &[][..] } else { visible.entries() };
        let visible_lines: BTreeSet<String> =
            visible_entries.iter().flat_map(|entry| distinctive_lines(entry)).collect();
        let mut patterns = Vec::new();
        for entry in &self.entries {
            let label = format!("a line of `{}`", entry.id);
            let lines = distinctive_lines(entry).into_iter();
            let hidden = lines.filter(|line| line.contains(SENTINEL) || !visible_lines.contains(line));
            patterns.extend(hidden.map(|line| Pattern::token(label.as_str(), line)));
        }
        for customer in &self.customers {
            let names = customer.names.iter().chain(&customer.aliases).chain(&customer.domains);
            patterns.extend(names.map(|name| Pattern::name("another customer's name", name)));
        }
        patterns
    }
}

/// Returns the lines of an entry, as readers see them, that are too long to occur in another text by chance.
fn distinctive_lines(entry: &Entry) -> Vec<String> {
    let mut text = plain_text(entry.text());
    for claim in &entry.claims {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}", claim.text.value);
    }
    if let Some(summary) = &entry.summary {
        let _ = write!(text, "\n{}", summary.value);
    }
    let folded = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|line| line.chars().count() >= DISTINCTIVE_CHARS || line.contains(SENTINEL)).collect()
}
