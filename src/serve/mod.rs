//! Preview: the last good site from memory, on loopback, with live reload.
//!
//! In goes one site after another, or the findings that kept one from being made; out goes HTTP. Knows nothing of
//! building and writes nothing. It answers `GET` and `HEAD` for this machine only: the listener is bound to loopback,
//! a foreign `Host` gets 421, and every connection is bounded in bytes, time and number.

mod current;
mod http;
mod live_reload;
mod policy;
mod request;
mod storage;
mod watch;

pub use current::{Overlay, OverlayKind, Preview, SiteFiles};
pub use http::{ServeError, Server};
pub use watch::{Changed, WatchError, WatchMode, Watcher};
