//! Where the links of an exported page lead.

use super::page::MarkdownLinks;
use crate::importing::documents::assets::Assets;
use crate::importing::documents::escape::target;
use crate::importing::documents::package::joined;
use crate::importing::documents::targets::relative;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// The files of an export, and the pages that they become.
pub(super) struct Export<'a> {
    /// The files by their paths.
    pub(super) files: BTreeMap<&'a str, &'a [u8]>,
    /// The pages by the paths of their files.
    pub(super) targets: BTreeMap<String, String>,
}

/// The links of one page.
pub(super) struct PageLinks<'a> {
    pub(super) export: &'a Export<'a>,
    /// The path of the page in the export.
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    pub(super) assets: Assets,
    /// The files that this page shows or links to.
    pub(super) used: BTreeSet<String>,
}

impl PageLinks<'_> {
    fn path(&self, address: &str) -> String {
        let decoded = percent_decode_str(address).decode_utf8_lossy();
        let folder = self.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        joined(folder, &decoded)
    }

    /// Returns the page that a database or page became; of two forms of a database, the whole one is imported.
    fn page(&self, path: &str) -> Option<&String> {
        let whole = || path.strip_suffix(".csv").map(|stem| format!("{stem}_all.csv"));
        self.export.targets.get(path).or_else(|| self.export.targets.get(&whole()?))
    }
}

impl MarkdownLinks for PageLinks<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        if address.contains("://") || address.starts_with("mailto:") || address.starts_with("//") {
            return target(address).map(|_| address.to_owned());
        }
        if address.starts_with('#') {
            return Some(address.to_owned());
        }
        let (path, anchor) = address.split_once('#').map_or((address, ""), |(path, anchor)| (path, anchor));
        let path = self.path(path);
        if let Some(page) = self.page(&path) {
            let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
            return Some(format!("{}{anchor}", relative(self.target, page)));
        }
        let bytes = self.export.files.get(path.as_str())?.to_vec();
        self.used.insert(path.clone());
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Some(self.assets.file(&path, &name, bytes))
    }

    fn picture(&mut self, address: &str) -> Result<String, String> {
        if address.contains("://") || address.starts_with("data:") {
            let shown: String = address.chars().take(200).collect();
            return Err(format!("a picture of another site: {shown}"));
        }
        let path = self.path(address);
        let bytes = self.export.files.get(path.as_str()).ok_or_else(|| format!("{path} is not in the export"))?;
        self.used.insert(path.clone());
        self.assets.picture(&path, bytes.to_vec())
    }
}
