//! Battlecards and the competitors they are about.

use super::release::{AnyRelease, FeedRelease, Release};
use crate::source::Spanned;
use crate::values::Fields;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What a battlecard adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Battlecard {
    /// The competitor, as id, name or alias.
    pub competitor: Option<Spanned<String>>,
}

/// What a competitor adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Competitor {
    /// Its name as people say it.
    pub name: Option<Spanned<String>>,
    /// Its home page.
    pub website: Option<Spanned<String>>,
    /// Its Atom, RSS or JSON feeds.
    pub feeds: Vec<Spanned<String>>,
    /// Its releases, as the author wrote them.
    pub releases: Vec<Release>,
    /// Its releases that feeds announced and the author did not write, the newest first; the library adds them.
    #[serde(skip)]
    pub feed_releases: Vec<FeedRelease>,
    /// How much it threatens us, in a few words.
    pub threat: Option<Spanned<String>>,
}

impl Competitor {
    /// Returns all releases, the newest first; those without a day are last.
    pub fn all_releases(&self) -> Vec<AnyRelease<'_>> {
        let written = self.releases.iter().map(AnyRelease::Written);
        let mut all: Vec<_> = written.chain(self.feed_releases.iter().map(AnyRelease::Announced)).collect();
        all.sort_by_key(|release| Reverse(release.date()));
        all
    }
}

pub(crate) fn read_battlecard(fields: &Fields<'_>) -> Battlecard {
    let competitor = fields.text("competitor");
    if competitor.is_none() {
        fields.missing("competitor", "a battlecard is about one competitor");
    }
    Battlecard { competitor }
}

pub(crate) fn read_competitor(fields: &Fields<'_>) -> Competitor {
    let name = fields.text("name");
    if name.is_none() {
        fields.missing("name", "other entries and opportunities refer to a competitor by its name");
    }
    Competitor {
        name,
        website: fields.text("website"),
        feeds: fields.texts("feeds"),
        releases: fields.maps("releases", |fields| Release {
            id: fields.text("id"),
            date: fields.date("date"),
            title: fields.text("title"),
            url: fields.text("url"),
            capabilities: fields.names("capabilities"),
        }),
        feed_releases: Vec::new(),
        threat: fields.text("threat"),
    }
}
