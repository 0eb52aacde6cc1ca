//! `fieldbook init`: a site that builds at once, or the file that checks it at a forge.

use super::arguments::InitArguments;
use super::exit::Exit;
use super::new::{refuse_existing, write_files};
use super::{console, day};
use crate::authoring::{Forge, GITIGNORE_LINES, NewFile, check_workflow, starter_files, with_lines};
use crate::inputs::read_file;
use crate::publish::write_atomically;
use crate::session::Failure;
use std::path::{Path, PathBuf};

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
    // Whoever brings content of their own wants settings and no samples between it.
    let is_filled = folder.join("content").is_dir() && !folder.join("site.toml").exists();
    if is_filled {
        files.retain(|file| file.path == "site.toml");
    }
    refuse_existing(&folder, &files)?;
    let ignore = gitignore(&folder)?;
    write_files(&folder, &files)?;
    write_atomically(&folder.join(&ignore.path), ignore.text.as_bytes())?;
    let written: Vec<&str> = files.iter().chain([&ignore]).map(|file| file.path.as_str()).collect();
    console::note(&format!("wrote {}", written.join(", ")));
    console::note(if is_filled {
        "next: fieldbook check says what is wrong today, fieldbook baseline write lets it wait"
    } else {
        "next: fieldbook serve shows the site, fieldbook new battlecard NAME adds a card"
    });
    Ok(Exit::Success)
}

/// Returns `.gitignore` with the lines that it lacks.
fn gitignore(folder: &Path) -> Result<NewFile, Failure> {
    let path = folder.join(".gitignore");
    let text = if path.exists() {
        String::from_utf8(read_file(&path, LIMIT)?).map_err(|_| {
            Failure(format!("{} is no UTF-8 text; add {} yourself", path.display(), GITIGNORE_LINES.join(" and ")))
        })?
    } else {
        String::new()
    };
    Ok(NewFile { path: ".gitignore".to_owned(), text: with_lines(&text, &GITIGNORE_LINES) })
}
