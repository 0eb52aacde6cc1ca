//! `fieldbook verify --intervals`: review intervals as the history of checks suggests them.

use super::due::DueSite;
use super::environment::Session;
use crate::config::{Settings, Status};
use crate::due::{ClaimHistory, IntervalProposals, propose_intervals, wording};
use crate::entry::{Context, Entry, read_entries};
use crate::git;
use crate::source::{PastTexts, SourceFile, UnknownPast};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Words of which one is in every line that records a check.
const WORDS: [&str; 4] = ["verified", "checked", "of", "on"];

/// What the history suggests, and what is not known of it.
pub struct IntervalHistory {
    /// The proposals.
    pub found: IntervalProposals,
    /// The number of files with claims whose history is not known, by reason.
    pub unknown: BTreeMap<&'static str, usize>,
}

/// Proposes review intervals; of what `owner` owns alone if one is given. Nothing is written.
pub fn interval_history(session: &Session<'_>, site: &DueSite, owner: Option<&str>) -> IntervalHistory {
    let DueSite { settings, library, .. } = site;
    let live = |entry: &&Arc<Entry>| entry.status.value <= Status::Approved && !entry.claims.is_empty();
    let mut by_path = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
    for entry in library.entries().iter().filter(live).filter(|entry| site.is_owned(entry, owner)) {
        by_path.entry(entry.file.path()).or_default().push(entry);
    }
    let (mut histories, mut unknown) = (Vec::new(), BTreeMap::new());
    for (path, entries) in by_path {
        match git::past_texts(session.folder, "HEAD", path, &WORDS) {
            PastTexts::Known { versions, .. } => {
                let texts: Vec<String> = versions.into_iter().map(|version| version.text).collect();
                histories.extend(entries.into_iter().flat_map(|entry| histories_of(entry, &texts, settings)));
            }
            PastTexts::Unknown(cause) => *unknown.entry(UnknownPast::words(cause)).or_default() += 1,
        }
    }
    IntervalHistory { found: propose_intervals(&histories, settings), unknown }
}

/// Returns the checks of each claim of `entry` in the earlier versions of its file, and in the present one.
fn histories_of<'a>(entry: &'a Arc<Entry>, texts: &[String], settings: &Settings) -> Vec<ClaimHistory<'a>> {
    let root = settings.roots.iter().find(|root| root.path.value == *entry.root);
    let read = |text: &String| {
        let file = SourceFile::new(entry.file.path(), text.clone());
        let entries = root.map(|root| read_entries(&file, Context { settings, root }).entries).unwrap_or_default();
        entries.into_iter().find(|former| former.id == entry.id)
    };
    let former: Vec<Arc<Entry>> = texts.iter().filter_map(read).chain([Arc::clone(entry)]).collect();
    let history = |claim: &'a crate::entry::Claim| {
        let mut checks = BTreeMap::<_, std::collections::BTreeSet<String>>::new();
        for version in former.iter().filter_map(|former| former.claim(&claim.id.value)) {
            if let Some(verified) = &version.verified {
                checks.entry(verified.on.value).or_default().insert(wording(version));
            }
        }
        ClaimHistory { entry, claim, checks }
    };
    entry.claims.iter().map(history).collect()
}
