//! Release feeds: four formats with one result, what a file of releases keeps, hostile feeds, and what a release means for
//! the claims on its capability.

use chrono::NaiveDate;
use fieldbook::releases::{
    Feed, FeedEntry, FeedFault, LeftOut, MAX_BYTES, MAX_ENTRIES, MAX_RELEASES, ReleaseFile, SCHEMA, Validators,
    read_feed,
};
use fieldbook::source::SourceFile;
use proptest::prelude::*;

mod claims;
mod formats;
mod hostile;
mod recorded;

const FEED: &str = "https://www.globex.example/news/feed";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn read(text: &str) -> Result<Feed, FeedFault> {
    read_feed(text.as_bytes(), None, FEED)
}

fn entries(text: &str) -> Vec<FeedEntry> {
    read(text).expect("a feed").entries
}
