//! The index: what the next commit would hold.

use super::error::GitError;
use super::objects;
use super::process::run_bytes;
use super::repository::require_work_tree;
use super::tree::{GitFile, GitFileKind};
use std::path::Path;

/// What is staged below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Every file of the index.
    pub files: Vec<GitFile>,
    /// The paths whose staged content differs from that of the last commit; deleted ones are not among them.
    pub changed: Vec<String>,
}

/// Lists the index below `folder`. The working tree is not looked at.
///
/// # Errors
/// No repository, or Git cannot list the index.
pub fn list_index(folder: &Path) -> Result<Index, GitError> {
    require_work_tree(folder)?;
    let incomplete = || GitError::Incomplete("the index".to_owned());
    let listing = run_bytes(folder, &["ls-files", "--stage", "-z"]).ok_or_else(incomplete)?;
    let lines = listing.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    let mut files = lines.map(read_line).collect::<Option<Vec<GitFile>>>().ok_or_else(incomplete)?;
    // A file in conflict has up to three lines.
    files.dedup_by(|next, file| next.path == file.path);
    measure(folder, &mut files).ok_or_else(incomplete)?;
    let changed = changed(folder).unwrap_or_else(|| files.iter().map(|file| file.path.clone()).collect());
    Ok(Index { files, changed })
}

/// Reads `MODE OBJECT STAGE<tab>PATH`.
fn read_line(line: &[u8]) -> Option<GitFile> {
    let (facts, path) = line.split_at_checked(line.iter().position(|byte| *byte == b'\t')?)?;
    let mut facts = std::str::from_utf8(facts).ok()?.split_whitespace();
    let (mode, object, stage) = (facts.next()?, facts.next()?, facts.next()?);
    let kind = if stage == "0" { GitFileKind::of_mode(mode) } else { GitFileKind::Conflict };
    Some(GitFile::new(path.get(1..)?, kind, object, 0))
}

fn measure(folder: &Path, files: &mut [GitFile]) -> Option<()> {
    let mut regular: Vec<&mut GitFile> = files.iter_mut().filter(|file| file.kind == GitFileKind::Regular).collect();
    let names: Vec<&str> = regular.iter().map(|file| file.object.as_str()).collect();
    let sizes = objects::sizes(folder, &names)?;
    for (file, size) in regular.iter_mut().zip(sizes) {
        file.bytes = size.unwrap_or(0);
    }
    Some(())
}

/// Returns the paths that differ from the last commit; `None` if there is no commit yet.
fn changed(folder: &Path) -> Option<Vec<String>> {
    let arguments = [
        "diff-index",
        "--cached",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        "--diff-filter=d",
        "--relative",
        "HEAD",
        "--",
        ".",
    ];
    let paths = run_bytes(folder, &arguments)?;
    let paths = paths.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
    Some(paths.filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_index_say_what_each_entry_is() {
        let read = |line: &[u8]| read_line(line).map(|file| (file.path, file.kind));
        assert_eq!(read(b"100644 ab12 0\ta b.md"), Some(("a b.md".to_owned(), GitFileKind::Regular)));
        assert_eq!(read(b"100644 ab12 2\ta b.md"), Some(("a b.md".to_owned(), GitFileKind::Conflict)));
        assert_eq!(read(b"160000 ab12 0\tdeals"), Some(("deals".to_owned(), GitFileKind::Submodule)));
        assert_eq!(read(b"100644 ab12\ta.md"), None);
    }
}
