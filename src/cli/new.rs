//! `fieldbook new`: a file that says what to write where.

use super::arguments::NewArguments;
use super::exit::Exit;
use super::{console, day, folder};
use crate::authoring::{NewEntry, new_entry};
use crate::session::{Failure, settings_of, write_new_files};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &NewArguments) -> Result<Exit, Failure> {
    let folder = folder::site_folder(site)?;
    let settings = settings_of(&folder)?;
    let title = arguments.title.join(" ");
    let owner = arguments.owner.as_deref();
    let wanted = NewEntry { kind: arguments.kind, title: &title, owner, today: day::judged_day(&folder, None)?.today };
    let file = new_entry(&wanted, &settings)?;
    write_new_files(&folder, std::slice::from_ref(&file))?;
    console::print(&format!("{}\n", file.path))?;
    Ok(Exit::Success)
}
