//! The entries of a file as bytes, so that a later run need not parse it.
//!
//! The same file, root and settings must decide about them. Bytes of a file with a credential must not be kept.

use super::compose::Context;
use super::entry::Entry;
use super::read::{EntryFile, entry_id};
use crate::finding::{KeptFinding, Rule};
use crate::source::SourceFile;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is kept of a file.
#[derive(Serialize)]
struct Kept<'a> {
    entries: Vec<&'a Entry>,
    findings: Vec<KeptFinding>,
}

/// What is recalled of a file.
#[derive(Deserialize)]
struct Recalled {
    entries: Vec<Entry>,
    findings: Vec<KeptFinding>,
}

/// Returns the entries and findings of `file` as bytes; `None` if a finding cannot be kept.
pub fn kept_entries(file: &EntryFile) -> Option<Vec<u8>> {
    let entries = file.entries.iter().map(AsRef::as_ref).collect();
    let findings = file.findings.iter().map(KeptFinding::of).collect::<Option<_>>()?;
    postcard::to_allocvec(&Kept { entries, findings }).ok()
}

/// Returns what `bytes` hold of `file`; `rules` finds a rule by its id. `None` for other bytes.
pub fn recalled_entries(
    bytes: &[u8],
    file: &Arc<SourceFile>,
    context: Context<'_>,
    rules: impl Fn(&str) -> Option<&'static Rule>,
) -> Option<EntryFile> {
    let (Recalled { entries, findings }, rest) = postcard::take_from_bytes(bytes).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let root: Arc<str> = Arc::from(context.root.path.value.as_str());
    let placed = |entry| Arc::new(Entry { file: Arc::clone(file), root: Arc::clone(&root), ..entry });
    let findings = findings.into_iter().map(|finding| finding.in_file(file, &rules)).collect::<Option<_>>()?;
    Some(EntryFile {
        id: entry_id(file.path(), &context.root.path),
        file: Arc::clone(file),
        entries: entries.into_iter().map(placed).collect(),
        findings,
    })
}
