//! Replacing content files by edited texts.

use super::failure::Failure;
use crate::inputs::read_file;
use crate::source::SourceFile;
use crate::user_files::{Change, Expected, write_all};
use std::path::{Path, PathBuf};

/// What a UTF-8 file may begin with; the text of a source file does not have it.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Replaces files of the site in `folder`, each given as it was read and as it is now, and keeps byte-order marks.
///
/// # Errors
/// A file changed since it was read, or cannot be written; `limit` is the largest size of a file in bytes.
pub fn overwrite(folder: &Path, edits: &[(&SourceFile, &SourceFile)], limit: u64) -> Result<(), Failure> {
    let edits = edits.iter().map(|(original, edited)| Edit::new(folder, original, edited, limit));
    let edits = edits.collect::<Result<Vec<Edit>, Failure>>()?;
    let changes = edits.iter().map(|edit| Change {
        path: &edit.path,
        bytes: &edit.after,
        expected: Expected::Content(&edit.before),
    });
    write_all(&changes.collect::<Vec<_>>())?;
    Ok(())
}

/// One file with its bytes before and after.
struct Edit {
    path: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Edit {
    fn new(folder: &Path, original: &SourceFile, edited: &SourceFile, limit: u64) -> Result<Self, Failure> {
        let path = folder.join(original.path());
        let before = read_file(&path, limit)?;
        let (mark, rest) = before.strip_prefix(MARK).map_or((&b""[..], before.as_slice()), |rest| (MARK, rest));
        if rest != original.text().as_bytes() {
            return Err(Failure(format!("{} changed since it was read; run the command again", path.display())));
        }
        let after = [mark, edited.text().as_bytes()].concat();
        Ok(Self { path, before, after })
    }
}
