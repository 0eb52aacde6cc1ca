//! Existing content as entries: files of questions as headings, spreadsheets of answers, folders of Markdown.
//!
//! Input are names and bytes, output is an [`Import`]: the files to write, and for each source file what was made of it.
//! Nothing is lost silently: what does not fit a field stays in the text or in a comment, and the report says so.
//! Knows neither disk nor terminal.

mod answer_library;
mod answers;
mod construct;
mod construct_report;
mod documents;
mod folder;
mod front;
mod headings;
mod import;
mod origin_change;
mod origin_changes;
mod origin_report;
mod plural;
mod proposal;
mod record;
mod report;
pub mod site;
mod table;

pub use answer_library::{AnswerPerson, AnswerSite, ColumnChoice, ColumnRole, import_answer_library};
pub use construct::{Construct, Fate};
pub use documents::{Competitors, DocumentSite, import_documents};
pub use folder::import_folder;
pub use headings::import_headings;
pub use import::{Import, Row, Source, Written};
pub use origin_change::{AtOrigin, Here, OriginChange, OriginReport};
pub use origin_changes::{OriginPlan, PlannedFile, UpdateMode, plan};
pub use proposal::{KindChoice, Proposal, proposals_as_text, propose};
pub use record::{IMPORTS_SCHEMA, ImportRecord, Origin, RECORD_FILE, RECORD_SCHEMA, RecordedDocument, fingerprint};
pub use report::{IMPORT_REPORT_SCHEMA, ImportMode, SCHEMA, as_json, as_text};
pub use table::import_table;
