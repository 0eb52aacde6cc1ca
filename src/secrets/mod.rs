//! Secrets: what they look like, where they are, and how they are kept out of every output.
//!
//! In goes text, out come the places of credentials ([`scan_text`]), text without them ([`redact`]), and the places
//! in a build of what its readers must not see ([`Sweep`]). No value that is found leaves this module
//! in clear. Knows neither rules nor reports; `rules::secrets` and `rules::audience` word what is found here.

mod candidate;
mod checksum;
mod clean_texts;
mod confidence;
mod decoded;
mod digest;
mod dummy;
mod encoded;
mod entropy;
mod families;
mod family;
mod fences;
mod found;
mod hit;
mod json_web_token;
mod keywords;
mod known_samples;
mod known_values;
mod letters;
mod named;
mod own_patterns;
mod own_secrets;
mod placeholder;
mod redaction;
mod scan;
mod sweep;
mod value_form;
mod vendor_value;

pub use clean_texts::{TextHash, met_clean_texts, recall_clean_texts};
pub use confidence::Confidence;
pub use families::families;
pub use family::{Check, CredentialKind, Shape};
pub use found::Found;
pub use hit::Hit;
pub use known_values::KnownValues;
pub use own_patterns::set_own_patterns;
pub use own_secrets::OwnSecrets;
pub use redaction::{MASK, holds_secret, mask, redact};
pub use scan::{scan_file, scan_text};
pub use sweep::{Encoding, Pattern, SelfTestError, Sweep, Trace};
pub use value_form::ValueForm;
