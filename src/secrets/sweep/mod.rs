//! The search through every byte before it is published.
//!
//! In go patterns (tokens, planted sentinels, names of other customers) and the bytes of staged files, out come the
//! places where one occurs, in clear or encoded. A trace holds a pattern's label, never its text. Knows neither how the
//! patterns were chosen nor where the bytes come from, and reads no disk.

mod encoding;
mod pattern;
mod search;
mod self_test;
mod spellings;
mod trace;

pub use encoding::Encoding;
pub use pattern::Pattern;
pub use search::Sweep;
pub use self_test::SelfTestError;
pub use trace::Trace;
