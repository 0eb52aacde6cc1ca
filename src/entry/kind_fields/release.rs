//! Releases of competitors: written by the author of the competitor's entry, or announced by a feed.

use crate::finding::Place;
use crate::releases::{FoundIn, RecordedRelease, Touched};
use crate::source::{SourceFile, Spanned};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Something that a competitor released, as the author of its entry wrote it.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// A release, written by an author or announced by a feed.
#[derive(Debug, Clone, Copy)]
pub enum AnyRelease<'a> {
    /// The author of the competitor's entry.
    Written(&'a Release),
    /// A feed.
    Announced(&'a FeedRelease),
}

impl<'a> AnyRelease<'a> {
    /// Returns the day.
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Written(release) => release.date.as_ref().map(|date| date.value),
            Self::Announced(announced) => Some(announced.release.date),
        }
    }

    /// Returns its name within the competitor.
    pub fn id(self) -> Option<&'a str> {
        match self {
            Self::Written(release) => release.id.as_ref().map(|id| id.value.as_str()),
            Self::Announced(announced) => Some(&announced.release.id),
        }
    }

    /// Returns what it is called.
    pub fn title(self) -> Option<&'a str> {
        match self {
            Self::Written(release) => release.title.as_ref().map(|title| title.value.as_str()),
            Self::Announced(announced) => Some(&announced.release.title),
        }
    }

    /// Returns where it is announced.
    pub fn url(self) -> Option<&'a str> {
        match self {
            Self::Written(release) => release.url.as_ref().map(|url| url.value.as_str()),
            Self::Announced(announced) => announced.release.url.as_deref(),
        }
    }

    /// Returns the ids of the capabilities that it touches.
    pub fn capabilities(self) -> Vec<&'a str> {
        match self {
            Self::Written(release) => release.capabilities.iter().map(|id| id.value.as_str()).collect(),
            Self::Announced(announced) => announced.touched.iter().map(|one| one.capability.as_str()).collect(),
        }
    }

    /// Returns where its day is written, in the competitor's `file` or in that of its releases.
    pub fn place(self, file: &Arc<SourceFile>) -> Option<Place> {
        match self {
            Self::Written(release) => release.date.as_ref().map(|date| Place::new(file, date.span)),
            Self::Announced(announced) => Some(announced.place.clone()),
        }
    }

    /// Returns where it names `capability`, if a feed announced it and it does.
    pub fn found_in(self, capability: &str) -> Option<FoundIn> {
        match self {
            Self::Written(_) => None,
            Self::Announced(announced) => {
                announced.touched.iter().find(|one| one.capability == capability).map(|one| one.found_in)
            }
        }
    }
}
