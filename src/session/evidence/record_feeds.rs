//! Recording what release feeds said.

use super::feeds::{CompetitorFeed, FeedAnswer, RecordedFeed, record_feed, recorded_releases, write_releases};
use super::refreshed::Refreshed;
use crate::evidence::Outcome;
use crate::library::Library;
use crate::releases::ReleaseFile;
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::web::Validators;
use std::collections::BTreeMap;

/// The most bytes of a feed that are read.
pub(super) const FEED_LIMIT: usize = 5 << 20;

/// Returns by what the server of a feed can say that it is unchanged.
pub(super) fn feed_validators(library: &Library, feed: &CompetitorFeed<'_>) -> Validators {
    let file = library.lists.releases.at(&feed.path);
    let state = file.and_then(|file| file.feeds.get(feed.url));
    state.map_or_else(Validators::default, |state| Validators {
        etag: state.validators.etag.clone(),
        modified: state.validators.last_modified.clone(),
    })
}

/// Records what the feeds said, and writes the file of each competitor if it differs.
pub(super) fn record_feeds(
    session: &Session<'_>,
    library: &Library,
    feeds: &[&CompetitorFeed<'_>],
    outcomes: &BTreeMap<String, Outcome>,
    refreshed: &mut Refreshed,
) -> Result<(), Failure> {
    let mut files: BTreeMap<&str, ReleaseFile> = BTreeMap::new();
    for feed in feeds {
        let Some(outcome) = outcomes.get(feed.url) else { continue };
        let before = match files.remove(feed.path.as_str()) {
            Some(file) => file,
            None => recorded_releases(library, feed.competitor)?,
        };
        let after = recorded(session, before, feed, outcome, refreshed);
        files.insert(&feed.path, after);
    }
    // A competitor of whose feeds none could be read has no file yet.
    let is_bare = |file: &ReleaseFile| file.feeds.is_empty() && file.releases.is_empty();
    for (path, file) in files.into_iter().filter(|(_, file)| !is_bare(file)) {
        if write_releases(session, library, path, &file)? {
            refreshed.files.push(path.to_owned());
        }
    }
    Ok(())
}

/// Returns the file after one feed was requested; after a failed look, as it was.
fn recorded(
    session: &Session<'_>,
    before: ReleaseFile,
    feed: &CompetitorFeed<'_>,
    outcome: &Outcome,
    refreshed: &mut Refreshed,
) -> ReleaseFile {
    let name = mask(feed.url);
    match outcome {
        Outcome::Unchanged => before.unchanged(feed.url, session.today),
        Outcome::Answered(answer) if answer.obstacle().is_none() && !answer.is_cut => {
            let header = |name: &str| answer.header(name).map(str::to_owned);
            let validators =
                crate::releases::Validators { etag: header("etag"), last_modified: header("last-modified") };
            let sent = FeedAnswer { bytes: &answer.body, content_type: answer.header("content-type"), validators };
            match record_feed(&before, feed.url, sent, session.today) {
                Ok(RecordedFeed { file, added, notes }) => {
                    if added > 0 {
                        let releases =
                            if added == 1 { "1 new release".to_owned() } else { format!("{added} new releases") };
                        refreshed.feeds.push(format!("{name}: {releases}"));
                    }
                    refreshed.feeds.extend(notes.into_iter().map(|note| format!("{name}: {note}")));
                    file
                }
                Err(fault) => {
                    refreshed.left_out.push((name, fault.to_string()));
                    before
                }
            }
        }
        Outcome::Answered(answer) if answer.is_cut => {
            refreshed.left_out.push((name, "it is larger than 5 MiB".to_owned()));
            before
        }
        Outcome::Answered(_) | Outcome::Failed(_) | Outcome::NotAsked => before,
    }
}
