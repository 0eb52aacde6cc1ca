//! Looks at the sources of claims: recording what a person captured, and showing what is recorded.

mod capture;
mod feeds;
mod host_file;
mod quoted;
mod show;

pub use capture::{CaptureOptions, Captured, capture};
pub use feeds::{
    CompetitorFeed, FeedAnswer, RecordedFeed, competitor_feeds, record_feed, recorded_releases, write_releases,
};
pub use show::{ShownQuote, ShownQuotes, show_evidence};
