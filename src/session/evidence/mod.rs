//! Looks at the sources of claims: recording what a person captured, and showing what is recorded.

mod capture;
mod host_file;
mod quoted;
mod show;

pub use capture::{CaptureOptions, Captured, capture};
pub use show::{ShownQuote, ShownQuotes, show_evidence};
