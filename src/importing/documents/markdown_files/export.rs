//! All pages and databases of an export.

use super::database::read_table;
use super::links::{Export, PageLinks};
use super::names::{title, without_ids};
use super::page::rewritten;
use crate::importing::documents::assets::Assets;
use crate::importing::documents::converted::{DocumentSite, Read, ReadText, add, add_text};
use crate::importing::documents::ending::has_ending;
use crate::importing::documents::format::{Format, format_of};
use crate::importing::documents::log::Log;
use crate::importing::documents::targets::{Targets, relative};
use crate::importing::import::{Import, Source};
use std::collections::{BTreeMap, BTreeSet};

/// What other documents among the files became.
pub(in crate::importing::documents) struct Known {
    /// The pages by the paths of the documents.
    pub(in crate::importing::documents) pages: BTreeMap<String, String>,
    /// The files that they show or link to.
    pub(in crate::importing::documents) used: BTreeSet<String>,
}

/// Makes a page of each Markdown file and table. Other
/// files are copied if a page shows them or links to them, and else left out.
pub(in crate::importing::documents) fn import_files(
    files: &[&Source],
    known: Known,
    targets: &mut Targets<'_>,
    import: &mut Import,
    site: DocumentSite<'_>,
) {
    let by_path: BTreeMap<&str, &[u8]> = files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let is_whole = |path: &str| path.ends_with("_all.csv");
    let has_whole = |path: &str| {
        path.strip_suffix(".csv").is_some_and(|stem| by_path.contains_key(format!("{stem}_all.csv").as_str()))
    };
    let is_view = |path: &str| has_ending(path, "csv") && !is_whole(path) && has_whole(path);
    let others: BTreeSet<String> = import.rows.iter().map(|row| row.source.clone()).collect();
    let formats: BTreeMap<&str, Result<Format, String>> =
        files.iter().map(|file| (file.path.as_str(), format_of(&file.path, &file.bytes))).collect();
    let is_page =
        |path: &str| matches!(formats.get(path), Some(Ok(Format::Markdown | Format::Delimited))) && !is_view(path);
    let mut export = Export { files: by_path.clone(), targets: known.pages };
    let mut own = BTreeSet::new();
    for file in files.iter().filter(|file| is_page(&file.path)) {
        own.insert(file.path.as_str());
        let target = targets.page(&file.path, &without_ids(&file.path));
        export.targets.insert(file.path.clone(), target);
    }
    let mut used: BTreeSet<String> = export.targets.keys().cloned().chain(others).chain(known.used).collect();
    for file in files.iter().filter(|file| own.contains(file.path.as_str())) {
        let Some(target) = export.targets.get(&file.path).cloned() else { continue };
        if matches!(formats.get(file.path.as_str()), Some(Ok(Format::Delimited))) {
            database(file, &export, target, import, site);
            continue;
        }
        let assets = Assets::beside(&target);
        let mut links =
            PageLinks { export: &export, source: &file.path, target: &target, assets, used: BTreeSet::new() };
        let mut log = Log::new(&file.path);
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            import.leave_out(&file.path, "its text is not UTF-8: save it as UTF-8, and import it again");
            continue;
        };
        let (text, own_title) = without_front_matter(text, &mut log);
        let text = properties(&text, &mut log);
        let text = rewritten(&text, &mut links, &mut log);
        used.append(&mut links.used);
        let name = title(file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md"));
        let title = own_title.as_deref().unwrap_or(name);
        let assets = links.assets;
        add_text(
            import,
            ReadText { file, target: target.clone(), title, text, assets, constructs: log.constructs },
            site,
        );
    }
    for file in files.iter().filter(|file| !used.contains(&file.path)) {
        let why = match formats.get(file.path.as_str()) {
            _ if is_view(&file.path) => "a view of a database; the file with all its rows was imported",
            Some(Err(why)) => why,
            _ => "no page shows it or links to it",
        };
        import.leave_out(&file.path, why);
    }
}

/// Takes front matter of another tool away; its title is used, the rest is listed.
fn without_front_matter(text: &str, log: &mut Log) -> (String, Option<String>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return (text, None);
    };
    let title = front
        .lines()
        .find_map(|line| line.strip_prefix("title:"))
        .map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
    log.left_out("front matter", front.lines().map(str::trim).collect::<Vec<_>>().join("; "));
    (body.to_owned(), title)
}

fn database(file: &Source, export: &Export<'_>, target: String, import: &mut Import, site: DocumentSite<'_>) {
    let path = file.path.as_str();
    let folder = path.trim_end_matches(".csv").trim_end_matches("_all");
    let rows: BTreeMap<String, String> = export
        .targets
        .iter()
        .filter_map(|(source, page)| {
            let inside = source.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".md")?;
            let name = title(inside).to_owned();
            (!inside.contains('/')).then(|| (name, relative(&target, page)))
        })
        .collect();
    // Names of files lack some symbols of the titles.
    let bare = |text: &str| text.chars().filter(|symbol| symbol.is_alphanumeric()).collect::<String>().to_lowercase();
    let by_name: BTreeMap<String, &String> = rows.iter().map(|(name, page)| (bare(name), page)).collect();
    let page_of = |name: &str| by_name.get(&bare(name)).filter(|_| !name.is_empty()).map(|page| (*page).clone());
    match read_table(path, &file.bytes, &target, &page_of) {
        Ok(mut document) => {
            document.title =
                Some(title(path.rsplit('/').next().unwrap_or_default().trim_end_matches(".csv")).to_owned());
            add(import, Read { file, target, document, what: "table converted" }, site);
        }
        Err(why) => import.leave_out(path, &why),
    }
}

/// Makes a list of the properties that Notion writes below the title, one a line, which would be read as one paragraph.
fn properties(text: &str, log: &mut Log) -> String {
    let text = text.trim_start_matches('\n').to_owned();
    let Some((heading, rest)) = text.split_once("\n\n").filter(|(heading, _)| heading.starts_with("# ")) else {
        return text;
    };
    let (block, below) = rest.split_once("\n\n").unwrap_or((rest, ""));
    let is_property = |line: &str| {
        line.split_once(": ").is_some_and(|(name, value)| {
            let is_name =
                name.chars().all(|symbol| symbol.is_alphanumeric() || matches!(symbol, ' ' | '-' | '/' | '_'));
            is_name && name.chars().count() <= 40 && !value.trim().is_empty()
        })
    };
    if block.trim().is_empty() || !block.lines().all(is_property) {
        return text;
    }
    log.changed("properties", "a list below the title");
    let item = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap_or((line, ""));
        format!("- **{name}:** {value}")
    };
    let list = block.lines().map(item).collect::<Vec<_>>().join("\n");
    format!("{heading}\n\n{list}\n\n{below}")
}
