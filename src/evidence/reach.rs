//! Why a page could not be looked at. Such a failed look changes no verdict.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// After how many failed looks in turn a page is reported.
const REPORTED_RUNS: u32 = 3;
/// After how many days without a look a page is reported.
const REPORTED_DAYS: i64 = 21;

/// Whether a page could be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReachKind {
    /// The page does not let programs read it.
    Blocked,
    /// No complete answer came.
    Unreachable,
    /// It was fetched, and its content cannot be compared.
    Unread,
}

impl ReachKind {
    /// Returns its name in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Unreachable => "unreachable",
            Self::Unread => "unread",
        }
    }
}

/// Why a page could not be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// The server refuses the request.
    Refused,
    /// A wall against bots, or a test whether the reader is human.
    BotWall,
    /// It asks for a log-in.
    Login,
    /// It asks for consent to cookies.
    Consent,
    /// It has no text until its scripts are run.
    JavaScript,
    /// It is in another language than before.
    Language,
    /// It has fewer words than a page, or less than a fifth of what it had.
    TooShort,
    /// It has neither the sentences nor the title by which it is recognised.
    OtherPage,
    /// `robots.txt` excludes it.
    Robots,
    /// Its address is not public, or of a form that is not fetched.
    Address,
    /// The settings of the site exclude its host.
    Skipped,
    /// The server asks to wait.
    Waiting,
    /// There is nothing at the address, of a feed.
    NotThere,
    /// Its name has no address.
    NameLookup,
    /// The connection was refused or broken off, or its certificate does not hold.
    Connection,
    /// No answer came in time.
    Timeout,
    /// The server reports a fault of its own.
    ServerError,
    /// The answer is not complete.
    BrokenBody,
    /// Too many redirects, or one that leads nowhere.
    Redirects,
    /// A PDF file whose text does not show the words.
    Pdf,
    /// A picture, a film or another file without text.
    Media,
    /// It is larger than what is read, and the words are not in the part that was.
    TooLarge,
    /// Its encoding is not known, and the words are not in what it seems to be.
    Encoding,
}

impl Obstacle {
    /// Returns which kind of failed look it makes.
    pub fn kind(self) -> ReachKind {
        match self {
            Self::Refused
            | Self::BotWall
            | Self::Login
            | Self::Consent
            | Self::JavaScript
            | Self::Language
            | Self::TooShort
            | Self::OtherPage
            | Self::Robots
            | Self::Address
            | Self::Skipped
            | Self::NotThere
            | Self::Waiting => ReachKind::Blocked,
            Self::NameLookup
            | Self::Connection
            | Self::Timeout
            | Self::ServerError
            | Self::BrokenBody
            | Self::Redirects => ReachKind::Unreachable,
            Self::Pdf | Self::Media | Self::TooLarge | Self::Encoding => ReachKind::Unread,
        }
    }

    /// Returns what happened, as the end of a sentence about the page.
    pub fn words(self) -> &'static str {
        match self {
            Self::Refused => "the server refuses the request",
            Self::BotWall => "it is behind a wall against bots",
            Self::Login => "it asks for a log-in",
            Self::Consent => "it asks for consent first",
            Self::JavaScript => "it has no text until its scripts are run",
            Self::Language => "it is in another language",
            Self::TooShort => "it has too few words to be the page",
            Self::OtherPage => "what came is another page",
            Self::Robots => "robots.txt excludes it",
            Self::Address => "its address is not one of the public web",
            Self::Skipped => "site.toml excludes its host",
            Self::Waiting => "the server asks to wait",
            Self::NotThere => "there is nothing at the address",
            Self::NameLookup => "its name has no address",
            Self::Connection => "the connection failed",
            Self::Timeout => "no answer came in time",
            Self::ServerError => "the server reports a fault",
            Self::BrokenBody => "the answer is not complete",
            Self::Redirects => "its redirects lead nowhere",
            Self::Pdf => "it is a PDF file whose text does not show the words",
            Self::Media => "it is a file without text",
            Self::TooLarge => "it is too large, and the words are not in the part that was read",
            Self::Encoding => "its encoding is not known, so that it cannot be compared",
        }
    }
}

/// How long a page could not be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Why.
    pub why: Obstacle,
    /// The HTTP status, if there was an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The day of the first failed look.
    pub since: NaiveDate,
    /// How many looks failed in turn, counted up to 3.
    pub runs: u32,
}

impl Reach {
    /// Returns the state after one more failed look on the day `on`. Two on one day count once.
    pub(super) fn after(before: Option<Self>, why: Obstacle, status: Option<u16>, on: NaiveDate) -> Self {
        let Some(before) = before else { return Self { why, status, since: on, runs: 1 } };
        let runs = if on > before.since { (before.runs + 1).min(REPORTED_RUNS) } else { before.runs };
        Self { why, status, since: before.since, runs }
    }

    /// Returns whether it has lasted long enough to be reported on the day `today`.
    pub fn is_reported(&self, today: NaiveDate) -> bool {
        self.runs >= REPORTED_RUNS || (today - self.since).num_days() >= REPORTED_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_page_is_reported_after_three_looks_or_three_weeks() {
        let first = Reach::after(None, Obstacle::Timeout, None, day(1));
        let same_day = Reach::after(Some(first), Obstacle::Timeout, None, day(1));
        let second = Reach::after(Some(same_day), Obstacle::Refused, Some(403), day(2));
        let third = Reach::after(Some(second), Obstacle::Refused, Some(403), day(9));
        assert_eq!([first, same_day, second, third].map(|reach| reach.runs), [1, 1, 2, 3]);
        assert_eq!((third.since, third.why), (day(1), Obstacle::Refused));
        assert_eq!([first, second, third].map(|reach| reach.is_reported(day(9))), [false, false, true]);
        assert_eq!([21, 22].map(|today| first.is_reported(day(today))), [false, true]);
        assert_eq!(Reach::after(Some(third), Obstacle::Refused, None, day(16)).runs, 3, "it is quiet from then on");
    }
}
