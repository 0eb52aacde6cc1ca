//! What of a site no look can reach, said before a run.

use super::feeds::competitor_feeds;
use crate::config::{EvidenceSettings, Status};
use crate::evidence::host_of;
use crate::library::Library;
use crate::session::notes::Notes;
use std::collections::BTreeSet;

/// Says which files and sources are left out, and which hosts the settings name for nothing.
pub(super) fn say_unread(notes: &dyn Notes, settings: &EvidenceSettings, library: &Library) {
    if library.has_unreadable() {
        notes.note(
            "note: some files cannot be read as entries; their sources are not looked at; `fieldbook check` names them",
        );
    }
    let claims = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
    let sources = claims.flat_map(|entry| &entry.claims).flat_map(|claim| &claim.sources);
    let hosted: Vec<_> = sources.filter_map(|source| Some((host_of(&source.url.value)?, source))).collect();
    let bare = hosted.iter().filter(|(_, source)| source.quote.is_none()).count();
    if bare > 0 {
        let sources = if bare == 1 { "1 source has".to_owned() } else { format!("{bare} sources have") };
        notes.note(&format!("note: {sources} no quote to look for; add `quote:` beside its `url:`"));
    }
    let feeds = competitor_feeds(library).into_iter().filter_map(|feed| host_of(feed.url));
    let known: BTreeSet<String> = hosted.into_iter().map(|(host, _)| host).chain(feeds).collect();
    for host in settings.hosts.keys().filter(|host| !known.contains(*host)) {
        notes.note(&format!("note: [evidence.hosts] of site.toml names {host}, which no claim or feed has"));
    }
}
