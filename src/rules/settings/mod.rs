//! From what the rules found to what this site reports.
//!
//! Input are findings with the default severities of their rules, output are settled findings: those that are neither off nor
//! suppressed, with the severities of the site, and findings about settings and suppressions themselves. Pure; knows no
//! report.

mod ages;
mod apply;
mod comments;
mod removal;
mod severities;
mod suppressions;

pub use apply::apply_settings;
pub(super) use severities::severity_everywhere;
pub(super) use suppressions::suppression_places;
pub use suppressions::{SuppressionLastDay, suppression_last_days, undated_suppressions};
