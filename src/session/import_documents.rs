//! Importing documents of word processors, slides and exports of wikis.

use super::failure::Failure;
use super::import::Imported;
use super::import_record::{OriginTarget, read_record};
use super::import_sources::{Walked, read_file_within, walk};
use super::import_target::{ImportTarget, target_folder};
use crate::entry::{Entry, KindFields};
use crate::importing::{
    Competitors, DocumentSite, Import, KindChoice, Origin, Source, UpdateMode, import_documents as convert,
};
use crate::inputs::{Inputs, read_inputs};
use crate::library::Library;
use crate::markdown::slug;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Which documents are imported, and as what.
#[derive(Debug, Clone)]
pub struct DocumentImport<'a> {
    /// Files, folders and archives.
    pub paths: &'a [PathBuf],
    /// The name of the place that they come from; by default that of the first path.
    pub origin: Option<&'a str>,
    /// Names of competitors beside those of the site.
    pub competitors: &'a [String],
    /// Which kinds were confirmed.
    pub kinds: KindChoice,
    /// Whether files of documents that changed at the origin are written again.
    pub update: UpdateMode,
}

/// Imports documents, and writes the pages unless the mode is a dry run.
///
/// # Errors
/// A path cannot be read, or a new file exists already; then nothing is written.
pub fn import_documents(documents: &DocumentImport<'_>, target: ImportTarget<'_>) -> Result<Imported, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(target.site)?;
    let (library, _) = Library::new(files, lists);
    let names = library.entries().iter().flat_map(|entry| competitor_names(entry));
    let competitors = Competitors::new(names.chain(documents.competitors.iter().cloned()));
    let origin = origin_name(documents);
    let record = read_record(target.site)?;
    let into = match (target.chosen, record.origin(&origin)) {
        (None, Some(known)) => known.into.clone(),
        (chosen, _) => target_folder(chosen, &settings, &folder_name(&origin)),
    };
    let known = record.pages(&origin);
    let kinds = with_recorded(&documents.kinds, record.origin(&origin));
    let walked = read(documents.paths)?;
    if walked.sources.is_empty() && walked.left_out.is_empty() {
        return Err(Failure("there are no files to import".to_owned()));
    }
    let site = DocumentSite { competitors: &competitors, kinds: &kinds, known: &known };
    let mut import = convert(walked.sources, site);
    for (path, why) in walked.left_out {
        import.leave_out(&path, why);
    }
    import.rows.sort_by(|one, other| one.source.cmp(&other.source));
    unknown_paths(&documents.kinds, &import, target);
    let origin = OriginTarget { name: &origin, into: &into, mode: target.mode, update: documents.update };
    record.write(target.site, &mut import, origin)?;
    Ok(Imported { import, into })
}

/// Returns the names and aliases of a competitor; none for another entry.
pub(super) fn competitor_names(entry: &Entry) -> Vec<String> {
    let KindFields::Competitor(own) = &entry.kind_fields else { return Vec::new() };
    own.name.iter().chain(&entry.aliases).map(|name| name.value.clone()).collect()
}

/// Returns the name of the origin: the one that was given, else the name of the only path.
fn origin_name(documents: &DocumentImport<'_>) -> String {
    if let Some(name) = documents.origin {
        return name.to_owned();
    }
    match documents.paths {
        [path] => {
            let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
            let name = name.map(|name| name.to_string_lossy().into_owned());
            name.filter(|name| !name.is_empty()).unwrap_or_else(|| "documents".to_owned())
        }
        _ => "documents".to_owned(),
    }
}

fn folder_name(origin: &str) -> String {
    let name = slug(&origin.replace(['.', '/'], " ")).trim_matches('-').to_owned();
    if name.is_empty() { "documents".to_owned() } else { name }
}

/// Adds the kinds that were confirmed in an earlier import of the origin, where nothing else is said now.
pub(super) fn with_recorded(kinds: &KindChoice, recorded: Option<&Origin>) -> KindChoice {
    let documents = recorded.into_iter().flat_map(|origin| &origin.documents);
    let recorded: BTreeMap<String, String> =
        documents.filter_map(|(source, document)| Some((source.clone(), document.kind.clone()?))).collect();
    if recorded.is_empty() {
        return kinds.clone();
    }
    kinds.with_recorded(&recorded)
}

/// Reads files and folders; what is in several folders is named after them.
fn read(paths: &[PathBuf]) -> Result<Walked, Failure> {
    let mut all = Walked::default();
    for path in paths {
        if !path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match read_file_within(path)? {
                Ok(bytes) => all.sources.push(Source { path: name, bytes }),
                Err(why) => all.left_out.push((name, why)),
            }
            continue;
        }
        let walked = walk(path)?;
        let folder = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let named = |inner: String| if paths.len() == 1 { inner } else { format!("{folder}/{inner}") };
        all.sources.extend(walked.sources.into_iter().map(|source| Source { path: named(source.path), ..source }));
        all.left_out.extend(walked.left_out.into_iter().map(|(inner, why)| (named(inner), why)));
    }
    Ok(all)
}

/// Says which lines of a list of kinds name no document of this import.
pub(super) fn unknown_paths(kinds: &KindChoice, import: &Import, target: ImportTarget<'_>) {
    let KindChoice::Listed(listed) = kinds else { return };
    for path in listed.keys().filter(|path| !import.fingerprints.contains_key(*path)) {
        target.notes.note(&format!("the list of kinds names {path}, which is not among the imported documents"));
    }
}
