//! The findings that the readers of a build may see.

use super::readers::Readers;
use crate::entry::Entry;
use crate::secrets::{Pattern, Sweep};
use crate::settled::SettledFinding;
use std::sync::Arc;

/// Returns the part of `findings` that `readers` may see: all for the whole company, none for outsiders and for one
/// customer. A finding that names one of the `hidden` entries says what its rule says in general, since a build must not
/// reveal that such an entry exists.
pub(super) fn visible_findings(
    findings: &[SettledFinding],
    hidden: &[Arc<Entry>],
    readers: &Readers,
) -> Vec<SettledFinding> {
    if !readers.is_company_wide() || findings.is_empty() {
        return Vec::new();
    }
    if hidden.is_empty() {
        return findings.to_vec();
    }
    let names = hidden.iter().flat_map(|entry| [entry.id.as_str(), entry.file.path(), &entry.title.value]);
    let sweep = Sweep::new(names.map(|name| Pattern::name("a hidden entry", name)));
    findings.iter().map(|finding| without_hidden_names(finding, &sweep)).collect()
}

fn without_hidden_names(finding: &SettledFinding, hidden_names: &Sweep) -> SettledFinding {
    let words = format!("{}\n{}", finding.message, finding.help);
    let names_hidden = !hidden_names.traces(words.as_bytes()).is_empty();
    if names_hidden { finding.in_words_of_rule() } else { finding.clone() }
}
