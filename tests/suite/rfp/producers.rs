//! Workbooks of four programs, filled: only the planned cells change, compared part by part.
//!
//! `producers/make.py` makes the workbooks. The filled copies are left in the target folder, where `.ci/office` opens and
//! saves each with `LibreOffice`.

use super::workbooks::part;
use fieldbook_questionnaire::files::archive::{Archive, changed_parts};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill};
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::files::workbook::read_parts;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const COMMENT: &str = "=Filled & <checked>\nby the test";

/// Every workbook of the folder, by its name.
fn workbooks() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/rfp/producers");
    let paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_workbook = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "xlsx" || ending == "xlsm");
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().filter(is_workbook).map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// The text of every cell, by sheet and cell.
fn values(bytes: &[u8]) -> BTreeMap<(String, Cell), String> {
    let questionnaire = Questionnaire::read(bytes, Format::Xlsx, None).unwrap();
    let sheets = questionnaire.sheets.iter();
    sheets
        .flat_map(|sheet| sheet.grid.cells.iter().map(|(cell, text)| ((sheet.grid.name.clone(), *cell), text.clone())))
        .collect()
}

/// Every question that can be answered gets a word and a comment.
fn plan(bytes: &[u8]) -> Vec<PlannedCell> {
    let questionnaire = Questionnaire::read(bytes, Format::Xlsx, None).unwrap();
    let open = questionnaire.questions().filter(|(_, question)| question.hold.is_empty());
    let cells = open.flat_map(|(grid, question)| {
        let texts = [(question.response, "Yes"), (question.comment, COMMENT)];
        texts.map(|(cell, text)| PlannedCell { sheet: grid.name.clone(), cell: cell.unwrap(), text: text.to_owned() })
    });
    cells.collect()
}

/// A worksheet part without the elements of the planned cells.
fn without(xml: &str, planned: &[PlannedCell]) -> String {
    let mut rest = xml.to_owned();
    for PlannedCell { cell, .. } in planned {
        let Some(start) = rest.find(&format!("<c r=\"{cell}\"")) else { continue };
        let tag = start + rest[start..].find('>').unwrap() + 1;
        let end = if rest[..tag].ends_with("/>") { tag } else { tag + rest[tag..].find("</c>").unwrap() + 4 };
        rest.replace_range(start..end, "");
    }
    rest
}

#[test]
fn only_the_planned_cells_of_every_workbook_change() {
    let workbooks = workbooks();
    let producers: BTreeSet<&str> = workbooks.keys().filter_map(|name| name.split('-').next()).collect();
    assert_eq!(producers.into_iter().collect::<Vec<_>>(), ["exceljs", "libreoffice", "openpyxl", "xlsxwriter"]);
    assert!(workbooks.len() >= 20, "{} workbooks", workbooks.len());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("filled-questionnaires");
    fs::create_dir_all(&folder).unwrap();
    for (name, before) in &workbooks {
        let planned = plan(before);
        let hold = name == "libreoffice-protection.xlsx";
        assert_eq!(planned.is_empty(), hold, "{name}: {} cells", planned.len());
        let after = fill(before, Format::Xlsx, &planned).unwrap();
        fs::write(folder.join(name), &after).unwrap();

        let archive = Archive::open(before).unwrap();
        let (parts, _) = read_parts(&archive).unwrap();
        let sheet = &parts.iter().find(|part| part.name == "Questions").unwrap().path;
        let changed = changed_parts(before, &after).unwrap();
        // Two of the programs always write the mark themselves.
        let is_marked = ["exceljs-formulas.xlsx", "libreoffice-formulas.xlsx"].contains(&name.as_str());
        let expected: &[&str] = match (hold, is_marked) {
            (true, _) => &[],
            (false, true) => &["xl/workbook.xml", sheet],
            (false, false) => &[sheet],
        };
        let (changed, expected): (BTreeSet<&str>, BTreeSet<&str>) =
            (changed.iter().map(String::as_str).collect(), expected.iter().copied().collect());
        assert_eq!(changed, expected, "{name}");
        let (old, new) = (part(before, sheet), part(&after, sheet));
        assert_eq!(without(&old, &planned), without(&new, &planned), "{name}: outside of the planned cells");

        let mut all = values(before);
        all.extend(planned.iter().map(|cell| ((cell.sheet.clone(), cell.cell), cell.text.clone())));
        assert_eq!(values(&after), all, "{name}: what is read back");
    }
}

/// The comparison can fail: a cell that was not planned is seen.
#[test]
fn an_unplanned_cell_is_seen() {
    let before = &workbooks()["openpyxl-chart.xlsx"];
    let planned = plan(before);
    let mut more = planned.clone();
    more.push(PlannedCell { sheet: "Questions".to_owned(), cell: Cell::parse("E4").unwrap(), text: "x".to_owned() });
    let after = fill(before, Format::Xlsx, &more).unwrap();
    let sheet = "xl/worksheets/sheet1.xml";
    assert_ne!(without(&part(before, sheet), &planned), without(&part(&after, sheet), &planned));
}
