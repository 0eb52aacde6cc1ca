//! Writing a filled questionnaire and its manifest, without replacing what a person changed in an earlier one.

use super::failure::Failure;
use super::manifest_place::ManifestPlace;
use super::notes::Notes;
use super::outputs::{Author, Outputs};
use super::prepare::PreparedSite;
use crate::inputs::read_file;
use crate::responses::SCHEMA;
use crate::secrets::mask;
use crate::user_files::{Change, Expected, write_all};
use std::path::{Path, PathBuf};

/// The largest output that is compared with its manifest, in bytes.
const LIMIT: u64 = 256 << 20;

/// The files of one `rfp fill`.
#[derive(Debug, Clone)]
pub struct FilledFiles {
    /// The questionnaire as it was received.
    pub received: PathBuf,
    /// The filled questionnaire.
    pub output: PathBuf,
    /// The record of what was filled.
    pub manifest: ManifestPlace,
}

/// Which output may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Only one that is as it was written.
    Unchanged,
    /// Also one that was changed since.
    Changed,
}

/// What may be replaced, and where it is noted.
#[derive(Clone, Copy)]
pub struct Overwriting<'a> {
    /// Which output may be replaced.
    pub replace: Replace,
    /// Where replacing a changed output is noted.
    pub notes: &'a dyn Notes,
}

impl FilledFiles {
    /// Writes the filled questionnaire and its manifest, in which credentials are masked.
    ///
    /// # Errors
    /// A file must not be replaced, or cannot be written; then both are as they were.
    pub fn write(
        &self,
        site: &PreparedSite,
        filled: &[u8],
        manifest: &str,
        overwriting: Overwriting<'_>,
    ) -> Result<(), Failure> {
        self.refuse_same()?;
        let manifest = mask(manifest);
        let (old_output, old_manifest) = (existing(&self.output)?, existing(&self.manifest.path)?);
        let recorded = old_manifest.as_deref().and_then(recorded_hash);
        let mut hashes: Vec<String> = recorded.iter().cloned().collect();
        for earlier in &self.manifest.earlier {
            hashes.extend(existing(earlier)?.as_deref().and_then(recorded_hash));
        }
        let author = self.author(old_output.as_deref(), filled, &hashes, overwriting)?;
        let outputs = Outputs::of(site);
        outputs.check(&self.output, author)?;
        if old_manifest.as_ref().is_some_and(|old| !old.is_empty()) && recorded.is_none() {
            return Err(Failure(format!(
                "{} is not a manifest of `rfp fill` and was not replaced; name another file with --manifest",
                self.manifest.path.display()
            )));
        }
        outputs.check(&self.manifest.path, Author::Unknown)?;
        write_all(&[
            Change { path: &self.output, bytes: filled, expected: as_read(old_output.as_deref()) },
            Change {
                path: &self.manifest.path,
                bytes: manifest.as_bytes(),
                expected: as_read(old_manifest.as_deref()),
            },
        ])?;
        Ok(())
    }

    /// Returns who wrote the old output, if it may be replaced.
    fn author(
        &self,
        old: Option<&[u8]>,
        filled: &[u8],
        recorded: &[String],
        overwriting: Overwriting<'_>,
    ) -> Result<Author, Failure> {
        let Some(old) = old.filter(|old| !old.is_empty()) else { return Ok(Author::Unknown) };
        let hash = blake3::hash(old).to_hex();
        if recorded.iter().any(|known| known.as_str() == hash.as_str()) || old == filled {
            return Ok(Author::Fieldbook);
        }
        let output = self.output.display();
        let why = if !recorded.is_empty() {
            "was changed since `rfp fill` wrote it".to_owned()
        } else {
            format!("exists, and {} does not record that `rfp fill` wrote it", self.manifest.path.display())
        };
        if overwriting.replace == Replace::Unchanged {
            return Err(Failure(format!(
                "{output} {why}; name another file with --output, or replace it with --force"
            )));
        }
        overwriting.notes.note(&format!("note: replacing {output}, although it {why}"));
        Ok(if !recorded.is_empty() { Author::Fieldbook } else { Author::Unknown })
    }

    /// The customer's file is evidence of what was asked; it is never replaced, whichever path leads to it.
    fn refuse_same(&self) -> Result<(), Failure> {
        let Self { received, output, manifest: ManifestPlace { path: manifest, .. } } = self;
        if let Some(output) = [output, manifest].into_iter().find(|output| is_same(received, output)) {
            return Err(Failure(format!("{} is the customer's own file; name another output", output.display())));
        }
        if output == manifest || is_same(output, manifest) {
            return Err(Failure(format!(
                "{} cannot be both the output and its manifest; name another file with --manifest",
                output.display()
            )));
        }
        Ok(())
    }
}

/// Returns whether two paths lead to one regular file.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other && one.is_file(),
        // A file that does not exist yet is not the same as one that does.
        _ => false,
    }
}

/// Reads a regular file; `None` if there is none, or a device or pipe, which is never replaced.
fn existing(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match path.canonicalize() {
        Ok(whole) if whole.is_file() => Ok(Some(read_file(&whole, LIMIT)?)),
        _ => Ok(None),
    }
}

/// Returns the hash of the output that a manifest records; `None` for any other file.
fn recorded_hash(manifest: &[u8]) -> Option<String> {
    let json: serde_json::Value = serde_json::from_slice(manifest).ok()?;
    let is_manifest = json.get("schema")?.as_str()? == SCHEMA;
    json.get("written")?.as_str().filter(|_| is_manifest).map(str::to_owned)
}

fn as_read(old: Option<&[u8]>) -> Expected<'_> {
    old.map_or(Expected::Nothing, Expected::Content)
}
