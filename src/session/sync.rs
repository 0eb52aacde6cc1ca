//! Refreshing the snapshot of opportunities, nothing else.

use super::environment::Session;
use super::failure::Failure;
use super::refresh::{Patience, RefreshTerms, Shrink, refresh};
use crate::config::OpportunitySource;
use crate::inputs::read_site_settings;
use crate::notion::Fetched;

/// What a refresh did.
pub enum SyncOutcome {
    /// The snapshot was written.
    Done(Box<Synced>),
    /// There was nothing to do.
    Nothing,
    /// Notion could not be read, for this reason; it is recorded, so that `check` reports it.
    Recorded(String),
}

/// A refreshed snapshot.
pub struct Synced {
    /// What was fetched.
    pub fetched: Fetched,
    /// Where the snapshot was written, from the site's folder.
    pub path: String,
}

/// What it means that there is no source or token, or that Notion cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncNeed {
    /// An error.
    Required,
    /// It is reported, and no error.
    Optional,
}

/// Reads every opportunity from Notion and writes the snapshot.
///
/// # Errors
/// The site's opportunities do not come from Notion, or they cannot be fetched; the last snapshot then stays as it was.
pub fn sync(session: &Session<'_>, shrink: Shrink, need: SyncNeed) -> Result<SyncOutcome, Failure> {
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(&session.files())?;
    let is_notion = settings.opportunities.source == OpportunitySource::Notion;
    if need == SyncNeed::Optional && !(is_notion && session.environment.notion_token.is_some()) {
        return Ok(SyncOutcome::Nothing);
    }
    if !is_notion {
        let text = "there is nothing to refresh: [opportunities] source is not \"notion\" in site.toml";
        return Err(Failure(text.to_owned()));
    }
    match refresh(session, &settings, RefreshTerms { shrink, patience: Patience::Sync })? {
        Ok(fetched) => {
            let path = settings.opportunities.snapshot.clone();
            Ok(SyncOutcome::Done(Box::new(Synced { fetched, path })))
        }
        Err(Failure(reason)) if need == SyncNeed::Optional => Ok(SyncOutcome::Recorded(reason)),
        Err(failure) => Err(failure),
    }
}
