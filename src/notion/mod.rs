//! Opportunities from Notion: every row of one data source, or an explicit failure.
//!
//! Inputs are [`Settings`], a [`Transport`] (over HTTP: [`Http`]), a [`Clock`] and the previous snapshot; outputs are a
//! [`Snapshot`] and [`Diagnostic`]s, or a [`Failure`] with its fix. Only this module knows Notion's JSON
//! (`Notion-Version: 2026-03-11`). It only reads: a [`Call`] is either a `GET` or a query. It does not read the
//! environment or the calendar: token, address and time are arguments.
//!
//! ```text
//! source ─► address of a data source ─► schema + mapping ─► windows of rows ─► longer values ─► to-dos and comments ─► snapshot
//! ```

mod activity;
mod call;
mod client;
mod comments;
mod diagnostic;
mod enumerate;
mod extract;
mod failure;
mod fetch;
mod fitting;
mod http;
mod locate;
mod page_plan;
mod page_text;
mod progress;
mod row;
mod schema;
mod session;
mod settings;
mod setup;
mod setup_line;
mod source;
mod title_cache;
mod titles;
mod token;
mod value;
mod whole;

pub use call::{Call, IncompleteResponse, Reply, Transport};
pub use diagnostic::Diagnostic;
pub use failure::{Failure, Found};
pub use fetch::{Fetched, Previous, fetch};
pub use http::{Address, Http};
pub use progress::Progress;
pub use schema::UnboundRole;
pub use session::Session;
pub use settings::{Limits, Mapping, RequestedWaits, Settings};
pub use setup::{Setup, check_setup};
pub use setup_line::{LineState, SetupLine};
pub use source::Source;
pub use title_cache::TitleCache;
pub use token::Token;

pub use crate::web::{Clock, parse_retry_after};

#[cfg(doc)]
use crate::opportunity::Snapshot;
