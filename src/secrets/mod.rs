//! Secrets: what they look like, where they are, and how they are kept out of every output.
//!
//! In goes text, out come the places of credentials ([`scan_text`]), text without them ([`redact`]), and the last look
//! at every byte of a build for what its readers must not see ([`Sweep`]). No value that is found leaves this module
//! in clear. Knows neither rules nor reports; `rules::secrets` words what is found here.

mod checksum;
mod entropy;
mod families;
mod family;
mod placeholder;
mod redaction;
mod scan;
mod sweep;

pub use families::families;
pub use family::{Check, CredentialKind, Shape};
pub use redaction::{MASK, redact};
pub use scan::{Hit, scan_text};
pub use sweep::{Encoding, LEAKED_CANARY, Pattern, SelfTestError, Sweep, Trace, patterns, sweep_file, tellable};
