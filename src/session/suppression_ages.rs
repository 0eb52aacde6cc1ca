//! What Git knows of the age of suppressions without an end.

use crate::config::Settings;
use crate::git;
use crate::library::Library;
use crate::rules::undated_suppressions;
use crate::source::PastTextsByPath;
use std::path::Path;

/// Reads the earlier versions of every file of the site in `folder` that has a suppression without an end, as of
/// `revision`. Git is started only for such files.
pub(super) fn past_of_suppressions(
    folder: &Path,
    revision: &str,
    library: &Library,
    settings: &Settings,
) -> PastTextsByPath {
    let undated = undated_suppressions(library, settings).into_iter();
    let past = undated.map(|(path, rules)| {
        let words: Vec<&str> = rules.iter().map(String::as_str).collect();
        let texts = match repository_of_its_own(folder, &path) {
            Some(own) => git::past_texts(&own.0, "HEAD", &own.1, &words),
            None => git::past_texts(folder, revision, &path, &words),
        };
        (path, texts)
    });
    past.collect()
}

/// Returns the folder and the name of the file at `path` if it is in another repository than the site, as a private root
/// may be.
pub(super) fn repository_of_its_own(folder: &Path, path: &str) -> Option<(std::path::PathBuf, String)> {
    let file = std::path::absolute(folder.join(path)).ok()?;
    let own = file.parent().filter(|own| own.is_dir())?;
    let site = std::path::absolute(folder).ok()?;
    let name = file.file_name()?.to_str()?.to_owned();
    (git::repository_top(own)? != git::repository_top(&site)?).then(|| (own.to_owned(), name))
}
