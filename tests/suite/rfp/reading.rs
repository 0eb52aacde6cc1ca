//! Reading: headers, columns, lists, parts, and what is left alone.

use super::workbooks::{hidden, pack, parts, rows, tab};
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::inspect::inspect;
use fieldbook_questionnaire::layout::mapping::{Mapping, SheetMapping};
use fieldbook_questionnaire::layout::question::Question;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;

fn read(bytes: &[u8]) -> Questionnaire {
    Questionnaire::read(bytes, Format::Xlsx, None).unwrap()
}

fn questions(questionnaire: &Questionnaire) -> Vec<&Question> {
    questionnaire.questions().map(|(_, question)| question).collect()
}

fn cell(cell: Option<fieldbook_questionnaire::files::cell::Cell>) -> String {
    cell.map(|cell| cell.to_string()).unwrap_or_default()
}

#[test]
fn title_rows_lists_and_instructions_are_understood() {
    let title = rows(&[
        (1, &["Supplier check 2026"]),
        (2, &["Classification: confidential"]),
        (4, &["No.", "Domain", "Question", "Response (Yes/No)", "Comments", "", "Status"]),
        (5, &["1.1", "Access", "Is single sign-on offered?"]),
        (6, &["1.2", "Access", "Describe how accounts are removed."]),
    ]);
    let validations = concat!(
        r#"<mergeCells><mergeCell ref="A1:E1"/></mergeCells><dataValidations>"#,
        r#"<dataValidation type="list" sqref="D5:D9"><formula1>"Yes,No,&quot;&quot;n/a&quot;&quot;"</formula1></dataValidation>"#,
        r#"<dataValidation type="textLength" operator="lessThanOrEqual" sqref="E5:E9"><formula1>1500</formula1></dataValidation></dataValidations>"#
    );
    let notes = rows(&[(1, &["Instructions"]), (2, &["1", "Please answer every question."])]);
    let bytes = pack(&parts(&[tab("Instructions", notes), tab("Questionnaire", title + validations)]));
    let questionnaire = read(&bytes);
    let found = questions(&questionnaire);
    let first = (found[0].id.as_str(), found[0].section.as_str(), cell(found[0].response), cell(found[0].comment));
    assert_eq!(first, ("1.1", "Access", "D5".to_owned(), "E5".to_owned()));
    let grid = &questionnaire.sheets[1].grid;
    assert_eq!(grid.list_at(found[0].response.unwrap()).unwrap().words, ["Yes", "No", "\"n/a\""]);
    let limits: Vec<u32> = grid.limits_at(found[0].comment.unwrap()).map(|limit| limit.most).collect();
    assert_eq!(limits, [1500]);
    let inspection = inspect(&questionnaire);
    assert_eq!(inspection.schema, "fieldbook/rfp-inspect/1");
    assert_eq!(inspection.sheets[1].title, ["Supplier check 2026", "Classification: confidential"]);
    assert_eq!(inspection.sheets[1].header_rows, [4]);
    assert!(inspection.sheets[0].skipped.as_ref().unwrap().contains("its name says that it explains"));
    assert!(serde_json::to_string(&inspection).unwrap().starts_with(r#"{"schema":"fieldbook/rfp-inspect/1","#));
}

#[test]
fn words_of_a_list_come_from_ranges_names_and_extensions() {
    let sheet = rows(&[(1, &["Question", "Answer"]), (2, &["A?"]), (3, &["B?"]), (4, &["C?"]), (5, &["D?"])]);
    let rules = concat!(
        r#"<dataValidations><dataValidation type="list" sqref="B2"><formula1>'My ''Lists'''!$A$1:$A$2</formula1></dataValidation>"#,
        r#"<dataValidation type="list" sqref="B3"><formula1>Grades</formula1></dataValidation>"#,
        r#"<dataValidation type="list" sqref="B5"><formula1>INDIRECT(C5)</formula1></dataValidation></dataValidations>"#,
        r#"<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations><x14:dataValidation type="list">"#,
        r#"<x14:formula1><xm:f xmlns:xm="m">'My ''Lists'''!$B$1:$B$2</xm:f></x14:formula1><xm:sqref xmlns:xm="m">B4 C7</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"#
    );
    let lists = rows(&[(1, &["Compliant", "Full"]), (2, &["Not compliant", "None"])]);
    let mut parts = parts(&[tab("Q", sheet + rules), hidden("My 'Lists'", lists)]);
    let names =
        "<definedNames><definedName name=\"Grades\">'My ''Lists'''!$A$2:$B$2</definedName></definedNames></workbook>";
    parts[2].1 = String::from_utf8(parts[2].1.clone()).unwrap().replace("</workbook>", names).into_bytes();
    let questionnaire = read(&pack(&parts));
    let grid = &questionnaire.sheets[0].grid;
    let words = |question: &&Question| grid.list_at(question.response.unwrap()).unwrap().words.clone();
    let found: Vec<Vec<String>> = questions(&questionnaire).iter().map(words).collect();
    assert_eq!(
        found,
        [vec!["Compliant", "Not compliant"], vec!["Not compliant", "None"], vec!["Full", "None"], vec![]]
    );
    assert!(grid.formulas.is_empty());
}

#[test]
fn two_row_headers_and_columns_to_mark_are_understood() {
    let sheet = rows(&[
        (1, &["Security annex"]),
        (2, &["Ref", "Requirement", "Supplier", "", "Remarks"]),
        (3, &["", "", "Response", "Evidence"]),
        (4, &["S1", "Logs are kept for a year."]),
    ]);
    let merges = r#"<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:D2"/><mergeCell ref="E2:E3"/></mergeCells>"#;
    let questionnaire = read(&pack(&parts(&[tab("Annex", sheet + merges)])));
    let found = questions(&questionnaire);
    assert_eq!(
        (found.len(), cell(found[0].response), cell(found[0].evidence), cell(found[0].comment)),
        (1, "C4".into(), "D4".into(), "E4".into())
    );

    let sheet = rows(&[(1, &["ID", "Question", "Yes", "No", "N/A", "Comment"]), (2, &["1", "Are logs kept?"])]);
    let questionnaire = read(&pack(&parts(&[tab("Marks", sheet)])));
    let marks: Vec<String> =
        questions(&questionnaire)[0].marks.iter().map(|(cell, short)| format!("{cell} {}", short.word())).collect();
    assert_eq!(marks, ["C2 yes", "D2 no", "E2 na"]);
}

#[test]
fn headings_parts_and_repeated_headers_are_told_from_questions() {
    let sheet = rows(&[
        (1, &["No", "Question", "Answer"]),
        (2, &["", "Access control"]),
        (3, &["1", "For backups, please state:"]),
        (4, &["1a", "how often they are made"]),
        (5, &["1b", "how long they are kept"]),
        (6, &["No", "Question", "Answer"]),
        (7, &["2", "Where are they? Who may read them?"]),
        (8, &["3", "State a) the region and b) the provider"]),
    ]);
    let questionnaire = read(&pack(&parts(&[tab("Q", sheet)])));
    let found: Vec<_> = questions(&questionnaire)
        .iter()
        .map(|question| (question.section.clone(), question.full_text(), question.parts))
        .collect();
    let section = || "Access control".to_owned();
    assert_eq!(
        found,
        [
            (section(), "For backups, please state:".to_owned(), 1),
            (section(), "For backups, please state: how often they are made".to_owned(), 1),
            (section(), "For backups, please state: how long they are kept".to_owned(), 1),
            (section(), "Where are they? Who may read them?".to_owned(), 2),
            (section(), "State a) the region and b) the provider".to_owned(), 2),
        ]
    );
}

#[test]
fn hidden_filled_locked_and_computed_cells_are_held() {
    let sheet = rows(&[
        (1, &["No", "Question", "Answer", "Comment"]),
        (2, &["1", "A?", "done"]),
        (3, &["2", "B?"]),
        (4, &["3", "C?"]),
        (5, &["4", "D?"]),
    ]);
    let sheet = sheet.replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">").replace(
        "</row></sheetData>",
        "</row><row r=\"6\"><c r=\"A6\"><v>5</v></c><c r=\"B6\" t=\"inlineStr\"><is><t>E?</t></is></c><c r=\"C6\"><f>1+1</f><v>2</v></c></row></sheetData>",
    );
    let merges = r#"<mergeCells><mergeCell ref="C4:C5"/></mergeCells>"#;
    let held = |xml: String| -> Vec<String> {
        let questionnaire = read(&pack(&parts(&[tab("Q", xml)])));
        questions(&questionnaire).iter().map(|question| question.hold.clone()).collect()
    };
    let expected =
        ["C2 is filled already", "row 3 is hidden", "", "C4 is merged with the question before", "C6 holds a formula"];
    assert_eq!(held(sheet.clone() + merges), expected);
    let protected = sheet.clone() + r#"<sheetProtection sheet="1"/>"#;
    assert_eq!(held(protected)[2], "C4 is locked by the sheet's protection");
    let hidden = format!("<cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>{sheet}");
    assert_eq!(held(hidden)[2], "column D is hidden");
}

#[test]
fn a_column_with_a_list_is_the_answer_beside_one_for_words() {
    let sheet = rows(&[
        (1, &["ID", "Requirement", "Compliance status", "Vendor response"]),
        (2, &["1", "- Keep logs\n- Review them"]),
    ]);
    let list = r#"<dataValidations><dataValidation type="list" sqref="C2"><formula1>"Met,Not met"</formula1></dataValidation></dataValidations>"#;
    let questionnaire = read(&pack(&parts(&[tab("Q", sheet + list)])));
    let found = questions(&questionnaire)[0];
    assert_eq!((cell(found.response), cell(found.comment), found.parts), ("C2".into(), "D2".into(), 2));
}

#[test]
fn ties_are_asked_about_and_a_mapping_decides() {
    let sheet = rows(&[(1, &["ID", "Question", "Answer", "Answer"]), (2, &["1", "A?"])]);
    let bytes = pack(&parts(&[tab("Q", sheet)]));
    let Err(RfpError::Asks(asked)) = Questionnaire::read(&bytes, Format::Xlsx, None) else { panic!("it guessed") };
    assert_eq!(
        RfpError::Asks(asked).to_string(),
        "sheet \"Q\": 2 columns fit equally well for the answers\n  Q!C1 \"Answer\" (fit 21)\n  Q!D1 \"Answer\" (fit 21)\n\
         correct the mapping that `fieldbook rfp inspect FILE` prints, and pass it with --mapping"
    );
    let said = SheetMapping {
        sheet: "Q".into(),
        header_row: 1,
        question: Some("B".into()),
        response: Some("d".into()),
        ..SheetMapping::default()
    };
    let mapping = Mapping { schema: "fieldbook/rfp-mapping/1".into(), sheets: vec![said.clone()] };
    let questionnaire = Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap();
    assert_eq!(cell(questions(&questionnaire)[0].response), "D2");
    let wrong = Mapping { sheets: vec![SheetMapping { sheet: "R".into(), ..said }], ..mapping };
    assert!(
        Questionnaire::read(&bytes, Format::Xlsx, Some(&wrong)).unwrap_err().to_string().contains("there are \"Q\"")
    );
    // What inspect writes reads back to the same layout.
    let again = Questionnaire::read(&bytes, Format::Xlsx, Some(&inspect(&questionnaire).mapping)).unwrap();
    assert_eq!(questions(&again), questions(&questionnaire));
}

#[test]
fn a_file_without_a_header_asks_with_what_there_is() {
    let bytes = pack(&parts(&[tab(
        "Data",
        rows(&[(1, &["alpha", "a longer text that might be asked"]), (2, &["beta", "another one"])]),
    )]));
    let asked = Questionnaire::read(&bytes, Format::Xlsx, None).unwrap_err().to_string();
    assert!(asked.contains("no header with a question column") && asked.contains("Data!B1"), "{asked}");
}

#[test]
fn delimited_and_plain_text_are_read() {
    let csv = "\u{feff}Id;Question;Answer;Comment\r\nX-1;Is it encrypted?;;\r\n";
    let questionnaire = Questionnaire::read(csv.as_bytes(), Format::Csv, None).unwrap();
    assert_eq!(
        (questions(&questionnaire)[0].id.as_str(), cell(questions(&questionnaire)[0].response)),
        ("X-1", "C2".to_owned())
    );
    let table = "| No | Question | Answer |\n|---|---|---|\n| 1.1 | Is SSO offered? | |\n| 1.2 | Describe how logs are kept. | |\n";
    let questionnaire = Questionnaire::read(table.as_bytes(), Format::Text, None).unwrap();
    let found: Vec<_> =
        questions(&questionnaire).iter().map(|question| (question.id.as_str(), question.text.as_str())).collect();
    assert_eq!(found, [("1.1", "Is SSO offered?"), ("1.2", "Describe how logs are kept.")]);
    let text = "# Access\nSome words.\n1. Is SSO offered?\n- Describe the logs\nWho may read them?\n";
    let questionnaire = Questionnaire::read(text.as_bytes(), Format::Text, None).unwrap();
    let found: Vec<_> = questions(&questionnaire)
        .iter()
        .map(|question| format!("{}|{}|{}", question.section, question.id, question.text))
        .collect();
    assert_eq!(found, ["Access|1|Is SSO offered?", "Access||Describe the logs", "Access||Who may read them?"]);
}
