//! The files of a site of another generator.

use std::collections::BTreeMap;

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RepositoryFile {
    /// A text, which may be a page, settings or what a page includes.
    Text(String),
    /// A picture or another file that is copied at most.
    Other,
    /// It was not read, for this reason.
    Unread(&'static str),
}

/// The files below the folder that is imported, by path with `/` between parts.
#[derive(Debug, Clone, Default)]
pub struct Repository {
    files: BTreeMap<String, RepositoryFile>,
}

impl Repository {
    /// Takes the files.
    pub fn new(files: BTreeMap<String, RepositoryFile>) -> Self {
        Self { files }
    }

    /// Returns the text of the file at `path`.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(RepositoryFile::Text(text)) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
            _ => None,
        }
    }

    /// Returns whether `path` is a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the files in `folder` and below; all for an empty one.
    pub(super) fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a RepositoryFile)> + use<'a> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let prefix = start.clone();
        let files = self.files.range(start..).take_while(move |(path, _)| path.starts_with(&prefix));
        files.map(|(path, file)| (path.as_str(), file))
    }

    /// Returns whether a file is below `folder`.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }
}

/// Joins `path` to `folder`; `None` where it leads out of the folder that is imported.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns the folder of the file at `path`; empty at the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the relative path from a file in `from` to the file at `to`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let own: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let folders: Vec<&str> = folder_of(to).split('/').filter(|part| !part.is_empty()).collect();
    let shared = own.iter().zip(&folders).take_while(|(one, other)| one == other).count();
    let rest: Vec<&str> = to.split('/').skip(shared).collect();
    format!("{}{}", "../".repeat(own.len() - shared), rest.join("/"))
}

/// Returns the ending of the name of `path`, in small letters.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_below_the_folder_only() {
        let joined = ["b.md", "../b.md", "../../b.md", "./x/../b.md"].map(|path| join("docs/a", path));
        let expected = [Some("docs/a/b.md"), Some("docs/b.md"), Some("b.md"), Some("docs/a/b.md")];
        assert_eq!(joined.map(Option::unwrap_or_default), expected.map(|path| path.unwrap_or_default().to_owned()));
        assert_eq!(join("docs", "../../b.md"), None);
        assert_eq!(relative("a/b", "a/c/d.md"), "../c/d.md");
        assert_eq!(relative("", "a.md"), "a.md");
    }

    #[test]
    fn a_folder_has_its_own_files_alone() {
        let names = ["a.md", "docs-old/a.md", "docs/a.md", "docs/b/c.md", "docs.md"];
        let files = names.map(|name| (name.to_owned(), RepositoryFile::Other));
        let repository = Repository::new(files.into_iter().collect());
        let below: Vec<&str> = repository.below("docs").map(|(path, _)| path).collect();
        assert_eq!(below, ["docs/a.md", "docs/b/c.md"]);
        assert_eq!(repository.below("").count(), 5);
        assert_eq!((repository.has_folder("docs/b"), repository.has_folder("doc")), (true, false));
    }
}
