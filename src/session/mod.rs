//! What the commands do: the stages composed, with the disk, Git, Notion and the caches between them.
//!
//! In go a site's folder, typed options, the day and the values of the environment; out come typed results. Messages
//! and progress go to [`Notes`]. Knows no argument, no terminal, no clock and no environment variable.

mod amounts;
mod attachments;
pub mod baseline;
mod baseline_edit;
mod build;
mod build_options;
mod check;
mod check_options;
mod check_plan;
mod checked;
mod diagram_store;
mod due;
mod environment;
mod failure;
mod final_sweep;
mod fix;
mod gzip;
mod history;
mod notes;
mod opportunities;
mod outcome;
mod outputs;
mod overwrite;
mod past;
pub mod pipeline;
mod prepare;
mod preview;
mod publishing;
mod reports;
mod scope;
mod since;
mod since_cache;
pub mod site_files;
mod site_request;
mod staged;
mod unversioned_roots;
mod up_to_date;
mod verify;

pub use baseline_edit::{BaselineEdit, BaselineOptions, BaselineTerms, prune_baseline, write_baseline};
pub use build::build;
pub use build_options::BuildOptions;
pub use check::{check, fix};
pub use check_options::{CacheUse, CheckOptions, CheckSource, SinceOptions};
pub use checked::Checked;
pub use due::{DueItem, DueSite, find_owner, for_terminal};
pub use environment::{Environment, Session};
pub use failure::Failure;
pub use fix::FixedSite;
pub use history::check_history;
pub use notes::{Notes, Stage};
pub use opportunities::{Shrink, TOKEN, refresh};
pub use outcome::Outcome;
pub use outputs::{Author, Outputs};
pub use overwrite::overwrite;
pub use prepare::{PreparedSite, prepare};
pub use preview::{PreviewOptions, RunningPreview};
pub use reports::{ReportContent, ReportFile, ReportStyle, check_report_files, render_report, write_reports};
pub use scope::{OpportunityAccess, ScopeOptions};
pub use verify::{Target, Verified, VerifyOptions, verified_text, verify};
