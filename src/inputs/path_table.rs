//! Listing a folder of files that are known by their paths alone, as a walk over the disk would list it.

use super::error::InputError;
use super::files::{DEPTH, HiddenFiles, LeftOut, LeftOutReason, Listing};
use std::collections::BTreeMap;

/// A path and, for what is not read, the reason.
pub(super) struct KnownPath<'a> {
    /// The path from the site's folder.
    pub(super) path: &'a str,
    /// Why it is left out; `None` for regular files.
    pub(super) left_out: Option<LeftOutReason>,
}

/// Lists what is below `folder` among `known`.
pub(super) fn list_below<'a>(
    known: impl Iterator<Item = KnownPath<'a>>,
    folder: &str,
    hidden: HiddenFiles,
) -> Result<Listing, InputError> {
    let folder: Vec<&str> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // By parts, so that the files of a folder come where its name is in order: `a/b` before `a.md`.
    let mut found: BTreeMap<Vec<&str>, Option<LeftOutReason>> = BTreeMap::new();
    for KnownPath { path, left_out } in known {
        let mut parts: Vec<&str> = path.split('/').collect();
        let Some(below) = parts.strip_prefix(folder.as_slice()) else { continue };
        if below.is_empty() {
            match left_out {
                Some(LeftOutReason::Submodule) => drop(found.insert(parts, left_out)),
                _ => return Err(InputError::not_a_directory(path)),
            }
        } else if hidden == HiddenFiles::Skipped && below.iter().any(|part| part.starts_with('.')) {
        } else if below.len() > DEPTH {
            parts.truncate(folder.len() + DEPTH);
            found.insert(parts, Some(LeftOutReason::TooDeep));
        } else {
            found.insert(parts, left_out);
        }
    }
    let mut listing = Listing::default();
    for (parts, left_out) in found {
        let path = parts.join("/");
        match left_out {
            None => listing.files.push(path),
            Some(reason) => listing.left_out.push(LeftOut { path, reason }),
        }
    }
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(paths: &[&str], folder: &str, hidden: HiddenFiles) -> (Vec<String>, Vec<String>) {
        let known = paths.iter().map(|path| KnownPath { path, left_out: None });
        let listing = list_below(known, folder, hidden).expect("a folder");
        (listing.files, listing.left_out.into_iter().map(|left_out| left_out.path).collect())
    }

    #[test]
    fn files_are_in_the_order_of_their_names_and_folders() {
        let paths = ["c/a.md", "c/a/z.md", "c/.h.md", "c/.h/a.md", "cc/a.md", "b.md"];
        let expected = ["c/a/z.md", "c/a.md"].map(str::to_owned).to_vec();
        assert_eq!(listed(&paths, "c", HiddenFiles::Skipped), (expected, Vec::new()));
        let expected = ["c/.h/a.md", "c/.h.md", "c/a/z.md", "c/a.md"].map(str::to_owned).to_vec();
        assert_eq!(listed(&paths, "./c/", HiddenFiles::Listed), (expected, Vec::new()));
        assert_eq!(listed(&paths, "d", HiddenFiles::Listed), (Vec::new(), Vec::new()));
        assert_eq!(listed(&paths, ".", HiddenFiles::Skipped).0, ["b.md", "c/a/z.md", "c/a.md", "cc/a.md"]);
    }

    #[test]
    fn the_last_level_is_read_and_the_one_below_it_is_named_once() {
        let deepest = format!("c{}", "/d".repeat(DEPTH));
        let (one, other) = (format!("{deepest}/x"), format!("{deepest}/y"));
        assert_eq!(listed(&[&deepest], "c", HiddenFiles::Skipped), (vec![deepest.clone()], Vec::new()));
        assert_eq!(listed(&[&one, &other], "c", HiddenFiles::Skipped), (Vec::new(), vec![deepest]));
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_an_error() {
        let known = || std::iter::once(KnownPath { path: "c", left_out: None });
        let error = list_below(known(), "c", HiddenFiles::Skipped).expect_err("a file").to_string();
        assert_eq!(error, "cannot list c: not a directory; links are not followed");
        let known = std::iter::once(KnownPath { path: "c", left_out: Some(LeftOutReason::Submodule) });
        let left_out = list_below(known, "c", HiddenFiles::Skipped).expect("a folder").left_out;
        assert_eq!(left_out, [LeftOut { path: "c".to_owned(), reason: LeftOutReason::Submodule }]);
    }
}
