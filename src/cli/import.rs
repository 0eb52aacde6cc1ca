//! `fieldbook import`: what is already written, as content. Nothing that exists is written over.

use super::arguments::{ImportArguments, ImportCommand};
use super::exit::Exit;
use super::new::settings_of;
use super::{console, folder};
use crate::config::{Root, Settings};
use crate::importing::{Import, ImportMode, Source, as_json, as_text, import_folder, import_headings, import_table};
use crate::inputs::read_file;
use crate::session::Failure;
use crate::source::{Span, Spanned};
use crate::user_files::{Change, Expected, write_all};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is imported, in bytes.
const LIMIT: u64 = 64 << 20;
/// How many names a refusal lists.
const NAMED: usize = 10;

pub(super) fn run(site: Option<&PathBuf>, command: &ImportCommand) -> Result<Exit, Failure> {
    let folder = folder::site_folder(site)?;
    let (mut import, arguments, default) = match command {
        ImportCommand::Headings { files, common } => (import_headings(&read_all(files)?), common, "answers"),
        ImportCommand::Answers { file, common } => {
            let source = Source { path: name_of(file), bytes: read_file(file, LIMIT)? };
            (import_table(&source)?, common, "answers")
        }
        ImportCommand::Folder { folder: from, common } => {
            let settings = settings_of(&folder)?;
            let into = into(common, &settings, "");
            let root = root_of(&settings, &into);
            let walked = walk(from)?;
            let mut import = import_folder(&walked.sources, &into, &root, &settings);
            for (path, why) in walked.left_out {
                import.leave_out(&path, why);
            }
            (import, common, "")
        }
    };
    import.rows.sort_by(|one, other| one.source.cmp(&other.source));
    let into = into(arguments, &settings_of(&folder)?, default);
    let target = folder.join(&into);
    refuse_clashes(&import, &target)?;
    if !arguments.dry_run {
        write_new(&import, &target)?;
    }
    let mode = if arguments.dry_run { ImportMode::DryRun } else { ImportMode::Write };
    let text = if arguments.format == "json" { as_json(&import, &into, mode)? } else { as_text(&import, &into) };
    console::print(&text)?;
    if arguments.dry_run {
        console::note("nothing was written");
    }
    Ok(Exit::Success)
}

/// Returns the target folder from the site's folder.
fn into(arguments: &ImportArguments, settings: &Settings, below: &str) -> String {
    let shared = settings.roots.iter().find(|root| !root.private).or(settings.roots.first());
    let root = shared.map_or("content", |root| root.path.value.as_str());
    let default = || if below.is_empty() { root.to_owned() } else { format!("{root}/{below}") };
    arguments.into.as_ref().map_or_else(default, |into| into.trim_start_matches("./").trim_end_matches('/').to_owned())
}

/// Returns the root that contains `into`; without one, `into` counts as a root that is not in the settings yet.
fn root_of(settings: &Settings, into: &str) -> Root {
    let holds = |root: &&Root| {
        let rest = into.strip_prefix(root.path.value.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let found = settings.roots.iter().find(holds).cloned();
    found.unwrap_or_else(|| {
        console::note(&format!("{into} is not in a root of site.toml; add a table [[roots]] with path = \"{into}\""));
        Root { path: Spanned::new(into.to_owned(), Span::default()), private: false }
    })
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads the files, and every Markdown file of the folders among them.
fn read_all(files: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for file in files {
        if file.is_dir() {
            let is_markdown = |source: &Source| Path::new(&source.path).extension().is_some_and(|end| end == "md");
            sources.extend(walk(file)?.sources.into_iter().filter(is_markdown));
        } else {
            sources.push(Source { path: name_of(file), bytes: read_file(file, LIMIT)? });
        }
    }
    Ok(sources)
}

#[derive(Default)]
struct Walked {
    sources: Vec<Source>,
    left_out: Vec<(String, &'static str)>,
}

/// Reads a folder in order of names; hidden files, links and the like are left out and named.
fn walk(from: &Path) -> Result<Walked, Failure> {
    let mut walked = Walked::default();
    if !from.is_dir() {
        return Err(Failure(format!("{} is no folder", from.display())));
    }
    let mut entries = WalkDir::new(from).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let inside = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let path = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_name().to_string_lossy().starts_with('.') {
            walked.left_out.push((path, "hidden"));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            let size = entry.metadata()?.len();
            if size > LIMIT {
                walked.left_out.push((path, "larger than 64 MiB"));
            } else {
                walked.sources.push(Source { path, bytes: read_file(entry.path(), LIMIT)? });
            }
        } else if !entry.file_type().is_dir() {
            walked.left_out.push((path, "no regular file"));
        }
    }
    Ok(walked)
}

/// Writes the files folder by folder, since each folder that is written to takes an open file.
fn write_new(import: &Import, target: &Path) -> Result<(), Failure> {
    let files: Vec<_> = import.files.iter().map(|file| (target.join(&file.path), file.bytes.as_slice())).collect();
    for in_one_folder in files.chunk_by(|(one, _), (other, _)| one.parent() == other.parent()) {
        let changes = in_one_folder.iter().map(|(path, bytes)| Change { path, bytes, expected: Expected::Nothing });
        write_all(&changes.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Refuses the whole import where a file exists already or two would have the same name.
fn refuse_clashes(import: &Import, target: &Path) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    let mut clashes = Vec::new();
    for file in &import.files {
        if !seen.insert(&file.path) || target.join(&file.path).symlink_metadata().is_ok() {
            clashes.push(file.path.as_str());
        }
    }
    if clashes.is_empty() {
        return Ok(());
    }
    let more = clashes.len().saturating_sub(NAMED);
    let named = clashes.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Err(Failure(format!(
        "{named}{more} would be written over in {}; nothing was written, choose another folder with --into",
        target.display()
    )))
}
