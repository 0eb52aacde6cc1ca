//! The files of a preview on their way to its server: searched, or kept from the last round.

use super::attachments::LARGEST_ATTACHMENT;
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use crate::inputs::read_file;
use crate::publish::{Content, File, OriginHash};
use crate::serve::SiteFiles;
use crate::site::{Origin, Sink};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a build ended early.
pub(super) enum Stop {
    Failed(Failure),
    Overtaken,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The files of one round, and what each was made from.
#[derive(Debug, Default)]
pub(super) struct RoundFiles {
    /// A hash over what decides about all files: the theme, and what readers must not see.
    context: Option<OriginHash>,
    files: BTreeMap<String, MadeFile>,
}

/// A file, and what it was made from; `None` if that is not known.
#[derive(Debug, Clone)]
struct MadeFile {
    origin: Option<OriginHash>,
    bytes: Arc<[u8]>,
}

impl RoundFiles {
    /// Takes the files of a round that ended early, for the next one.
    pub(super) fn add(&mut self, made: Self) {
        if self.context != made.context {
            *self = Self { context: made.context, files: BTreeMap::new() };
        }
        self.files.extend(made.files.into_iter().filter(|(_, file)| file.origin.is_some()));
    }

    /// Returns the files by their paths.
    pub(super) fn files(&self) -> SiteFiles {
        self.files.iter().map(|(path, file)| (path.clone(), Arc::clone(&file.bytes))).collect()
    }
}

/// The files of a round while they are made.
pub(super) struct PreviewStage<'a> {
    before: &'a RoundFiles,
    context: OriginHash,
    sweep: FinalSweep,
    is_overtaken: &'a (dyn Fn() -> bool + Sync),
    made: Mutex<BTreeMap<String, MadeFile>>,
}

impl<'a> PreviewStage<'a> {
    /// Begins a round after the one that made `before`. `theme` are the files of the site's theme; the round ends early when
    /// `is_overtaken` returns `true`.
    pub(super) fn begin(
        before: &'a RoundFiles,
        theme: &BTreeMap<String, Vec<u8>>,
        sweep: FinalSweep,
        is_overtaken: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        };
        for (path, bytes) in theme {
            add(path.as_bytes());
            add(bytes);
        }
        sweep.identify(&mut add);
        Self { before, context: hasher.finalize().into(), sweep, is_overtaken, made: Mutex::default() }
    }

    /// Returns the files and what searches them, with what it found.
    pub(super) fn into_parts(self) -> (RoundFiles, FinalSweep) {
        let files = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        (RoundFiles { context: Some(self.context), files }, self.sweep)
    }

    fn knows_before(&self) -> bool {
        self.before.context == Some(self.context)
    }

    fn insert(&self, path: &str, file: MadeFile) -> Result<(), Stop> {
        if (self.is_overtaken)() {
            return Err(Stop::Overtaken);
        }
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file);
        Ok(())
    }

    fn add(&self, file: File, origin: Option<OriginHash>) -> Result<(), Stop> {
        self.sweep.search(&file)?;
        let (path, bytes) = in_memory(file)?;
        self.insert(&path, MadeFile { origin, bytes })
    }
}

impl Sink<File, Stop> for PreviewStage<'_> {
    fn put(&self, file: File) -> Result<(), Stop> {
        self.add(file, None)
    }

    /// From the first round on: the next one keeps only files whose origins are known.
    fn keeps_files(&self) -> bool {
        true
    }

    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, Stop> {
        let known = self.before.files.get(path).filter(|file| self.knows_before() && file.origin == Some(origin.0));
        match known {
            Some(file) => self.insert(path, file.clone()).map(|()| true),
            None => Ok(false),
        }
    }

    fn put_made_from(&self, file: File, origin: Origin) -> Result<(), Stop> {
        self.add(file, Some(origin.0))
    }
}

/// Reads the bytes of a file that the preview serves.
pub(super) fn in_memory(file: File) -> Result<(String, Arc<[u8]>), Failure> {
    let bytes = match file.content {
        Content::Bytes(bytes) | Content::Packed { bytes, .. } => bytes,
        Content::Copy(path) => read_file(&path, LARGEST_ATTACHMENT)?,
    };
    Ok((file.path, Arc::from(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(context: u8, files: &[(&str, Option<u8>)]) -> RoundFiles {
        let file = |origin: Option<u8>| MadeFile { origin: origin.map(|byte| [byte; 32]), bytes: Arc::default() };
        RoundFiles {
            context: Some([context; 32]),
            files: files.iter().map(|(path, origin)| ((*path).to_owned(), file(*origin))).collect(),
        }
    }

    fn origins(round: &RoundFiles) -> Vec<(&str, Option<u8>)> {
        let first = |file: &MadeFile| file.origin.map(|origin| origin[0]);
        round.files.iter().map(|(path, file)| (path.as_str(), first(file))).collect()
    }

    #[test]
    fn files_of_a_round_that_ended_early_are_taken_if_their_origin_is_known() {
        let mut kept = round(1, &[("a", Some(1)), ("b", Some(1)), ("c", Some(1))]);
        kept.add(round(1, &[("b", Some(2)), ("c", None), ("d", Some(2)), ("e", None)]));
        assert_eq!(origins(&kept), [("a", Some(1)), ("b", Some(2)), ("c", Some(1)), ("d", Some(2))]);
    }

    #[test]
    fn files_of_another_theme_or_of_other_secrets_are_not_kept() {
        let mut kept = round(1, &[("a", Some(1)), ("b", Some(1))]);
        kept.add(round(2, &[("b", Some(2)), ("c", None)]));
        assert_eq!((kept.context, origins(&kept)), (Some([2; 32]), vec![("b", Some(2))]));
        let mut none = RoundFiles::default();
        none.add(round(1, &[("a", Some(1))]));
        assert_eq!(origins(&none), [("a", Some(1))]);
    }
}
