//! `fieldbook inbox`: the change files of readers, checked one by one and turned into commits.
//!
//! The site is read as the branch has it, and each change is made in memory first: what would come into the library is
//! screened, and the site is checked before and after. Nothing of this grants an approval or renews a date.

mod commit_message;
mod folder;
mod json;
mod outcome;
mod run;
mod site;
mod writing;

pub use json::{INBOX_SCHEMA, inbox_json};
pub use outcome::{Inbox, InboxFile, InboxState, MadeChange, NewFinding, RefusedChange};
pub use run::{InboxMode, InboxOptions, inbox};
