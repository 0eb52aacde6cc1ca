//! Filling: the planned cells change, and not one byte else.

use super::workbooks::{hidden, pack, packed, part, parts, rows, tab, worksheet};
use fieldbook_questionnaire::files::archive::changed_parts;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill, has_macros};
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn planned(cells: &[(&str, &str, &str)]) -> Vec<PlannedCell> {
    let planned = |(sheet, cell, text): &(&str, &str, &str)| PlannedCell {
        sheet: (*sheet).to_owned(),
        cell: Cell::parse(cell).unwrap(),
        text: (*text).to_owned(),
    };
    cells.iter().map(planned).collect()
}

/// What surrounds the cells of the rich workbook: everything that load-and-save libraries lose.
const HEAD: &str = concat!(
    r#"<sheetPr codeName="Sheet1"/><dimension ref="A1:E6"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>"#,
    r#"<cols><col min="4" max="4" width="18" style="7"/></cols>"#
);
const TAIL: &str = concat!(
    r#"<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>"#,
    r#"<conditionalFormatting sqref="D3:D6"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>"No"</formula></cfRule></conditionalFormatting>"#,
    r#"<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D3:D6"><formula1>Lists!$A$1:$A$3</formula1></dataValidation></dataValidations>"#,
    r#"<drawing r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><extLst><ext uri="{x}"/></extLst>"#
);

fn body(answer: &str, comment: &str) -> String {
    [
        r#"<sheetData><row r="1" ht="28" customHeight="1"><c r="A1" s="3" t="inlineStr"><is><t>Supplier check</t></is></c></row>"#,
        r#"<row r="2"><c r="A2" t="inlineStr"><is><t>No.</t></is></c><c r="B2" t="inlineStr"><is><t>Question</t></is></c>"#,
        r#"<c r="D2" t="inlineStr"><is><t>Answer</t></is></c><c r="E2" t="inlineStr"><is><t>Comments</t></is></c></row>"#,
        r#"<row r="3" spans="1:5"><c r="A3"><v>1.1</v></c><c r="B3" t="inlineStr"><is><t>Is stored text encrypted?</t></is></c>"#,
        answer,
        comment,
        r#"</row><row r="4"><c r="A4"><v>1.2</v></c><c r="B4" t="inlineStr"><is><t>How many answers are open?</t></is></c><c r="D4" s="7"><f>COUNTBLANK(D3:D3)</f><v>1</v></c></row>"#,
        "</sheetData>",
    ]
    .concat()
}

fn rich(answer: &str, comment: &str) -> Vec<u8> {
    let xml = format!("{HEAD}{}{TAIL}", body(answer, comment));
    let list = rows(&[(1, &["Compliant"]), (2, &["Not compliant"]), (3, &["N/A"])]);
    let mut parts = parts(&[tab("Questions", xml), hidden("Lists", list)]);
    parts.push(("xl/charts/chart1.xml".to_owned(), b"<c:chartSpace xmlns:c=\"c\"><c:chart/></c:chartSpace>".to_vec()));
    parts.push(("xl/vbaProject.bin".to_owned(), (0..=255).cycle().take(5000).collect()));
    parts.push(("xl/calcChain.xml".to_owned(), b"<calcChain><c r=\"D4\" i=\"1\"/></calcChain>".to_vec()));
    parts.push(("customXml/item1.xml".to_owned(), b"<a/>".to_vec()));
    pack(&parts)
}

#[test]
fn only_the_sheet_changes_and_in_it_only_the_cells() {
    let before = rich(r#"<c r="D3" s="7"/>"#, "");
    let after = fill(
        &before,
        Format::Xlsx,
        &planned(&[("Questions", "D3", "Compliant"), ("Questions", "E3", "=AES & \"more\"\n<256>")]),
    )
    .unwrap();
    // The sheet has a formula: the workbook says that it is calculated on opening.
    assert_eq!(changed_parts(&before, &after).unwrap(), ["xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
    let marked = part(&before, "xl/workbook.xml").replace("</sheets>", "</sheets><calcPr fullCalcOnLoad=\"1\"/>");
    assert_eq!(part(&after, "xl/workbook.xml"), marked);
    assert!(has_macros(&before) && has_macros(&after), "the macros are said to be there");
    assert!(!has_macros(&pack(&parts(&[tab("Questions", String::new())]))));
    let answer = r#"<c r="D3" s="7" t="inlineStr"><is><t xml:space="preserve">Compliant</t></is></c>"#;
    let comment =
        "<c r=\"E3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=AES &amp; \"more\"\n&lt;256&gt;</t></is></c>";
    let expected = worksheet(&format!("{HEAD}{}{TAIL}", body(answer, comment)));
    assert_eq!(part(&after, "xl/worksheets/sheet1.xml"), expected);
    let (sheet_before, sheet_after) = (&packed(&before)[5], &packed(&after)[5]);
    assert_eq!((&sheet_before.date, &sheet_before.method), (&sheet_after.date, &sheet_after.method));
}

/// The comparison above would tell: a part whose bytes, date or order differ is named.
#[test]
fn the_comparison_of_archives_can_fail() {
    let tabs = || [tab("Questions", rows(&[(1, &["x"])]))];
    let before = pack(&parts(&tabs()));
    let mut other = parts(&tabs());
    other[3].1.push(b' ');
    assert_eq!(changed_parts(&before, &pack(&other)).unwrap(), ["xl/_rels/workbook.xml.rels"]);
    other = parts(&tabs());
    other.swap(0, 4);
    assert_eq!(changed_parts(&before, &pack(&other)).unwrap().len(), 2);
    other = parts(&tabs());
    other.push(("xl/more.xml".to_owned(), b"<a/>".to_vec()));
    assert_eq!(changed_parts(&before, &pack(&other)).unwrap(), ["xl/more.xml"]);
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_none_gives_the_file() {
    let before = rich(r#"<c r="D3" s="7"/>"#, "");
    let plan = planned(&[("Questions", "D3", "N/A")]);
    assert_eq!(fill(&before, Format::Xlsx, &plan).unwrap(), fill(&before, Format::Xlsx, &plan).unwrap());
    assert_eq!(fill(&before, Format::Xlsx, &[]).unwrap(), before);
}

#[test]
fn a_plan_that_cannot_be_kept_is_refused() {
    let before = rich("", "");
    let reason = |cells: &[(&str, &str, &str)]| fill(&before, Format::Xlsx, &planned(cells)).unwrap_err().to_string();
    assert!(reason(&[("Questions", "D4", "x")]).contains("holds a formula"));
    assert!(reason(&[("Other", "D4", "x")]).contains("no sheet \"Other\""));
    assert!(reason(&[("Questions", "D3", "x"), ("Questions", "D3", "y")]).contains("planned twice"));
    assert!(reason(&[("Questions", "D3", "a\u{1}b")]).contains("U+0001"));
    let long = "x".repeat(32_768);
    assert!(reason(&[("Questions", "D3", &long)]).contains("32768 characters, and a cell holds 32767"));
}

#[test]
fn shared_strings_and_prefixed_parts_with_a_mark_are_filled_too() {
    let xml = concat!(
        "\u{feff}<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData>",
        "<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>Question</x:t></x:is></x:c><x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>Answer</x:t></x:is></x:c></x:row>",
        "<x:row r=\"2\"><x:c r=\"A2\" t=\"inlineStr\"><x:is><x:t>Why?</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    );
    let mut parts = parts(&[tab("Q", "")]);
    parts[4].1 = xml.as_bytes().to_vec();
    let before = pack(&parts);
    let after = fill(&before, Format::Xlsx, &planned(&[("Q", "B2", "So")])).unwrap();
    let filled =
        "<x:c r=\"B2\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">So</x:t></x:is></x:c></x:row></x:sheetData>";
    assert_eq!(part(&after, "xl/worksheets/sheet1.xml"), xml.replace("</x:row></x:sheetData>", filled));
    let read = Questionnaire::read(&before, Format::Xlsx, None).unwrap();
    assert_eq!(read.questions().map(|(_, question)| question.text.as_str()).collect::<Vec<_>>(), ["Why?"]);
}

fn values(bytes: &[u8], format: Format) -> BTreeMap<String, String> {
    let questionnaire = Questionnaire::read(bytes, format, None).unwrap();
    let cells = |sheet: &fieldbook_questionnaire::layout::sheet::Sheet| {
        let name = sheet.grid.name.clone();
        sheet.grid.cells.iter().map(|(cell, text)| (format!("{name}!{cell}"), text.clone())).collect::<Vec<_>>()
    };
    questionnaire.sheets.iter().flat_map(cells).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_filled_reads_back_and_nothing_else_moved(
        plan in prop::collection::btree_map((2_u32..9, 2_u32..7), "[ -~\u{e4}\u{1f600}\n_x0-9A-F]{1,40}", 0..12)
    ) {
        let before = rich(r#"<c r="D3" s="7"/>"#, "");
        let formula = Cell::parse("D4").unwrap();
        let cells = plan.iter().map(|((row, column), text)| (Cell::new(*row, *column), text.clone()));
        let cells: BTreeMap<Cell, String> = cells.filter(|(cell, _)| *cell != formula).collect();
        let planned: Vec<_> = cells
            .iter()
            .map(|(cell, text)| PlannedCell { sheet: "Questions".to_owned(), cell: *cell, text: text.clone() })
            .collect();
        let after = fill(&before, Format::Xlsx, &planned).unwrap();
        let mut expected = values(&before, Format::Xlsx);
        expected.extend(cells.iter().map(|(cell, text)| (format!("Questions!{cell}"), text.clone())));
        prop_assert_eq!(values(&after, Format::Xlsx), expected);
        let changed = changed_parts(&before, &after).unwrap();
        prop_assert!(changed.is_empty() || changed == ["xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
    }

    #[test]
    fn delimited_files_keep_every_other_field(
        table in prop::collection::vec(prop::collection::vec("[ -~\u{e4}\n]{0,12}", 4), 2..8),
        plan in prop::collection::btree_map((1_usize..7, 0_usize..4), "[ -~\u{e4}\n]{1,20}", 0..6),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["No", "Question", "Answer", "Comment"]).unwrap();
        for row in &table {
            writer.write_record(row.iter().map(|text| format!("q{text}"))).unwrap();
        }
        let before = writer.into_inner().unwrap();
        let plan: BTreeMap<_, _> = plan.into_iter().filter(|((row, _), _)| *row <= table.len()).collect();
        let planned: Vec<_> = plan
            .iter()
            .map(|((row, column), text)| PlannedCell {
                sheet: "CSV".to_owned(),
                cell: Cell::new(u32::try_from(*row).unwrap(), u32::try_from(*column).unwrap()),
                text: text.clone(),
            })
            .collect();
        let after = fill(&before, Format::Csv, &planned).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(after.as_slice());
        let read: Vec<Vec<String>> = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        let mut expected: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(|text| format!("q{text}")).collect()).collect();
        expected.insert(0, ["No", "Question", "Answer", "Comment"].map(str::to_owned).to_vec());
        for ((row, column), text) in &plan {
            let runs = text.starts_with(['=', '+', '-', '@']);
            expected[*row][*column] = if runs { format!("'{text}") } else { text.clone() };
        }
        prop_assert_eq!(read, expected);
    }
}
