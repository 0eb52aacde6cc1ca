//! Putting a new text in the place of one that was read.

use super::failure::Failure;
use crate::inputs::read_file;
use crate::publish::write_atomically;
use crate::source::SourceFile;
use std::path::Path;

/// What a UTF-8 file may begin with; a source file is kept without it.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Puts `text` in the place of `original`, keeping the file's byte-order mark.
///
/// # Errors
/// The file changed since it was read, or cannot be written.
pub fn overwrite(folder: &Path, original: &SourceFile, text: &str, limit: u64) -> Result<(), Failure> {
    let path = folder.join(original.path());
    let bytes = read_file(&path, limit)?;
    let (mark, rest) = bytes.strip_prefix(MARK).map_or((&b""[..], bytes.as_slice()), |rest| (MARK, rest));
    if rest != original.text().as_bytes() {
        return Err(Failure(format!("{} changed while it was read; run the command again", path.display())));
    }
    write_atomically(&path, &[mark, text.as_bytes()].concat())?;
    Ok(())
}
