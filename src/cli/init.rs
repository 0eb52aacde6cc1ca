//! `fieldbook init`: a site that builds at once, or the file that checks it at a forge.

use super::arguments::InitArguments;
use super::exit::Exit;
use super::folder::site_folder;
use super::{console, day};
use crate::authoring::{Forge, GITLAB_CI};
use crate::session::{Failure, WrittenWorkflow, init_site, write_workflow};
use std::path::{Path, PathBuf};

/// What to do after a new site was written.
const NEXT: &str = "\
next:
  fieldbook serve                    show the site on this machine, and again after each edit
  fieldbook new battlecard NAME      add the card of a competitor; globex is an example to replace
  fieldbook import documents FOLDER  or begin with the Word files, slides and exports that you have";

pub(super) fn run(site: Option<&PathBuf>, arguments: &InitArguments) -> Result<Exit, Failure> {
    let given = arguments.folder.as_ref().or(site);
    if let Some(forge) = arguments.ci {
        return workflow(&site_folder(given)?, forge);
    }
    let folder = given.cloned().unwrap_or_else(|| PathBuf::from("."));
    let site = init_site(&folder, day::today(None)?)?;
    console::note(&format!("wrote {}", site.written.join(", ")));
    console::note(if site.had_content {
        "next: fieldbook check says what is wrong today, fieldbook baseline write lets it wait"
    } else {
        NEXT
    });
    Ok(Exit::Success)
}

/// Writes the files of a forge and says what is left to do there.
fn workflow(folder: &Path, forge: Forge) -> Result<Exit, Failure> {
    let WrittenWorkflow { top, paths, missing_include } = write_workflow(folder, forge)?;
    console::note(&format!("wrote {} in {}", paths.join(", "), top.display()));
    if let Some(lines) = missing_include {
        console::note(&format!("add to {GITLAB_CI}, which does not include it yet:\n{}", lines.trim_end()));
    }
    if forge == Forge::Gitlab {
        console::note("add a pipeline schedule for the check each morning: Build > Pipeline schedules");
    }
    Ok(Exit::Success)
}
