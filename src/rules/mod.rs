//! The rules of the catalogue: what is checked, in families, one rule per file.
//!
//! In goes a complete [`Check`], out come findings; [`apply_settings`] then gives them the severities of the site and takes
//! out what the authors suppressed. Knows no disk, no clock and no report. A family is a folder, a rule a file in it with
//! its page beside it; [`registry`] lists every rule of the program, also those whose checks are in lower modules.

mod attachment;
pub mod baseline;
mod catalogue;
mod check;
mod check_input;
mod first_seen;
mod fixes;
mod kept_findings;
mod own_subject;
mod quotable;
mod registry;
mod selection;
mod selectors;
mod settings;
mod shared;
mod since;
mod subject;
mod unit;
mod vocabularies;

mod answers;
mod architectures;
pub mod audience;
mod battlecards;
mod commitments;
mod demos;
mod digest;
mod evidence;
pub mod exposure;
mod freshness;
mod gaps;
mod honesty;
pub mod links;
mod opportunities;
mod pocs;
pub mod questionnaire;
mod review;
mod schema;
pub mod secrets;
pub mod site;
mod style;
mod suppression;
mod weakening;
mod winplans;

pub use attachment::AttachmentCheck;
pub use check::check;
pub use check_input::Check;
pub use fixes::{FIXES, fix_of};
pub use kept_findings::{KeptFindings, rule_called};
pub use links::gone_addresses;
pub use registry::{reference, registry};
pub use selection::Selection;
pub use settings::{SettingsUse, SuppressionLastDay, apply_settings, suppression_last_days, undated_suppressions};
pub use since::{Before, since};
pub use weakening::{Comparison, EvidenceRecord, weakened};
