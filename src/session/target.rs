//! What is re-checked, and the text of its file that says so.

use super::failure::Failure;
use super::notes::Notes;
use crate::config::Settings;
use crate::entry::{Context, Entry, EntryFile, read_entries};
use crate::library::Library;
use crate::source::SourceFile;
use crate::verification::{VerificationRecord, is_footnote, with_verification};
use std::sync::Arc;

/// An entry, or one of its claims.
pub struct Target<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim's id.
    pub claim: Option<&'a str>,
}

impl Target<'_> {
    /// Returns `entry` or `entry#claim`.
    pub fn name(&self) -> String {
        self.claim.map_or_else(|| self.entry.id.clone(), |claim| format!("{}#{claim}", self.entry.id))
    }
}

/// What is known of the site whose files are edited.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its settings.
    pub settings: &'a Settings,
    /// Its entries.
    pub library: &'a Library,
}

/// Returns the text of `file` in which the target is verified.
///
/// # Errors
/// The target is no longer there, or its fields cannot be edited in place.
pub(super) fn verified_text(
    file: &Arc<SourceFile>,
    target: &Target<'_>,
    known: Known<'_>,
    record: &VerificationRecord,
    notes: &dyn Notes,
) -> Result<String, Failure> {
    let Known { settings, library } = known;
    let fault = |text: &str| Failure(format!("{}: {text}", target.name()));
    let before = read(file, target, settings);
    let entry = same(&before, target).ok_or_else(|| fault("it is no longer in its file"))?;
    let claim = target.claim.and_then(|claim| entry.claim(claim));
    let text =
        with_verification(entry, claim, record, library.vocabulary()).map_err(|refusal| fault(&refusal.to_string()))?;
    if claim.is_some_and(|claim| is_footnote(entry, claim)) && (record.method.is_some() || record.with.is_some()) {
        notes.note(&format!(
            "note: {}: a footnote records only a day and a name; method and `with` are dropped",
            target.name()
        ));
    }
    let after = read(&SourceFile::new(file.path(), text.clone()), target, settings);
    let is_read_back = same(&after, target).is_some_and(|entry| {
        let verified = match target.claim {
            Some(claim) => entry.claim(claim).and_then(|claim| claim.verified.as_ref()),
            None => entry.verified.as_ref(),
        };
        verified.is_some_and(|verified| verified.on.value == record.on)
    });
    if is_read_back && after.findings.len() <= before.findings.len() {
        Ok(text)
    } else {
        Err(fault("its `verified` would not read back as written; edit it by hand"))
    }
}

fn read(file: &Arc<SourceFile>, target: &Target<'_>, settings: &Settings) -> EntryFile {
    let root = settings.roots.iter().find(|root| root.path.value == *target.entry.root);
    match root {
        Some(root) => read_entries(file, Context { settings, root }),
        None => EntryFile { id: String::new(), file: Arc::clone(file), entries: Vec::new(), findings: Vec::new() },
    }
}

fn same<'f>(file: &'f EntryFile, target: &Target<'_>) -> Option<&'f Entry> {
    file.entries.iter().find(|entry| entry.id == target.entry.id).map(AsRef::as_ref)
}
