//! Where a page is, and how one page links to another.
//!
//! An [`Address`] names a folder of the site, such as `battlecards/globex`; the page is the `index.html` in it. Links
//! are relative and name that file, so that a site works below any path and straight from a disk.

use crate::library::{old_page_path, page_path};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may be in a path segment of a link as it is (RFC 3986, `unreserved`).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The place of a page: its folder below the site, empty for the first page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    folder: String,
    /// Set for a page that servers show at any path: what its links begin with.
    prefix: Option<String>,
}

impl Address {
    /// Makes the address of the page in `folder`, whose parts can be in any file system.
    pub(crate) fn of_folder(folder: &str) -> Self {
        Self { folder: folder.trim_matches('/').to_owned(), prefix: None }
    }

    /// Makes the address of the entry with this id.
    pub(crate) fn of_id(id: &str) -> Self {
        Self::of_folder(page_path(id).trim_end_matches("index.html"))
    }

    /// Makes the address at which a page was before: `guides/setup`, `/guides/setup/` or `guides/setup.html`, for which
    /// servers look in the same folder or file.
    pub(crate) fn of_old(path: &str) -> Self {
        Self::of_folder(old_page_path(path).trim_end_matches("index.html"))
    }

    /// Makes the address of a page that servers show at any path below `prefix`, a path with slashes at both ends.
    pub(crate) fn anywhere(prefix: &str) -> Self {
        Self { folder: String::new(), prefix: Some(prefix.to_owned()) }
    }

    /// Returns the folder below the site, without slashes at its ends.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// Returns the path of the page's file below the site.
    pub(crate) fn file(&self) -> String {
        if self.folder.is_empty() { "index.html".to_owned() } else { format!("{}/index.html", self.folder) }
    }

    /// Returns the path as servers show it: encoded, with a slash at its end, empty for the first page.
    pub(crate) fn clean(&self) -> String {
        if self.folder.is_empty() { String::new() } else { format!("{}/", encode(&self.folder)) }
    }

    /// Returns what leads from this page to the site's root: empty or `../` as often as needed.
    pub(crate) fn root(&self) -> String {
        if let Some(prefix) = &self.prefix {
            return prefix.clone();
        }
        if self.folder.is_empty() { String::new() } else { "../".repeat(self.folder.split('/').count()) }
    }

    /// Returns the relative link from this page to `other`.
    pub(crate) fn link(&self, other: &Self) -> String {
        self.link_file(&other.file())
    }

    /// Returns the relative link from this page to the file at `path` below the site.
    pub(crate) fn link_file(&self, path: &str) -> String {
        if let Some(prefix) = &self.prefix {
            return format!("{prefix}{}", encode(path));
        }
        // A site has links by the million: no part is copied on the way.
        let (mut own, mut rest) = (self.folder.as_str(), path);
        while let Some((folder, below)) = rest.split_once('/') {
            let (first, after) = own.split_once('/').unwrap_or((own, ""));
            if own.is_empty() || first != folder {
                break;
            }
            (own, rest) = (after, below);
        }
        let up = if own.is_empty() { 0 } else { own.split('/').count() };
        format!("{}{}", "../".repeat(up), encode(rest))
    }
}

/// Encodes a path for a link, keeping its slashes.
pub(crate) fn encode(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/');
    if path.bytes().all(is_plain) {
        return path.to_owned();
    }
    path.split('/').map(|part| utf8_percent_encode(part, SEGMENT).to_string()).collect::<Vec<_>>().join("/")
}

/// Returns the link to the file at `path`, relative to the site's root.
pub fn encoded_path(path: &str) -> String {
    encode(path)
}

/// Encodes the part of a link after `#`.
pub(crate) fn encode_anchor(anchor: &str) -> String {
    utf8_percent_encode(anchor, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_any_page_to_any_other() {
        let link = |from: &str, to: &str| Address::of_folder(from).link(&Address::of_folder(to));
        assert_eq!(link("", ""), "index.html");
        assert_eq!(link("", "battlecards/globex"), "battlecards/globex/index.html");
        assert_eq!(link("battlecards/globex", ""), "../../index.html");
        assert_eq!(link("battlecards/globex", "battlecards/initech"), "../initech/index.html");
        assert_eq!(link("answers/a/b", "gaps"), "../../../gaps/index.html");
        assert_eq!(link("a", "a/grüße"), "gr%C3%BC%C3%9Fe/index.html");
        assert_eq!(link("a/b/c", "a/b"), "../index.html");
        assert_eq!(link("a/b", "a/b/c"), "c/index.html");
        assert_eq!(link("a/b", "a/bc"), "../bc/index.html");
        assert_eq!(link("a/b", "a/b"), "index.html");
        assert_eq!(Address::of_folder("a/b").link_file("assets/x.css"), "../../assets/x.css");
        assert_eq!(Address::of_folder("a/b").link_file("a/b"), "../b", "a file with the name of a folder");
    }
}
