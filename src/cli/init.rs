//! `fieldbook init`: a site that builds at once, or the file that checks it at a forge.

use super::arguments::InitArguments;
use super::exit::Exit;
use super::{console, day};
use crate::authoring::{Forge, check_workflow};
use crate::session::{Failure, init_site, write_new_files};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &InitArguments) -> Result<Exit, Failure> {
    let folder = arguments.folder.as_ref().or(site).cloned().unwrap_or_else(|| PathBuf::from("."));
    if let Some(forge) = arguments.ci {
        let file = check_workflow(forge);
        write_new_files(&folder, std::slice::from_ref(&file))?;
        console::note(&format!("wrote {}", file.path));
        if forge == Forge::Gitlab {
            console::note("add a pipeline schedule for the check each morning: Build > Pipeline schedules");
        }
        return Ok(Exit::Success);
    }
    let site = init_site(&folder, day::today(None)?)?;
    console::note(&format!("wrote {}", site.written.join(", ")));
    console::note(if site.had_content {
        "next: fieldbook check says what is wrong today, fieldbook baseline write lets it wait"
    } else {
        "next: fieldbook serve shows the site, fieldbook new battlecard NAME adds a card"
    });
    Ok(Exit::Success)
}
