//! The salt of a site's fingerprints: made once, kept in `site.toml`.

use super::failure::Failure;
use crate::authoring::with_salt;
use crate::config::{Settings, read_settings};
use crate::finding::Salt;
use crate::inputs::read_file;
use crate::source::SourceFile;
use crate::user_files::{Expected, write};
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};

/// The largest `site.toml` that is edited, in bytes.
const LIMIT: u64 = 16 << 20;

/// A salt for a site that has none, with the settings that contain it; nothing is written yet.
pub(super) struct NewSalt {
    salt: Salt,
    path: PathBuf,
    /// The content of `site.toml` before the change; `None` if it does not exist.
    before: Option<Vec<u8>>,
    after: String,
}

impl NewSalt {
    /// Returns the salt.
    pub(super) fn salt(&self) -> &Salt {
        &self.salt
    }

    /// Writes it to `site.toml`, which is made if it does not exist.
    ///
    /// # Errors
    /// The file cannot be written, or was changed in between.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let expected = self.before.as_ref().map_or(Expected::Nothing, |before| Expected::Content(before));
        Ok(write(&self.path, self.after.as_bytes(), expected).map(drop)?)
    }
}

/// Makes a salt for the site in `folder` with `settings`; `None` if it has one.
///
/// # Errors
/// `site.toml` cannot be read, or its `[fingerprints]` table has a mistake.
pub(super) fn new_salt(folder: &Path, settings: &Settings) -> Result<Option<NewSalt>, Failure> {
    if settings.salt.is_some() {
        return Ok(None);
    }
    let name = settings.file.path();
    let path = folder.join(name);
    let before = if path.exists() { Some(read_file(&path, LIMIT)?) } else { None };
    let text = std::str::from_utf8(before.as_deref().unwrap_or_default())
        .map_err(|_| Failure(format!("{name} is not UTF-8 text")))?;
    let after = with_salt(text, &random_salt());
    let (read, _) = read_settings(&SourceFile::new(name, after.trim_start_matches('\u{FEFF}').to_owned()));
    let failure = || Failure(format!("cannot add a salt to {name}: correct its `[fingerprints]` table first"));
    let salt = read.salt.ok_or_else(failure)?;
    Ok(Some(NewSalt { salt, path, before, after }))
}

/// Makes 32 random hexadecimal digits: the standard library keys each hasher from the system's source of randomness.
fn random_salt() -> String {
    let state = RandomState::new();
    format!("{:016x}{:016x}", state.hash_one(0_u8), state.hash_one(1_u8))
}
