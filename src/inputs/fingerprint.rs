//! One hash over everything that a site is made from, so that a build can see that there is nothing to do.
//!
//! It takes the files that reading takes, and of those that changed since their hashes were kept it reads every byte.

use super::error::InputError;
use super::files::{Files, ReadFault};
use super::inventory::{Inventory, read_site_settings};
use super::known_hashes::KnownHashes;
use super::missing::named_folders;
use super::unused::groups_beside;
use crate::config::OpportunitySource;
use rayon::prelude::*;

/// The largest file that is hashed byte for byte; of a larger one its [`Stamp`](super::files::Stamp) is.
const LIMIT: u64 = 64 << 20;

/// A hash over every file that a site is made from. Equal hashes mean equal inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the hash of this and of `more`; the boundaries between its parts count.
    #[must_use]
    pub fn with(self, more: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0);
        for part in more {
            hash_part(&mut hasher, part);
        }
        Self(hasher.finalize().into())
    }

    /// Returns it in hexadecimal digits.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// Hashes the settings, content, data files, attachments, theme and opportunities among `files`, those of them that
/// cannot be read, and the files at the paths `beside`. A file that is among the `known` ones is not read.
///
/// # Errors
/// A folder that exists and cannot be listed, or settings that the machine does not let be read.
pub fn fingerprint(files: &dyn Files, beside: &[String], known: &KnownHashes) -> Result<Fingerprint, InputError> {
    // What is wrong with the settings is reported by the build, if there is one.
    let (settings, _) = read_site_settings(files)?;
    let (mut paths, left_out) = Inventory::new(files, &settings)?.into_parts();
    paths.extend_from_slice(beside);
    paths.extend(settings.opportunities.path().map(str::to_owned));
    if settings.opportunities.source == OpportunitySource::Notion {
        paths.push(settings.opportunities.attempt_path());
    }
    paths.sort();
    paths.dedup();
    let hashes: Vec<[u8; 32]> = paths.par_iter().map(|path| hash(files, path, known)).collect();
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in paths.iter().zip(hashes) {
        hash_part(&mut hasher, path);
        hasher.update(&hash);
    }
    for left_out in left_out {
        hash_part(&mut hasher, &left_out.path);
        hash_part(&mut hasher, &left_out.reason.to_string());
    }
    for fact in named_folders(files, &settings).into_iter().chain(groups_beside(files, &settings)) {
        hasher.update(&[u8::from(fact)]);
    }
    Ok(Fingerprint(hasher.finalize().into()))
}

fn hash_part(hasher: &mut blake3::Hasher, part: &str) {
    hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
}

/// Hashes one file; one that cannot be read hashes to the reason and its state.
fn hash(files: &dyn Files, path: &str, known: &KnownHashes) -> [u8; 32] {
    // Before the bytes: a change in between is then seen the next time.
    let stamp = files.stamp(path);
    if let Some(hash) = stamp.and_then(|stamp| known.recall(path, &stamp)) {
        return hash;
    }
    let reason = match files.read(path, LIMIT) {
        Ok(bytes) => {
            let hash = blake3::hash(&bytes).into();
            if let Some(stamp) = stamp {
                known.keep(path, stamp, hash);
            }
            return hash;
        }
        Err(ReadFault::Missing) => "missing",
        Err(ReadFault::NotRegular) => "not regular",
        Err(ReadFault::TooLarge { .. }) => "large",
        Err(ReadFault::Unreadable(_) | ReadFault::Stopped(_)) => "unreadable",
    };
    blake3::hash(format!("{reason} {:?}", files.stamp(path)).as_bytes()).into()
}
