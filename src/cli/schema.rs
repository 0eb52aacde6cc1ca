//! `fieldbook schema`: what front matter, settings and reports may hold, for editors and scripts.

use super::arguments::{SchemaArguments, SchemaCommand};
use super::exit::Exit;
use super::timings::TIMINGS_SCHEMA;
use super::{console, folder};
use crate::authoring::{EditorFiles, editor_files, entry_schema, site_schema};
use crate::corrections::CHANGE_JSON_SCHEMA;
use crate::importing::{IMPORT_REPORT_SCHEMA, IMPORTS_SCHEMA};
use crate::index::RECORD_JSON_SCHEMA;
use crate::report::{DUE_SCHEMA, EVIDENCE_DIGEST_SCHEMA, FINDINGS_SCHEMA};
use crate::responses::MANIFEST_SCHEMA;
use crate::session::{Failure, INBOX_SCHEMA, settings_of};
use crate::user_files::{Expected, write};
use fieldbook_questionnaire::decisions::decisions_file::DECISIONS_SCHEMA;
use std::path::{Path, PathBuf};

pub(super) fn run(site: Option<&PathBuf>, arguments: &SchemaArguments) -> Result<Exit, Failure> {
    if arguments.write {
        return write_all(&folder::site_folder(site)?);
    }
    let text = match &arguments.command {
        Some(SchemaCommand::Entry { kind }) => {
            let settings = settings_of(&folder::site_folder(site)?)?;
            format!("{:#}\n", entry_schema(*kind, &settings))
        }
        Some(SchemaCommand::Report) => FINDINGS_SCHEMA.to_owned(),
        Some(SchemaCommand::Due) => DUE_SCHEMA.to_owned(),
        Some(SchemaCommand::EvidenceDigest) => EVIDENCE_DIGEST_SCHEMA.to_owned(),
        Some(SchemaCommand::Change) => CHANGE_JSON_SCHEMA.to_owned(),
        Some(SchemaCommand::Record) => RECORD_JSON_SCHEMA.to_owned(),
        Some(SchemaCommand::Inbox) => INBOX_SCHEMA.to_owned(),
        Some(SchemaCommand::RfpDecisions) => DECISIONS_SCHEMA.to_owned(),
        Some(SchemaCommand::RfpManifest) => MANIFEST_SCHEMA.to_owned(),
        Some(SchemaCommand::ImportReport) => IMPORT_REPORT_SCHEMA.to_owned(),
        Some(SchemaCommand::Imports) => IMPORTS_SCHEMA.to_owned(),
        Some(SchemaCommand::Timings) => TIMINGS_SCHEMA.to_owned(),
        Some(SchemaCommand::Site) | None => format!("{:#}\n", site_schema()),
    };
    console::print(&text)?;
    Ok(Exit::Success)
}

/// Writes the files for editors; settings that people may have changed are left.
fn write_all(folder: &Path) -> Result<Exit, Failure> {
    let EditorFiles { schemas, settings } = editor_files(&settings_of(folder)?);
    for file in &schemas {
        write(&folder.join(&file.path), file.text.as_bytes(), Expected::Anything)?;
    }
    console::note(&format!("wrote {} schemas to schemas", schemas.len()));
    for file in &settings {
        let path = folder.join(&file.path);
        if path.symlink_metadata().is_ok() {
            console::note(&format!("{} exists and was left as it is; it needs:\n{}", file.path, file.text.trim_end()));
        } else {
            write(&path, file.text.as_bytes(), Expected::Nothing)?;
            console::note(&format!("wrote {}", file.path));
        }
    }
    Ok(Exit::Success)
}
