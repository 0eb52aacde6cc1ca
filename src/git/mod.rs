//! What Git knows about the folder of a site: commits, the index, authors, and the days on which files changed.
//!
//! In goes a folder, out come typed facts; nothing here knows what the files of a site mean. What Git cannot tell is
//! `None` or an error: a date is never invented.

mod access;
mod changes;
mod commits;
mod error;
mod file_time;
mod history;
mod index;
mod last_changes;
mod merge_base;
mod new_commit;
mod objects;
mod past_files;
mod past_texts;
mod process;
mod range;
mod renames;
mod repository;
mod tree;

pub use access::{Unreadable, repository_top, unreadable};
pub use changes::{CommitChanges, FileBefore, FileChange, NoChanges, ParentChanges, commit_changes};
pub use commits::{Signatures, commits};
pub use error::GitError;
pub use file_time::{FileTime, file_time};
pub use history::history;
pub use index::{Index, list_index};
pub use last_changes::last_changes;
pub use merge_base::merge_base;
pub use new_commit::{Branch, CommitError, FileCommit, branch, commit_file, is_staged_as, move_branch};
pub use objects::{ObjectError, ObjectReader};
pub use past_files::{HistoryBegin, PastDay, PastFiles, past_files};
pub use past_texts::past_texts;
pub use range::{Added, RangeSummary, added_in};
pub use renames::{ComparedWith, renames};
pub use repository::{
    Head, author, email, head, ignored_files, is_ignored, is_tracked, is_without_commits, is_work_tree_of_its_own,
    prefix, tracked_files, tracks, version,
};
pub use tree::{GitFile, GitFileKind, commit, list_commit, paths_in, tree};
