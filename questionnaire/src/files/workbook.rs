//! A workbook's sheets: where their parts are, and each as a [`Grid`].
//!
//! Values come from `cell_values`; validation lists, merges, hidden rows, protection and which cells hold
//! formulas from [`super::sheet_xml`]. Formats: ECMA-376 part 1, `SpreadsheetML`.

use super::archive::Archive;
use super::area_list::AreaList;
use super::cell::{Area, Cell};
use super::cell_values::{read_shared_strings, read_values};
use super::grid::{ChoiceList, Grid};
use super::sheet_xml::{self, SheetXml};
use super::xml_attribute::attribute;
use crate::error::RfpError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// The most cells with text that a workbook may have.
pub const MAX_CELLS: usize = 1_000_000;

/// Where one sheet is in its archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPart {
    /// The name on its tab.
    pub name: String,
    /// The part's name in the archive.
    pub path: String,
    /// Whether the tab is hidden.
    pub is_hidden: bool,
}

/// Reads every worksheet of a workbook.
///
/// # Errors
///
/// The archive lacks a part that every workbook has, a part is not well-formed, or there are too many cells.
pub fn read_sheets(archive: &Archive<'_>) -> Result<Vec<Grid>, RfpError> {
    let (parts, names) = read_parts(archive)?;
    let unlocked_styles = unlocked_styles(archive)?;
    let shared = shared_strings(archive)?;
    let mut left = MAX_CELLS;
    let mut grids = Vec::new();
    let mut layouts = Vec::new();
    for part in &parts {
        let xml = archive.text(&part.path)?;
        let layout = sheet_xml::read(&xml).map_err(|error| in_part(&part.path, &error))?;
        let unlocked = if layout.is_protected {
            Some(sheet_xml::read_unlocked(&xml, &unlocked_styles).map_err(|error| in_part(&part.path, &error))?)
        } else {
            None
        };
        let cells = cells_of(part, &xml, &shared, &mut left)?;
        grids.push(grid_of(part, cells, unlocked, &layout));
        layouts.push(layout);
    }
    let lists: Vec<_> =
        layouts.iter().zip(&parts).map(|(layout, part)| lists_of(layout, part, &grids, &names)).collect();
    for (grid, lists) in grids.iter_mut().zip(lists) {
        grid.lists = lists.into_iter().collect();
    }
    Ok(grids)
}

/// Lists the worksheets of a workbook in the order of their tabs, and the ranges that have a name.
///
/// # Errors
///
/// The workbook part or its relations are missing or not well-formed.
pub fn read_parts(archive: &Archive<'_>) -> Result<(Vec<SheetPart>, BTreeMap<String, String>), RfpError> {
    let path = main_part(archive, "xl/workbook.xml")?;
    let targets = relations_of(archive, &path)?;
    let text = archive.text(&path)?;
    let mut reader = Reader::from_str(&text);
    let (mut parts, mut names, mut naming) = (Vec::new(), BTreeMap::new(), None);
    loop {
        match reader.read_event().map_err(|error| in_part(&path, &error.to_string()))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                let target = attribute(&tag, "id").and_then(|id| targets.get(&id).cloned());
                // Chart sheets and dialogues have no cells.
                if let Some((_, target)) = target.filter(|(kind, _)| kind == "worksheet") {
                    let stored = archive.find(&target).map(str::to_owned).unwrap_or(target);
                    let is_hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                    parts.push(SheetPart {
                        name: attribute(&tag, "name").unwrap_or_default(),
                        path: stored,
                        is_hidden,
                    });
                }
            }
            Event::Start(tag) if tag.local_name().as_ref() == "definedName" => naming = attribute(&tag, "name"),
            Event::End(tag) if tag.local_name().as_ref() == "definedName" => naming = None,
            Event::Text(range) => {
                if let Some(name) = &naming {
                    names.entry(name.clone()).or_insert_with(String::new).push_str(&range.xml10_content());
                }
            }
            Event::Eof => return Ok((parts, names)),
            _ => {}
        }
    }
}

/// Returns the name of the main part of a package, by default `usual`.
///
/// # Errors
///
/// The relations of the package are missing or not well-formed.
pub(super) fn main_part(archive: &Archive<'_>, usual: &str) -> Result<String, RfpError> {
    let root = relations(archive, "_rels/.rels", "")?;
    let path = root.values().find(|relation| relation.0 == "officeDocument").map(|relation| relation.1.clone());
    let path = path.unwrap_or_else(|| usual.to_owned());
    Ok(archive.find(&path).map_or(path.clone(), str::to_owned))
}

/// Reads the relations of a part.
fn relations_of(archive: &Archive<'_>, path: &str) -> Result<BTreeMap<String, (String, String)>, RfpError> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)
}

/// Reads a part of relations: id to kind (the last step of its type) and target path.
fn relations(archive: &Archive<'_>, path: &str, folder: &str) -> Result<BTreeMap<String, (String, String)>, RfpError> {
    let text = archive.text(path.trim_start_matches('/'))?;
    let mut reader = Reader::from_str(&text);
    let mut relations = BTreeMap::new();
    loop {
        match reader.read_event().map_err(|error| in_part(path, &error.to_string()))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = attribute(&tag, "Target").unwrap_or_default();
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{}", target.trim_start_matches("./")),
                };
                relations.insert(attribute(&tag, "Id").unwrap_or_default(), (kind, target));
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// Returns the styles whose cells stay writable on a protected sheet.
fn unlocked_styles(archive: &Archive<'_>) -> Result<BTreeSet<u32>, RfpError> {
    let Some(path) = archive.find("xl/styles.xml") else { return Ok(BTreeSet::new()) };
    let text = archive.text(path)?;
    let mut reader = Reader::from_str(&text);
    let (mut unlocked, mut inside, mut style) = (BTreeSet::new(), false, 0_u32);
    loop {
        match reader.read_event().map_err(|error| in_part(path, &error.to_string()))? {
            Event::Start(tag) if tag.local_name().as_ref() == "cellXfs" => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => return Ok(unlocked),
            Event::Empty(tag) if inside && tag.local_name().as_ref() == "xf" => style += 1,
            Event::Start(tag) | Event::Empty(tag) if inside && is_unlocking(&tag) => {
                unlocked.insert(style);
            }
            Event::End(tag) if inside && tag.local_name().as_ref() == "xf" => style += 1,
            Event::Eof => return Ok(unlocked),
            _ => {}
        }
    }
}

fn is_unlocking(tag: &BytesStart<'_>) -> bool {
    let is_off = |value: String| value == "0" || value == "false";
    tag.local_name().as_ref() == "protection" && attribute(tag, "locked").is_some_and(is_off)
}

/// Reads the texts that cells share.
fn shared_strings(archive: &Archive<'_>) -> Result<Vec<String>, RfpError> {
    let path = main_part(archive, "xl/workbook.xml")?;
    let relations = relations_of(archive, &path)?;
    let target = relations.values().find(|(kind, _)| kind == "sharedStrings").map(|(_, target)| target.as_str());
    let Some(path) = archive.find(target.unwrap_or("xl/sharedStrings.xml")) else { return Ok(Vec::new()) };
    read_shared_strings(&archive.text(path)?).map_err(|error| in_part(path, &error))
}

/// Reads the text of all cells of one sheet. `left` is how many more the workbook may have.
fn cells_of(
    part: &SheetPart,
    xml: &str,
    shared: &[String],
    left: &mut usize,
) -> Result<BTreeMap<Cell, String>, RfpError> {
    let mut cells = BTreeMap::new();
    read_values(xml, shared, |cell, text| {
        *left = left.checked_sub(1).ok_or_else(|| {
            format!("the workbook has more than {MAX_CELLS} cells with text: send the question sheets alone")
        })?;
        cells.insert(cell, text);
        Ok(())
    })
    .map_err(|error: String| RfpError::refused(format!("reading sheet \"{}\": {error}", part.name)))?;
    Ok(cells)
}

fn grid_of(
    part: &SheetPart,
    cells: BTreeMap<Cell, String>,
    unlocked: Option<BTreeSet<Cell>>,
    layout: &SheetXml,
) -> Grid {
    let boxes = layout.boxes.iter().filter(|cell| !cells.contains_key(cell)).copied().collect();
    Grid {
        name: part.name.clone(),
        boxes,
        is_hidden: part.is_hidden,
        cells,
        formulas: layout.formulas.clone(),
        merges: layout.merges.iter().copied().collect(),
        lists: AreaList::default(),
        lengths: layout.lengths.iter().cloned().collect(),
        hidden_rows: layout.hidden_rows.clone(),
        hidden_columns: layout.hidden_columns.clone(),
        unlocked,
    }
}

/// Gives the drop-down lists of a sheet their words.
fn lists_of(layout: &SheetXml, part: &SheetPart, grids: &[Grid], names: &BTreeMap<String, String>) -> Vec<ChoiceList> {
    let words = |source: &str| {
        if let Some(inline) = source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            let words = inline.split(',').map(|word| word.trim().replace("\"\"", "\""));
            return words.filter(|word| !word.is_empty()).collect();
        }
        let range = names.get(source.trim_start_matches('=')).map_or(source, String::as_str);
        range_words(range, &part.name, grids)
    };
    let lists = layout.lists.iter();
    lists
        .map(|(areas, source)| ChoiceList { areas: areas.clone(), words: words(source), source: source.clone() })
        .collect()
}

/// Reads the words of `Lists!$A$1:$A$3`; none if the range is something else.
fn range_words(range: &str, own_sheet: &str, grids: &[Grid]) -> Vec<String> {
    let range = range.trim_start_matches('=');
    let (sheet, area) = range.rsplit_once('!').unwrap_or((own_sheet, range));
    let quoted = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\''));
    let sheet = quoted.map_or_else(|| sheet.to_owned(), |sheet| sheet.replace("''", "'"));
    let Some(grid) = grids.iter().find(|grid| grid.name.eq_ignore_ascii_case(&sheet)) else { return Vec::new() };
    let Some(area) = Area::parse(area) else { return Vec::new() };
    let cells = grid.cells.range(area.first..=area.last).filter(|(cell, _)| area.has_column(cell.column));
    // Excel shows at most 32,767 entries of a list.
    cells.take(32_767).map(|(_, text)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn in_part(path: &str, error: &str) -> RfpError {
    RfpError::refused(format!("part {path} of the workbook is not well-formed: {error}"))
}
