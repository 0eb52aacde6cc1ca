//! `fieldbook schema`: what front matter, settings and reports may hold, for editors and scripts.

use super::arguments::SchemaCommand;
use super::exit::Exit;
use super::{console, folder};
use crate::authoring::{entry_schema, site_schema};
use crate::report::{DUE_SCHEMA, FINDINGS_SCHEMA};
use crate::session::{Failure, settings_of};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &SchemaCommand) -> Result<Exit, Failure> {
    let text = match command {
        SchemaCommand::Entry { kind } => {
            let settings = settings_of(&folder::site_folder(site)?)?;
            format!("{:#}\n", entry_schema(*kind, &settings))
        }
        SchemaCommand::Site => format!("{:#}\n", site_schema()),
        SchemaCommand::Report => FINDINGS_SCHEMA.to_owned(),
        SchemaCommand::Due => DUE_SCHEMA.to_owned(),
    };
    console::print(&text)?;
    Ok(Exit::Success)
}
