//! What a check reports: a rule, a place, a message and its fix.
//!
//! Rules point down: a finding contains its rule, and a rule is defined beside its check. This module knows neither
//! which rules there are nor how findings are shown.

mod family;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod finding;
mod fix;
mod kept;
mod place;
mod rule;
mod suppression;
mod value_digest;

pub use family::Family;
pub use finding::Finding;
pub use fix::{Fix, respelt};
pub use kept::KeptFinding;
pub use place::Place;
pub use rule::{Floor, Profile, Reach, Rule, Severity};
pub use suppression::{AllowedValue, Nature, Suppression, SuppressionEnd};
pub use value_digest::{Salt, ValueDigest};
