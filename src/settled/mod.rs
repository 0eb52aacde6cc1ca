//! Findings after the settings of the site: what reports, baseline, comparisons, pages and the preview take.
//!
//! In go findings to which severities and suppressions were applied, out come [`SettledFinding`]s without credentials.
//! [`settle_findings`] is the only place that masks a finding, and the only way to make a settled one, so that what comes later
//! cannot print a credential. Knows neither settings nor report formats.

mod excerpt;
mod exposure;
mod fingerprints;
mod former_names;
mod masks;
mod publish_verdict;
mod settled_finding;
mod settled_place;
#[cfg(test)]
mod test_rules;

pub use excerpt::Excerpt;
pub use exposure::Exposure;
pub use fingerprints::{fingerprints, former_fingerprints, shown_fingerprints};
pub use former_names::FormerNames;
pub use publish_verdict::{HoldCause, PublishFacts, PublishVerdict, holds_build};
pub use settled_finding::{Settled, SettledFinding, settle_findings};
pub use settled_place::SettledPlace;
