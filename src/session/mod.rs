//! What the commands do: the stages composed, with the disk, Git, Notion and the caches between them.
//!
//! In go a site's folder, typed options, the day and the values of the environment; out come typed results. Messages
//! and progress go to [`Notes`]. Knows no argument, no terminal, no clock and no environment variable.

mod amounts;
mod attachments;
mod audience_matrix;
pub mod baseline;
mod baseline_edit;
mod build;
mod build_options;
mod cache_folder;
mod cache_history;
mod check;
mod check_options;
mod check_plan;
mod checked;
mod decisions;
mod diagram_store;
mod digest;
mod digest_options;
mod digest_selection;
mod doctor;
mod due;
mod due_list;
mod environment;
mod evidence;
mod explain_date;
mod export_records;
mod failure;
mod filled_files;
mod final_sweep;
mod fix;
mod gzip;
mod harvest;
mod heard;
mod history;
mod import;
mod import_answers;
mod import_documents;
mod import_files;
mod import_record;
mod import_site;
mod import_sources;
mod import_target;
mod inbox;
mod init;
mod inputs_key;
mod intervals;
mod kept_artefacts;
mod kept_clean_texts;
mod kept_hashes;
mod kept_index;
mod kept_report;
mod manifest_place;
mod manifests;
mod named_manifests;
mod new_files;
mod notes;
mod notion_setup;
mod opportunities;
mod origins;
mod outcome;
mod outgoing;
mod outputs;
mod overwrite;
mod past;
mod past_answers;
mod people;
pub mod pipeline;
mod prepare;
mod preview;
mod preview_edited;
mod preview_stage;
mod publishing;
mod questionnaire;
mod received_questionnaire;
mod rechecks;
mod refresh;
mod rehearsal;
mod remembered_layouts;
mod reports;
mod scope;
mod search;
mod shared_attachments;
mod since;
mod since_cache;
pub mod site_files;
mod site_request;
mod site_salt;
mod site_stage;
mod staged;
mod suppression_ages;
mod sync;
mod sync_progress;
mod target;
mod trend;
mod unpublished_files;
mod unversioned_roots;
mod up_to_date;
mod verify;
mod verify_target;
mod workflow;

pub use audience_matrix::build_matrix;
pub use baseline_edit::{
    AddedSalt, BaselineEdit, BaselineOptions, BaselineTerms, add_salt, prune_baseline, write_baseline,
};
pub use build::build;
pub use build_options::BuildOptions;
pub use cache_history::CacheHistory;
pub use check::{check, fix};
pub use check_options::{CacheUse, CheckOptions, CheckSource, SinceOptions};
pub use checked::Checked;
pub use decisions::{DecisionsFile, read_worksheet, write_new_file};
pub use digest::digest;
pub use digest_options::{DigestOptions, DigestSince};
pub use doctor::{Health, HealthLine, examine};
pub use due::{DueSite, find_owner, for_terminal};
pub use due_list::{DueList, DueOptions, due_list, ends_soon};
pub use environment::{Environment, JudgedDay, Session};
pub use evidence::{
    AGENT, CaptureOptions, Captured, EvidenceDigestOptions, Extent, Network, PlannedHost, RefreshOptions, RefreshPlan,
    Refreshed, RefreshedQuote, ShownQuote, ShownQuotes, capture, evidence_digest, plan_refresh, refresh, show_evidence,
    write_digest,
};
pub use explain_date::{DateCommit, ExplainedDate, explain_date};
pub use export_records::export_records;
pub use failure::Failure;
pub use filled_files::{FilledFiles, Overwriting, Replace};
pub use fix::FixedSite;
pub use harvest::{Harvest, harvest};
pub use history::check_history;
pub use import::{ImportInput, Imported, import};
pub use import_documents::{DocumentImport, import_documents};
pub use import_site::{SiteSource, import_site};
pub use import_target::ImportTarget;
pub use inbox::{
    INBOX_SCHEMA, Inbox, InboxFile, InboxMode, InboxOptions, InboxState, MadeChange, NewFinding, RefusedChange, inbox,
    inbox_json,
};
pub use init::{InitialisedSite, init_site};
pub use intervals::{IntervalHistory, interval_history};
pub use kept_report::{PrintedCheck, check_or_recall};
pub use manifest_place::{ManifestPlace, find_manifest, manifest_place, require_manifest};
pub use manifests::{FoundManifests, NotRead, read_manifest, site_manifests};
pub use named_manifests::read_manifests;
pub use new_files::{settings_of, write_new_files};
pub use notes::{Notes, Stage};
pub use notion_setup::check_notion;
pub use outcome::Outcome;
pub use outgoing::{OutgoingCheck, check_filled};
pub use outputs::{Author, Outputs};
pub use overwrite::overwrite;
pub use past_answers::{StaleAnswers, answer_as_of, stale_answers};
pub use people::{find_decider, find_person};
pub use prepare::{PreparedSite, prepare};
pub use preview::{PreviewOptions, RunningPreview};
pub use questionnaire::{AnsweredQuestionnaire, ResponseKind, answer_questionnaire};
pub use received_questionnaire::{
    LayoutFiles, LayoutSource, ReceivedQuestionnaire, open_questionnaire, read_questionnaire,
};
pub use rechecks::Rechecks;
pub use refresh::{Shrink, TOKEN};
pub use remembered_layouts::{LAYOUTS, remember_layout};
pub use reports::{ReportContent, ReportFile, ReportStyle, check_report_files, render_report, write_reports};
pub use scope::{OpportunityAccess, ScopeOptions};
pub use search::search;
pub use sync::{SyncNeed, SyncOutcome, Synced, sync};
pub use target::{Known, Target};
pub use verify::{LeftClaim, Verifications, Verified, VerifyOptions, verify};
pub use workflow::{WrittenWorkflow, write_workflow};
