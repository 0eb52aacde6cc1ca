//! Refreshing the snapshot of opportunities, nothing else.

use super::environment::Session;
use super::failure::Failure;
use super::refresh::{Patience, RefreshTerms, Shrink, refresh};
use crate::config::OpportunitySource;
use crate::inputs::read_site_settings;
use crate::notion::Fetched;

/// A refreshed snapshot.
pub struct Synced {
    /// What was fetched.
    pub fetched: Fetched,
    /// Where the snapshot was written, from the site's folder.
    pub path: String,
}

/// What a missing source or token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncNeed {
    /// An error.
    Required,
    /// There is nothing to do.
    Optional,
}

/// Reads every opportunity from Notion and writes the snapshot; `None` if `need` allows that there is nothing to do.
///
/// # Errors
/// The site's opportunities do not come from Notion, or they cannot be fetched; the last snapshot then stays as it was.
pub fn sync(session: &Session<'_>, shrink: Shrink, need: SyncNeed) -> Result<Option<Synced>, Failure> {
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(&session.files())?;
    let is_notion = settings.opportunities.source == OpportunitySource::Notion;
    if need == SyncNeed::Optional && !(is_notion && session.environment.notion_token.is_some()) {
        return Ok(None);
    }
    if !is_notion {
        let text = "there is nothing to refresh: [opportunities] source is not \"notion\" in site.toml";
        return Err(Failure(text.to_owned()));
    }
    let fetched = refresh(session, &settings, RefreshTerms { shrink, patience: Patience::Sync })?;
    Ok(Some(Synced { fetched, path: settings.opportunities.snapshot.clone() }))
}
