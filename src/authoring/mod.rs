//! Texts that authors begin with: a first site, a new entry, the schemas that their editors read.
//!
//! In go settings, a kind, a title and the day; out come whole files as [`NewFile`]s, or a schema. What each field is
//! for is in one table, `fields.txt`, which a test compares with the fields that the readers take. Knows neither
//! disk nor terminal: who writes a file, and that it overwrites none, is the caller's matter.

mod alternates;
mod continuous;
mod describe;
mod draft_answer;
mod editor_files;
mod entry;
mod new_file;
mod salt;
mod schema;
mod starter;

pub use alternates::{Insertion, add_alternates};
pub use continuous::{Forge, GITLAB_CI, UnsafePath, check_workflow, gitlab_ci};
pub use describe::{Table, entry_table, site_table};
pub use draft_answer::{DraftAnswer, draft_answer};
pub use editor_files::{EditorFiles, editor_files};
pub use entry::{NewEntry, NoPlace, new_entry};
pub use new_file::NewFile;
pub use salt::with_salt;
pub use schema::{entry_schema, site_schema};
pub use starter::{GITIGNORE_LINES, starter_files, with_lines};
