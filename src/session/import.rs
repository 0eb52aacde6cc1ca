//! Importing existing content into a site. Nothing that exists is overwritten.

use super::failure::Failure;
use super::import_answers::import_answers;
use super::import_files::{ImportFile, refuse_clashes, write_files};
use super::import_sources::{read_sources, walk};
use super::import_target::{ImportTarget, target_folder};
use super::new_files::settings_of;
use super::notes::Notes;
use crate::config::{Root, Settings};
use crate::importing::{ColumnChoice, Import, ImportMode, import_folder, import_headings};
use crate::source::{Span, Spanned};
use std::path::{Path, PathBuf};

/// What is imported.
#[derive(Debug, Clone, Copy)]
pub enum ImportInput<'a> {
    /// Markdown files, and folders of them, whose headings are questions.
    Headings(&'a [PathBuf]),
    /// A table of questions and answers.
    Table(&'a Path, &'a ColumnChoice),
    /// A folder of Markdown with its pictures.
    Folder(&'a Path),
}

/// An import, and where it went.
#[derive(Debug)]
pub struct Imported {
    /// The files, and what was made of each source.
    pub import: Import,
    /// The target folder, from the site's folder.
    pub into: String,
}

/// Imports `input`, and writes the files unless the mode is a dry run.
///
/// # Errors
/// A source cannot be read, or a file of the target exists; then nothing is written.
pub fn import(input: ImportInput<'_>, target: ImportTarget<'_>) -> Result<Imported, Failure> {
    let settings = settings_of(target.site)?;
    let default = match input {
        ImportInput::Headings(_) | ImportInput::Table(..) => "answers",
        ImportInput::Folder(_) => "",
    };
    let into = target_folder(target.chosen, &settings, default);
    let mut import = match input {
        ImportInput::Headings(files) => import_headings(&read_sources(files)?),
        ImportInput::Table(file, columns) => import_answers(file, columns, target)?,
        ImportInput::Folder(from) => {
            let root = root_of(&settings, &into, target.notes);
            let walked = walk(from)?;
            let mut import = import_folder(&walked.sources, &into, &root, &settings);
            for (path, why) in walked.left_out {
                import.leave_out(&path, why);
            }
            import
        }
    };
    import.rows.sort_by(|one, other| one.source.cmp(&other.source));
    let folder = target.site.join(&into);
    let files: Vec<ImportFile<'_>> = import.files.iter().map(ImportFile::from).collect();
    refuse_clashes(&files, &folder)?;
    if target.mode == ImportMode::Write {
        write_files(&files, &folder)?;
    }
    Ok(Imported { import, into })
}

/// Returns the root that contains `into`; without one, `into` counts as a root that is not in the settings yet.
pub(super) fn root_of(settings: &Settings, into: &str, notes: &dyn Notes) -> Root {
    let holds = |root: &&Root| {
        let rest = into.strip_prefix(root.path.value.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let found = settings.roots.iter().find(holds).cloned();
    found.unwrap_or_else(|| {
        notes.note(&format!("{into} is not in a root of site.toml; add a table [[roots]] with path = \"{into}\""));
        Root { path: Spanned::new(into.to_owned(), Span::default()), private: false }
    })
}
