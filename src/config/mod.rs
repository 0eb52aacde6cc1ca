//! `site.toml`, typed: every key with its default, and where it is.
//!
//! In goes the text of the file, out come [`Settings`] and findings about it. Knows neither entries nor rules; names
//! of rules are kept as written until the registry looks at them.

mod alternatives;
mod audience;
mod credential_pattern;
mod demonstration;
mod evidence;
mod opportunities;
mod questionnaires;
mod read;
mod read_opportunities;
mod reader_keys;
mod reporting;
mod settings;
mod suppressions;
mod written_values;

pub use audience::{Audience, Audiences};
pub use credential_pattern::CredentialPattern;
pub use demonstration::Demonstration;
pub use evidence::{EvidenceSettings, HostSettings, Robots};
pub use opportunities::{OpportunitySettings, OpportunitySource, StalePolicy};
pub use questionnaires::{QuestionnaireSettings, ResponsesFolder};
pub use read::{default_settings, read_settings, settings_shapes};
pub use reader_keys::{UNKNOWN_READERS, audience_hint, audience_misfit, meant_reader_key, report_unknown_readers};
pub use reporting::{Rate, Reporting};
pub use settings::{
    Attestation, Budget, Defaults, FreshnessSettings, Level, Limits, RawHtml, Root, RuleSetting, RuleSettings,
    Settings, Site, Status,
};
pub use suppressions::{Allowance, read_suppression};
pub use written_values::{DateFormat, NumberFormat};
