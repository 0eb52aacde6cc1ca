//! The lines of a file of releases.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A release that a feed announced: one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedRelease {
    /// What distinguishes it within its competitor: 16 hexadecimal digits.
    pub id: String,
    /// The day on which it was published; else that on which it was changed; else that on which it was first seen.
    pub date: NaiveDate,
    /// Its title.
    pub title: String,
    /// The beginning of its summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The page with all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day on which it was first seen.
    pub seen: NaiveDate,
}

/// What a server said of the version of a feed, byte for byte.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The value of `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The value of `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Validators {
    /// The longest value that is kept, in bytes.
    const LONGEST: usize = 1_024;

    /// Returns the values that can be sent back: visible ASCII of at most 1,024 bytes.
    #[must_use]
    pub fn usable(self) -> Self {
        let is_visible = |text: &String| {
            text.len() <= Self::LONGEST && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        };
        Self { etag: self.etag.filter(is_visible), last_modified: self.last_modified.filter(is_visible) }
    }
}

/// The last look at a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    /// The address of the feed.
    pub url: String,
    /// The day of the last look that read it, or that found it unchanged.
    pub checked: NaiveDate,
    /// What the server said of its version.
    #[serde(flatten)]
    pub validators: Validators,
}

/// The first line of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) schema: String,
    pub(super) competitor: String,
    pub(super) feeds: Vec<FeedState>,
}
