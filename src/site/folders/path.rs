//! The folders of an entry below that of its kind.

use crate::entry::Entry;

/// Names of index pages.
const INDEX_NAMES: [&str; 3] = ["index", "README", "_index"];

/// Returns the folder of an entry, as in its id, and whether the entry is its index page.
pub(super) fn folder(entry: &Entry) -> (&str, bool) {
    let (folder, name) = entry.id.rsplit_once('/').unwrap_or(("", &entry.id));
    (folder, INDEX_NAMES.contains(&name))
}

/// Returns each folder on the way to `folder` without the one of the kind, the outermost first, as paths.
pub(super) fn steps<'a>(folder: &'a str, kind_folder: &str) -> Vec<&'a str> {
    let is_below_kind = folder == kind_folder || folder.starts_with(&format!("{kind_folder}/"));
    let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
    let paths = ends.filter_map(|end| folder.get(..end)).filter(|path| !path.is_empty());
    paths.skip(usize::from(is_below_kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn the_folder_of_the_kind_is_no_section_and_every_other_is() {
        assert_eq!(steps("pages", "pages"), [""; 0]);
        assert_eq!(steps("pages/setup/network", "pages"), ["pages/setup", "pages/setup/network"]);
        assert_eq!(steps("pagesetup/network", "pages"), ["pagesetup", "pagesetup/network"]);
        assert_eq!(steps("", "pages"), [""; 0]);
    }
}
