//! Reading a questionnaire and its layout.

use super::failure::Failure;
use super::remembered_layouts::{LAYOUTS, read_layouts};
use crate::inputs::read_file;
use crate::responses::Manifest;
use fieldbook_questionnaire::files::format::{Format, MAX_FILE};
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::inspect;
use fieldbook_questionnaire::layout::mapping::Mapping;
use fieldbook_questionnaire::layout::mapping_check::check_mapping;
use fieldbook_questionnaire::layout::questionnaire::{Questionnaire, grids};
use fieldbook_questionnaire::layout::questionnaire_format::questionnaire_format;
use fieldbook_questionnaire::layout::remembered::RememberedLayout;
use serde_json::Value;
use std::borrow::Cow;
use std::path::Path;

/// A questionnaire as it was received.
#[derive(Debug)]
pub struct ReceivedQuestionnaire {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub format: Format,
    /// What was read from it.
    pub questionnaire: Questionnaire,
    /// Where its layout comes from.
    pub layout: LayoutSource,
}

/// Where the layout of a questionnaire comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutSource {
    /// From the file itself.
    Found,
    /// From a mapping file.
    Mapping,
    /// From the manifest of the filled file.
    Manifest,
    /// From the layouts that the site remembers.
    Remembered,
}

/// Where layouts are looked up.
#[derive(Debug, Clone, Copy)]
pub struct LayoutFiles<'a> {
    /// A mapping file, which decides.
    pub mapping: Option<&'a Path>,
    /// The manifest of the file, which has the layout by which it was filled.
    pub manifest: Option<&'a Manifest>,
    /// The folder of the site, which may remember the layout.
    pub site: &'a Path,
}

/// Reads a questionnaire whose layout is decided: by a mapping file, by what the site remembers, or by itself.
///
/// # Errors
/// A file cannot be read, the mapping does not fit it, or the layout leaves a choice.
pub fn read_questionnaire(file: &Path, layouts: LayoutFiles<'_>) -> Result<ReceivedQuestionnaire, Failure> {
    let received = open_questionnaire(file, layouts)?;
    Ok(ReceivedQuestionnaire { questionnaire: received.questionnaire.decided()?, ..received })
}

/// Reads a questionnaire, whether or not its layout is decided.
///
/// # Errors
/// A file cannot be read, or the mapping does not fit it.
pub fn open_questionnaire(file: &Path, layouts: LayoutFiles<'_>) -> Result<ReceivedQuestionnaire, Failure> {
    let bytes = read_file(file, MAX_FILE)?;
    let format = questionnaire_format(&file.to_string_lossy(), &bytes);
    let grids = grids(&bytes, format)?;
    let (mapping, layout) = known_mapping(&grids, layouts)?;
    let questionnaire = Questionnaire::of_grids(grids, format, mapping.as_ref())?;
    Ok(ReceivedQuestionnaire { bytes, format, questionnaire, layout })
}

/// Returns the mapping that is known for a file, and where from: from the mapping file, from its manifest, or from what the site
/// remembers.
fn known_mapping(grids: &[Grid], layouts: LayoutFiles<'_>) -> Result<(Option<Mapping>, LayoutSource), Failure> {
    let check = |mapping: &Mapping, path: &Path| {
        check_mapping(mapping, grids).map_err(|error| Failure(format!("{}: {error}", path.display())))
    };
    if let Some(path) = layouts.mapping {
        let mapping = read_mapping(path)?;
        check(&mapping, path)?;
        return Ok((Some(mapping), LayoutSource::Mapping));
    }
    let recorded = layouts.manifest.and_then(|manifest| manifest.layout.as_ref()?.mapping_of(grids));
    // Of a file that people changed, the layout may not fit any more.
    if let Some(mapping) = recorded.filter(|mapping| check_mapping(mapping, grids).is_ok()) {
        return Ok((Some(mapping), LayoutSource::Manifest));
    }
    let Some(mapping) = read_layouts(layouts.site)?.0.find(grids).map(Cow::into_owned) else {
        return Ok((None, LayoutSource::Found));
    };
    check(&mapping, &layouts.site.join(LAYOUTS))?;
    Ok((Some(mapping), LayoutSource::Remembered))
}

impl ReceivedQuestionnaire {
    /// Returns the layout by which the file was read, as a manifest records it; `None` of a text, of which the lines decide, and of
    /// a layout with something undecided.
    pub(super) fn recorded_layout(&self) -> Option<RememberedLayout> {
        if matches!(self.format, Format::Text | Format::Markdown) {
            return None;
        }
        let grids: Vec<&Grid> = self.questionnaire.sheets.iter().map(|sheet| &sheet.grid).collect();
        RememberedLayout::new(&grids, inspect::mapping_of(&self.questionnaire)).ok()
    }
}

/// Reads a mapping file: the `mapping` of what `rfp inspect` prints, as a person corrected it, or all that it prints.
fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = read_file(path, MAX_FILE)?;
    // Editors of Windows begin a file with this mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let fault = |error: serde_json::Error| {
        Failure(format!(
            "{}: not the mapping of a questionnaire: {error}; a mapping is JSON in UTF-8, as `fieldbook rfp inspect FILE` \
             prints it: write that to a file, correct it there, and name it with --mapping",
            path.display()
        ))
    };
    let mut value: Value = serde_json::from_slice(bytes).map_err(fault)?;
    let is_inspection = value.get("schema").is_some_and(|schema| schema == inspect::SCHEMA);
    if let Some(mapping) = value.get_mut("mapping").filter(|_| is_inspection) {
        return serde_json::from_value(mapping.take()).map_err(fault);
    }
    // Read from the bytes again, so that an error names its line.
    serde_json::from_slice(bytes).map_err(fault)
}
