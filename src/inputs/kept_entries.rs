//! Entries that an earlier run read from the same bytes.

use crate::artefacts::{ArtefactKey, Artefacts};
use crate::entry::{Context, EntryFile, kept_entries, read_entries, recalled_entries};
use crate::rules::rule_called;
use crate::rules::secrets::{check_file, check_path};
use crate::source::SourceFile;
use std::sync::Arc;

/// Returns the entries of `file`: those that an earlier run read, if the same file, root and settings decided about them. A file
/// with a credential is read each time.
pub(crate) fn entries_of(file: &Arc<SourceFile>, context: Context<'_>, artefacts: &Artefacts) -> EntryFile {
    if !artefacts.are_kept() {
        return read_entries(file, context);
    }
    let root = context.root.path.value.as_bytes();
    let key = ArtefactKey::of("entries", &[context.settings.file.hash(), root, file.path().as_bytes(), file.hash()]);
    let recalled = artefacts.recall(&key, |bytes| recalled_entries(bytes, file, context, rule_called));
    recalled.unwrap_or_else(|| {
        let read = read_entries(file, context);
        let is_clean = || check_file(file).is_empty() && check_path(file).is_empty();
        if let Some(bytes) = kept_entries(&read).filter(|_| is_clean()) {
            artefacts.keep(key, bytes);
        }
        read
    })
}
