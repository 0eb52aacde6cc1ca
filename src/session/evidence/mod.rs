//! Looks at the sources of claims: recording what a person captured, and showing what is recorded.

mod capture;
mod digest;
mod elsewhere;
mod feeds;
mod host_file;
mod plan;
mod quoted;
mod record_feeds;
mod refresh;
mod refreshed;
mod show;
mod unread;

pub use capture::{CaptureOptions, Captured, capture};
pub use digest::{EvidenceDigestOptions, evidence_digest, write_digest};
pub use plan::{Extent, PlannedHost, RefreshOptions};
pub use refresh::{AGENT, Network, plan_refresh, refresh};
pub use refreshed::{RefreshPlan, Refreshed, RefreshedQuote};
pub use show::{ShownQuote, ShownQuotes, show_evidence};
