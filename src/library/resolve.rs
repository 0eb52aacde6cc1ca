//! Where a link leads.

use super::entries::Library;
use crate::entry::{Entry, Link};
use percent_encoding::percent_decode_str;
use std::sync::Arc;

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum Target {
    /// To an entry, perhaps to an anchor on its page.
    Entry(Arc<Entry>, Option<String>),
    /// To an anchor on the same page.
    Anchor(String),
    /// To a file beside the content that is not an entry, by its path from the site's root.
    Asset(String),
    /// To another site, or by mail.
    External(String),
    /// To an entry whose file could not be read, which is reported there.
    Unreadable,
    /// Nowhere; the path that was looked for.
    Missing(String),
    /// By a scheme that no page may carry, such as `javascript:`.
    Unsafe,
}

impl Library {
    /// Follows a link of `entry`.
    pub fn resolve(&self, entry: &Entry, link: &Link) -> Target {
        if link.is_wiki { self.resolve_id(&link.target.value) } else { self.resolve_url(entry, &link.target.value) }
    }

    /// Follows an id, with an optional `#anchor`.
    pub fn resolve_id(&self, target: &str) -> Target {
        let (id, anchor) = split_anchor(target);
        let id = id.trim().trim_matches('/');
        let found = self.find(id).or_else(|| self.by_last_part(id));
        match found {
            Some(entry) => Target::Entry(Arc::clone(entry), anchor),
            None if self.is_unreadable(id) => Target::Unreadable,
            None => Target::Missing(id.to_owned()),
        }
    }

    fn resolve_url(&self, entry: &Entry, url: &str) -> Target {
        if let Some(target) = scheme_target(url) {
            return target;
        }
        let (path, anchor) = split_anchor(url);
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        if path.is_empty() {
            return anchor.map_or(Target::Missing(String::new()), Target::Anchor);
        }
        let Ok(path) = percent_decode_str(path).decode_utf8() else { return Target::Missing(path.to_owned()) };
        let root = entry.root.as_ref();
        let Some(joined) = join(entry.file.path(), root, &path) else { return Target::Missing(path.into_owned()) };
        if let Some(found) = self.by_path_forms(&joined, root) {
            return Target::Entry(Arc::clone(found), anchor);
        }
        if self.is_unreadable(&joined) || self.is_unreadable(&format!("{joined}.md")) {
            return Target::Unreadable;
        }
        let name = joined.rsplit('/').next().unwrap_or_default();
        let has_extension = name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && end != "md");
        if has_extension && !path.ends_with('/') { Target::Asset(joined) } else { Target::Missing(joined) }
    }

    /// Tries the forms in which people write a page: the file, the file without `.md`, the folder, the id.
    fn by_path_forms(&self, joined: &str, root: &str) -> Option<&Arc<Entry>> {
        let bare = joined.trim_end_matches('/');
        let forms = [
            bare.to_owned(),
            format!("{bare}.md"),
            format!("{bare}/index.md"),
            format!("{bare}/README.md"),
            format!("{bare}.markdown"),
        ];
        let by_path = forms.iter().find_map(|form| self.by_path(form));
        by_path.or_else(|| {
            let id = bare.strip_prefix(root).map_or(bare, |rest| rest.trim_start_matches('/'));
            self.find(id)
        })
    }
}

fn split_anchor(url: &str) -> (&str, Option<String>) {
    match url.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => {
            (path, Some(percent_decode_str(anchor).decode_utf8_lossy().into_owned()))
        }
        Some((path, _)) => (path, None),
        None => (url, None),
    }
}

/// Returns where a link with a scheme or a host leads; `None` for a path.
fn scheme_target(url: &str) -> Option<Target> {
    let trimmed = url.trim_start();
    if trimmed.starts_with("//") {
        return Some(Target::External(format!("https:{trimmed}")));
    }
    let end = trimmed.find([':', '/', '?', '#'])?;
    let scheme = trimmed.get(..end).filter(|_| trimmed.get(end..).is_some_and(|rest| rest.starts_with(':')))?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" => Some(Target::External(trimmed.to_owned())),
        _ => Some(Target::Unsafe),
    }
}

/// Joins `path` to the folder of `from`; a leading `/` means the root. `None` where it leads out of the site.
fn join(from: &str, root: &str, path: &str) -> Option<String> {
    if path.contains(['\\', '\0']) {
        return None;
    }
    let base = if path.starts_with('/') { root } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let mut joined = parts.join("/");
    if path.ends_with('/') {
        joined.push('/');
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    #[test]
    fn the_last_part_finds_one_entry_and_no_other() {
        let files = read_content(&[
            ("content/competitors/globex.md", "---\nname: Globex\n---\n"),
            ("content/battlecards/one.md", "---\ncompetitor: GLOBEX\n---\n"),
            ("content/battlecards/two.md", "---\ncompetitor: Initech\n---\n"),
            ("content/pages/two.md", "---\ntitle: Two\n---\n"),
        ]);
        let library = Library::new(files, crate::library::Lists::default()).0;
        let found = ["one", "two", "globex", "", "pages/two", "three"].map(|name| match library.resolve_id(name) {
            Target::Entry(entry, _) => entry.id.clone(),
            _ => String::new(),
        });
        assert_eq!(found, ["battlecards/one", "", "competitors/globex", "", "pages/two", ""]);
        let cards = |id| library.cards_of(id).map(|card| card.id.as_str()).collect::<Vec<_>>();
        assert_eq!((cards("competitors/globex"), cards("globex")), (vec!["battlecards/one"], vec![]));
    }

    #[test]
    fn paths_join_below_the_site_only() {
        let joined = ["b.md", "../b.md", "/b.md", "../../..", "./x/../b.md", "a\\b", "folder/"]
            .map(|path| join("content/pages/a.md", "content", path));
        let expected = [
            "content/pages/b.md",
            "content/b.md",
            "content/b.md",
            "",
            "content/pages/b.md",
            "",
            "content/pages/folder/",
        ];
        assert_eq!(joined.map(Option::unwrap_or_default), expected.map(str::to_owned));
    }

    #[test]
    fn only_four_ways_lead_out() {
        let shown = [
            "https://a.example",
            "mailto:a@example.com",
            "//a.example/x",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "a/b:c",
            "vbscript:x",
        ]
        .map(|url| match scheme_target(url) {
            Some(Target::External(url)) => url,
            Some(Target::Unsafe) => "unsafe".to_owned(),
            _ => "path".to_owned(),
        });
        assert_eq!(
            shown,
            ["https://a.example", "mailto:a@example.com", "https://a.example/x", "unsafe", "unsafe", "path", "unsafe"]
        );
    }
}
