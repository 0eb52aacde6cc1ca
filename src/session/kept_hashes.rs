//! The hashes of files in `.fieldbook/cache/`, so that a command reads only files that changed to see that nothing did.
//!
//! A file that is cut short, changed, or of another program knows nothing, and so does one that Git keeps. If nothing can be
//! written, nothing is kept.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use crate::inputs::{DiskFiles, KnownHashes};
use crate::publish::write_atomically;

/// Its name in the folder.
const NAME: &str = "file-hashes";

/// Returns the hashes that earlier commands kept.
pub(super) fn recall(session: &Session<'_>) -> KnownHashes {
    let (Some(cache), Some(program)) = (CacheFolder::of_this_machine(session), &session.environment.program) else {
        return KnownHashes::default();
    };
    KnownHashes::read(&DiskFiles::with_hook(cache.path(), session.environment.disk.clone()), NAME, program)
}

/// Keeps the hashes that this command met, for later ones.
pub(super) fn keep(session: &Session<'_>, hashes: &KnownHashes) {
    let Some(program) = &session.environment.program else { return };
    let Some(bytes) = hashes.to_bytes(program) else { return };
    let Some(cache) = CacheFolder::of_this_machine(session) else { return };
    let (disk, folder) = (session.disk(), cache.path());
    // The folder ignores itself, so that no user has to. What cannot be written is read again by the next command.
    let ignored = folder.join(".gitignore");
    if ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok() {
        let _ = write_atomically(&disk, &folder.join(NAME), &bytes);
    }
}
