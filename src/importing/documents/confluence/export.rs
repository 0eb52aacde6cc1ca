//! All pages of an export, in folders as in the tree of pages.

use super::page::{Export, PageLinks, read_page};
use super::tree::pages;
use crate::importing::documents::assets::Assets;
use crate::importing::documents::converted::{DocumentSite, Read, add};
use crate::importing::documents::document::Document;
use crate::importing::documents::ending::{has_ending, without_ending};
use crate::importing::documents::html::parse;
use crate::importing::documents::targets::Targets;
use crate::importing::import::{Import, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the folders of exports among the files: those with an `index.html` and pages that Confluence wrote. A folder
/// ends with a slash; that of the files themselves is empty.
pub(in crate::importing::documents) fn exports(files: &[Source]) -> Vec<String> {
    let is_index = |path: &str| path == "index.html" || path.ends_with("/index.html");
    let roots = files.iter().filter(|file| is_index(&file.path)).map(|file| file.path.trim_end_matches("index.html"));
    let mut found: Vec<String> = Vec::new();
    for root in roots {
        let is_within = found.iter().any(|other| root.starts_with(other.as_str()));
        let is_page = |file: &&Source| {
            file.path.starts_with(root) && has_ending(&file.path, "html") && is_confluence(&file.bytes)
        };
        if !is_within && files.iter().any(|file| is_page(&file)) {
            found.push(root.to_owned());
        }
    }
    found
}

fn is_confluence(bytes: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    has(b"Confluence") && (has(b"wiki-content") || has(b"main-content") || has(b"page-metadata") || has(b"pageSection"))
        || has(b"id=\"main-content\"") && has(b"wiki-content")
}

/// Makes a page of each page of the export in the folder `root`.
pub(in crate::importing::documents) fn import_export(
    root: &str,
    files: &[&Source],
    targets: &mut Targets<'_>,
    import: &mut Import,
    site: DocumentSite<'_>,
) {
    let by_path: BTreeMap<&str, &[u8]> = files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let index = format!("{root}index.html");
    let tree =
        by_path.get(index.as_str()).map(|bytes| pages(&parse(&String::from_utf8_lossy(bytes)))).unwrap_or_default();
    let mut named = BTreeMap::new();
    for page in &tree {
        let path = if page.has_children { format!("{}/index", page.path) } else { page.path.clone() };
        named.entry(format!("{root}{}", page.file)).or_insert(format!("{root}{path}"));
    }
    let is_page =
        |file: &&&Source| has_ending(&file.path, "html") && file.path != index && !in_folder(&file.path, root);
    let mut own: Vec<&Source> = files.iter().filter(is_page).copied().collect();
    own.sort_by_key(|file| (!named.contains_key(&file.path), file.path.clone()));
    let mut export = Export { root: root.to_owned(), files: by_path, targets: BTreeMap::new() };
    for file in &own {
        let path = named.get(&file.path).map_or(without_ending(&file.path), String::as_str);
        export.targets.insert(file.path.clone(), targets.page(&file.path, path));
    }
    let mut used: BTreeSet<String> = own.iter().map(|file| file.path.clone()).chain([index.clone()]).collect();
    for file in own {
        let Some(target) = export.targets.get(&file.path).cloned() else { continue };
        let assets = Assets::beside(&target);
        let mut links = PageLinks { export: &export, target: &target, assets, used: BTreeSet::new() };
        let document = read_page(&file.path, &String::from_utf8_lossy(&file.bytes), &mut links);
        used.append(&mut links.used);
        add(import, Read { file, target: target.clone(), document, what: "page of Confluence converted" }, site);
    }
    for file in files.iter().filter(|file| !used.contains(&file.path)) {
        let is_own =
            file.path.contains("/styles/") || has_ending(&file.path, "css") || file.path.contains("images/icons/");
        let why =
            if is_own { "a style or icon of Confluence" } else { "no page of the export shows it or links to it" };
        import.leave_out(&file.path, why);
    }
    if export.files.contains_key(index.as_str()) {
        import.leave_out(&index, "the tree of pages; it became the folders of the pages");
    }
}

/// Reads a page of HTML that is part of no export; pictures are those of the files beside it. Returns the files that it
/// shows or links to as well.
pub(in crate::importing::documents) fn read_html_page(
    file: &Source,
    target: &str,
    others: &[&Source],
) -> (Document, BTreeSet<String>) {
    let by_path = others.iter().map(|other| (other.path.as_str(), other.bytes.as_slice())).collect();
    let root = file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let export = Export { root, files: by_path, targets: BTreeMap::new() };
    let mut links = PageLinks { export: &export, target, assets: Assets::beside(target), used: BTreeSet::new() };
    let document = read_page(&file.path, &String::from_utf8_lossy(&file.bytes), &mut links);
    (document, links.used)
}

/// Returns whether a file is in a folder of its own below `root`, as attachments are.
fn in_folder(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.contains('/'))
}
