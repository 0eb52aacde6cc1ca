//! From what the rules found to what this site reports.
//!
//! Input are findings with the default severities of their rules, output are settled findings: those that are neither off nor
//! suppressed, with the severities of the site, and findings about settings and suppressions themselves. Pure; knows no
//! report.

mod active_suppression;
mod ages;
mod apply;
mod collection;
mod comments;
mod removal;
mod settings_use;
mod severities;
mod suppressed;
mod suppression_findings;
mod suppressions;

pub use apply::apply_settings;
pub use settings_use::SettingsUse;
pub(super) use severities::severity_everywhere;
pub(super) use suppressions::suppression_places;
pub use suppressions::{SuppressionLastDay, suppression_last_days, undated_suppressions};
