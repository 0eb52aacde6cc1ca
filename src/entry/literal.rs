//! Content files in memory, for the unit tests of the stages above.

use super::compose::Context;
use super::read::{EntryFile, read_entries};
use crate::config::default_settings;
use crate::source::SourceFile;

/// Reads `texts` by path, below the root `content` of a site without settings.
pub(crate) fn read_content(texts: &[(&str, &str)]) -> Vec<EntryFile> {
    let settings = default_settings();
    let Some(root) = settings.roots.first() else { return Vec::new() };
    let context = Context { settings: &settings, root };
    texts.iter().map(|(path, text)| read_entries(&SourceFile::new(path, (*text).to_owned()), context)).collect()
}
