//! What came back when a page was requested.

use super::reach::Obstacle;
use super::walls::is_enforced;

/// What came back when a page was requested.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// An answer.
    Answered(Answer),
    /// The server says that the page is as it was (304).
    Unchanged,
    /// No answer that can be looked at.
    Failed(Obstacle),
    /// The page was not requested: the limits of the run were reached before.
    NotAsked,
}

/// A complete answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The address that answered.
    pub url: String,
    /// How the request came to it.
    pub redirects: Redirects,
    /// The HTTP status.
    pub status: u16,
    /// The headers, with names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// Whether the body goes on beyond the limit.
    pub is_cut: bool,
}

/// How a request came to the address that answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirects {
    /// It is the address that was asked.
    None,
    /// All on the way are permanent (301, 308).
    Permanent,
    /// One on the way is temporary.
    Temporary,
}

/// What the status of an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusClass {
    /// There is a page.
    Page,
    /// There is none.
    NotFound,
    /// There is none any more.
    Gone,
    /// Nothing about the page.
    Failed(Obstacle),
}

impl Answer {
    /// Returns the value of the first header called `name`, in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns why the answer is not what was requested, by its status and headers.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match self.class() {
            StatusClass::Page => None,
            _ if is_enforced(&self.headers) => Some(Obstacle::BotWall),
            StatusClass::NotFound | StatusClass::Gone => Some(Obstacle::NotThere),
            StatusClass::Failed(why) => Some(why),
        }
    }

    /// Returns what the status says.
    pub(super) fn class(&self) -> StatusClass {
        match self.status {
            200 | 203 => StatusClass::Page,
            404 => StatusClass::NotFound,
            410 => StatusClass::Gone,
            429 => StatusClass::Failed(Obstacle::Waiting),
            300..=399 => StatusClass::Failed(Obstacle::Redirects),
            408 | 425 | 500..=599 => StatusClass::Failed(Obstacle::ServerError),
            // 999 is what some networks answer to programs.
            400..=499 | 999 => StatusClass::Failed(Obstacle::Refused),
            200..=299 => StatusClass::Failed(Obstacle::TooShort),
            _ => StatusClass::Failed(Obstacle::BrokenBody),
        }
    }
}
