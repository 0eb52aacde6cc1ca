//! Pictures and files beside a page.

use crate::importing::import::Written;
use crate::markdown::slug;
use std::collections::{BTreeMap, BTreeSet};

/// The files beside one page.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// The folder of the files, from the folder of the page.
    folder: String,
    /// The folder of the page, from the target.
    page_folder: String,
    taken: BTreeSet<String>,
    by_part: BTreeMap<String, String>,
    /// The files.
    pub(super) files: Vec<Written>,
}

impl Assets {
    /// Begins the files beside the page at `target`.
    pub(super) fn beside(target: &str) -> Self {
        let (page_folder, name) = target.rsplit_once('/').unwrap_or(("", target));
        let stem = name.strip_suffix(".md").unwrap_or(name);
        Self { folder: format!("{stem}-files"), page_folder: page_folder.to_owned(), ..Self::default() }
    }

    /// Adds a picture that was the part `part`, and returns its path from the page.
    ///
    /// # Errors
    /// Browsers do not show it; a phrase that says what it is.
    pub(super) fn picture(&mut self, part: &str, bytes: Vec<u8>) -> Result<String, String> {
        let Some(ending) = picture_ending(&bytes) else {
            let ending = part.rsplit_once('.').map_or("unknown", |(_, ending)| ending);
            return Err(format!("a picture in the format {ending}, which browsers do not show: {part}"));
        };
        let name = part.rsplit('/').next().unwrap_or(part);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Ok(self.put(part, stem, ending, bytes))
    }

    /// Adds a file that was the part `part`, and returns its path from the page.
    pub(super) fn file(&mut self, part: &str, name: &str, bytes: Vec<u8>) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
        self.put(part, stem, &ending.to_ascii_lowercase(), bytes)
    }

    fn put(&mut self, part: &str, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
        if let Some(path) = self.by_part.get(part) {
            return path.clone();
        }
        let stem = slug(stem);
        let stem = if stem.trim_matches('-').is_empty() { "file".to_owned() } else { stem };
        let mut name = format!("{stem}.{ending}");
        let mut count = 1;
        while !self.taken.insert(name.clone()) {
            count += 1;
            name = format!("{stem}-{count}.{ending}");
        }
        let from_page = format!("{}/{name}", self.folder);
        let path =
            if self.page_folder.is_empty() { from_page.clone() } else { format!("{}/{from_page}", self.page_folder) };
        self.files.push(Written { path, bytes });
        self.by_part.insert(part.to_owned(), from_page.clone());
        from_page
    }
}

/// Returns the description of a picture; nothing if it is only the name of its file, as some programs write.
pub(super) fn description(alt: &str) -> String {
    let ending = alt.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_name = ["png", "jpg", "jpeg", "gif", "webp", "svg", "emf", "wmf"].contains(&ending.as_str());
    if is_name { String::new() } else { alt.trim().to_owned() }
}

/// Returns the ending of a picture that browsers show, by its first bytes.
fn picture_ending(bytes: &[u8]) -> Option<&'static str> {
    let is_svg = || {
        let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        std::str::from_utf8(bytes).is_ok() && memchr::memmem::find(start, b"<svg").is_some()
    };
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ if is_svg() => Some("svg"),
        _ => None,
    }
}
