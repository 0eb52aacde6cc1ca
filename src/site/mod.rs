//! The site: library and theme into pages.
//!
//! In goes everything that a build knows, already filtered for its readers; out come pages as bytes, one by one, and
//! the attachments that they show. `making` passes the pages on, `catalogue` joins facts once, `view` takes from them
//! what each template shows, `html` turns Markdown into HTML, `theme` turns views into pages. Nothing here reads the
//! disk or a clock: a state is a list of days, and the reader's browser picks the one that holds.
//!
//! Links are relative and name `index.html`, so that one build works below any path and straight from a disk.

mod address;
mod ages;
mod atom;
mod attachment;
mod build;
mod catalogue;
mod changes;
mod claim_pages;
mod commit_script;
mod destinations;
mod feeds;
mod findings;
mod folders;
mod frameworks;
mod html;
mod input;
mod joined;
mod list_pages;
mod listing;
mod llms;
mod making;
mod matrix;
mod page;
mod pages;
mod queues;
mod recurring;
mod reuse;
mod rules;
mod sink;
mod spreadsheet;
mod taken;
mod theme;
mod trend;
mod view;
mod win_loss;

pub use address::encoded_path;
pub use attachment::{Attachment, attachment_path};
pub use build::{FirstPages, build_pages_of, build_site};
pub use changes::PAST_DAYS;
pub use destinations::{Destinations, PersonContent, PersonPage, SitePage, SitePageKind};
pub use feeds::{CLAIMS_SCHEMA, ENTRIES_SCHEMA};
pub use input::{BuildFacts, SiteInput};
pub use page::{Page, Site};
pub use rules::theme_fault;
pub use sink::{Origin, Sink};
pub use taken::taken_addresses;
pub use theme::{Theme, ThemeFault};
pub use trend::{Trend, TrendWeek, trend_days};
pub use view::ANSWERS_SCHEMA;
