//! Opportunity files: text in, a snapshot and findings out.
//!
//! JSON in our own schema, or CSV whose header names the same roles. What cannot be read is a finding at the exact
//! value; the records around it stay. A record that has to go makes the snapshot incomplete.

mod activity;
mod columns;
mod csv;
mod fields;
mod file;
mod form;
mod invalid;
mod json;
mod record;
mod snapshot;

pub use file::{RULES, read};
pub use form::FileForm;
pub use invalid::INVALID_FILE;
pub use record::{MISSING_PROPERTY, UNKNOWN_STAGE};
pub use snapshot::{INCOMPLETE_SNAPSHOT, LEFT_OUT_MONEY, LEFT_OUT_VALUE, SKIPPED_ROW};
