//! Battlecards and the competitors they are about.

use crate::finding::Place;
use crate::releases::{RecordedRelease, Touched};
use crate::source::Spanned;
use crate::values::Fields;
use chrono::NaiveDate;

/// What a battlecard adds.
#[derive(Debug, Clone)]
pub struct Battlecard {
    /// The competitor, as id, name or alias.
    pub competitor: Option<Spanned<String>>,
}

/// What a competitor adds.
#[derive(Debug, Clone)]
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
    pub feed_releases: Vec<FeedRelease>,
    /// How much it threatens us, in a few words.
    pub threat: Option<Spanned<String>>,
}

/// Something that a competitor released.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its name within the competitor.
    pub id: Option<Spanned<String>>,
    /// The day.
    pub date: Option<Spanned<NaiveDate>>,
    /// What it is called.
    pub title: Option<Spanned<String>>,
    /// Where it is announced.
    pub url: Option<Spanned<String>>,
    /// The capabilities that it touches.
    pub capabilities: Vec<Spanned<String>>,
}

/// A release that a feed announced.
#[derive(Debug, Clone)]
pub struct FeedRelease {
    /// What is recorded of it.
    pub release: RecordedRelease,
    /// Where that is recorded.
    pub place: Place,
    /// The capabilities that it names.
    pub touched: Vec<Touched>,
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
