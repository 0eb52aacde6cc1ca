//! `fieldbook init`: a site that builds at once, or the file that checks it at a forge.

use super::arguments::InitArguments;
use super::exit::Exit;
use super::new::{refuse_existing, write_files};
use super::{console, day};
use crate::authoring::{Forge, GITIGNORE_LINES, check_workflow, starter_files, with_lines};
use crate::inputs::read_file;
use crate::session::Failure;
use crate::user_files::{Expected, write};
use std::path::{Path, PathBuf};

/// What Git should not keep.
const GITIGNORE: &str = ".gitignore";
/// The largest `.gitignore` that is added to, in bytes.
const LIMIT: u64 = 1 << 20;

pub(super) fn run(site: Option<&PathBuf>, arguments: &InitArguments) -> Result<Exit, Failure> {
    let folder = arguments.folder.as_ref().or(site).cloned().unwrap_or_else(|| PathBuf::from("."));
    if let Some(forge) = arguments.ci {
        let file = check_workflow(forge);
        write_files(&folder, std::slice::from_ref(&file))?;
        console::note(&format!("wrote {}", file.path));
        if forge == Forge::Gitlab {
            console::note("add a pipeline schedule for the check each morning: Build > Pipeline schedules");
        }
        return Ok(Exit::Success);
    }
    let mut files = starter_files(day::today(None)?);
    // A site with content of its own gets settings and no samples.
    let is_filled = has_files(&folder.join("content")) && !folder.join("site.toml").exists();
    if is_filled {
        files.retain(|file| file.path == "site.toml");
    }
    refuse_existing(&folder, &files)?;
    let known = gitignore(&folder)?;
    write_files(&folder, &files)?;
    let ignored = with_lines(known.as_deref().unwrap_or_default(), &GITIGNORE_LINES);
    let expected = known.as_ref().map_or(Expected::Nothing, |text| Expected::Content(text.as_bytes()));
    write(&folder.join(GITIGNORE), ignored.as_bytes(), expected)?;
    let written: Vec<&str> = files.iter().map(|file| file.path.as_str()).chain([GITIGNORE]).collect();
    console::note(&format!("wrote {}", written.join(", ")));
    console::note(if is_filled {
        "next: fieldbook check says what is wrong today, fieldbook baseline write lets it wait"
    } else {
        "next: fieldbook serve shows the site, fieldbook new battlecard NAME adds a card"
    });
    Ok(Exit::Success)
}

/// Returns whether a folder has a file that is not hidden; an interrupted run may leave empty folders.
fn has_files(folder: &Path) -> bool {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.into_iter().any(|entry| entry.file_type().is_file() && !is_hidden(entry.file_name()))
}

/// Reads `.gitignore`; `None` if the folder has none.
fn gitignore(folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join(GITIGNORE);
    if !path.exists() {
        return Ok(None);
    }
    let text = String::from_utf8(read_file(&path, LIMIT)?).map_err(|_| {
        Failure(format!("{} is not UTF-8 text; add {} to it", path.display(), GITIGNORE_LINES.join(" and ")))
    })?;
    Ok(Some(text))
}
