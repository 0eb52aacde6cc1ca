//! What earlier commands made of files, in `.fieldbook/cache/`, so that an unchanged file is not parsed and checked again.
//!
//! A file that is cut short, changed, or of another program counts as none, and so does one that Git keeps. If nothing can be
//! written, nothing is kept.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use crate::artefacts::Artefacts;
use crate::inputs::read_file_with;
use crate::publish::write_atomically;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read or written, in bytes.
const LIMIT: usize = 512 << 20;

/// Returns what earlier commands made; nothing is taken where nothing can be kept.
pub(super) fn recall(session: &Session<'_>) -> Arc<Artefacts> {
    let (Some(folder), Some(program)) = (folder(session), &session.environment.program) else { return Arc::default() };
    let limit = u64::try_from(LIMIT).unwrap_or(u64::MAX);
    let bytes = read_file_with(&session.environment.disk, &path(&folder), limit).unwrap_or_default();
    Arc::new(Artefacts::from_bytes(bytes, program))
}

/// Keeps what this command made, for later ones.
pub(super) fn keep(session: &Session<'_>, artefacts: &Artefacts) {
    let (Some(folder), Some(program)) = (folder(session), &session.environment.program) else { return };
    let Some(bytes) = artefacts.to_bytes(program, LIMIT) else { return };
    let disk = session.disk();
    // The folder ignores itself, so that no user has to. What cannot be written is made again by the next command.
    let ignored = folder.join(".gitignore");
    if ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok() {
        let _ = write_atomically(&disk, &path(&folder), &bytes);
    }
}

fn folder(session: &Session<'_>) -> Option<PathBuf> {
    CacheFolder::of_this_machine(session).map(|cache| cache.path().to_owned())
}

fn path(folder: &Path) -> PathBuf {
    folder.join("artefacts")
}
