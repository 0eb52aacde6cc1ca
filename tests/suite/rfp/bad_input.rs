//! Bad input: what is wrong is said plainly, and nothing is overwritten.

use super::workbooks::{pack, parts, rows, tab};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill};
use fieldbook_questionnaire::files::format::{Format, format_of};
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::fs;
use std::process::Command;

/// Files that cannot be filled, with what is said.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let compound = |stream: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let open_document = |kind: &str| {
        let mimetype = format!("application/vnd.oasis.opendocument.{kind}").into_bytes();
        pack(&[("mimetype".to_owned(), mimetype), ("content.xml".to_owned(), b"<a/>".to_vec())])
    };
    let tied = b"Question,Answer,Answer\nIs it so?,,\n".to_vec();
    vec![
        ("picture.xlsx", b"\x89PNG\r\n".to_vec(), "not a readable workbook or document"),
        ("empty.xlsx", Vec::new(), "the file is empty"),
        ("locked.xlsx", compound("EncryptedPackage"), "the workbook is encrypted: open it with its password"),
        ("old.xls", compound("Workbook"), "the old .xls format: save it as .xlsx"),
        ("old.doc", compound("WordDocument"), "the old .doc format: save it as .docx"),
        ("sheet.ods", open_document("spreadsheet"), "an OpenDocument file (.ods): save it as .xlsx"),
        ("text.odt", open_document("text"), "an OpenDocument file (.odt): save it as .docx"),
        ("empty.csv", Vec::new(), "the file has no questions\n  CSV: the sheet is empty"),
        ("latin.csv", b"Frage;Antwort\nGr\xfc\xdfe?;\n".to_vec(), "not UTF-8 at byte 16: save it as \"CSV UTF-8\""),
        ("tied.csv", tied, "2 columns fit equally well for the answers"),
        ("none.csv", b"alpha,beta\n1,2\n".to_vec(), "no header with a question column is understood"),
        ("empty.txt", Vec::new(), "the file has no questions"),
    ]
}

#[test]
fn every_bad_file_is_refused_with_the_reason() {
    for (name, bytes, expected) in bad_files() {
        let error = Questionnaire::read(&bytes, format_of(name, &bytes), None).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn a_refused_file_leaves_earlier_output_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("site.toml"), "").expect("written");
    fs::create_dir(path("content")).expect("made");
    for (name, bytes, expected) in
        bad_files().into_iter().filter(|(name, ..)| ["locked.xlsx", "tied.csv"].contains(name))
    {
        fs::write(path(name), &bytes).expect("written");
        fs::write(path("out"), "an earlier response").expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .current_dir(folder.path())
            .args(["rfp", "fill", name, "-o", "out", "--force"])
            .output()
            .expect("fieldbook runs");
        let error = String::from_utf8(output.stderr).expect("text");
        assert!(output.status.code() == Some(2) && error.contains(expected), "{name}: {error}");
        assert_eq!(fs::read_to_string(path("out")).expect("read"), "an earlier response");
        assert!(!path("out-manifest.json").exists() && fs::read(path(name)).expect("read") == bytes, "{name}");
    }
}

/// Equal questions are questions of their own, each with its cell.
#[test]
fn duplicates_keep_their_own_cells() {
    let csv = "Question,Answer\nIs it so?,\nIs it so?,\n";
    let read = Questionnaire::read(csv.as_bytes(), Format::Csv, None).unwrap();
    let cells: Vec<_> = read.questions().filter_map(|(_, question)| question.response).collect();
    assert_eq!(cells, [Cell::new(1, 1), Cell::new(2, 1)]);
}

#[test]
fn right_to_left_and_wide_scripts_are_read_and_filled() {
    let questions = ["هل البيانات مشفرة أثناء التخزين؟", "保存データは暗号化されていますか？", "האם הנתונים מוצפנים?"];
    let sheet =
        rows(&[(1, &["Question", "Answer"]), (2, &questions[..1]), (3, &questions[1..2]), (4, &questions[2..])]);
    let before = pack(&parts(&[tab("ورقة", sheet)]));
    let read = Questionnaire::read(&before, Format::Xlsx, None).unwrap();
    assert_eq!(read.questions().map(|(_, question)| question.text.as_str()).collect::<Vec<_>>(), questions);
    let text = "نعم — はい";
    let planned = PlannedCell { sheet: "ورقة".to_owned(), cell: Cell::new(1, 1), text: text.to_owned() };
    let after = fill(&before, Format::Xlsx, &[planned]).unwrap();
    assert_eq!(Questionnaire::read(&after, Format::Xlsx, None).unwrap().sheets[0].grid.text(Cell::new(1, 1)), text);
}

/// 5,000 questions, each with lists, limits and merged cells of its own, and one cell of 3 MB: the time grows with the
/// number of rows, not with its square. Unoptimized, a square would take minutes.
#[test]
fn many_rows_and_a_large_cell_are_read_and_filled() {
    let row = |row: u32| {
        format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>Is control {row} in place?</t></is></c><c r=\"B{row}\" s=\"1\"/></row>"
        )
    };
    let last = 5_001;
    let body: String = (2..=last).map(row).collect();
    let large = "word ".repeat(600_000);
    let header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Question</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Answer</t></is></c></row>";
    let cell = format!("<row r=\"6000\"><c r=\"F6000\" t=\"inlineStr\"><is><t>{large}</t></is></c></row>");
    let merge = |row: u32| format!("<mergeCell ref=\"C{row}:D{row}\"/>");
    let merges: String = (2..=last).map(merge).collect();
    let rule = |row: u32| {
        format!(
            "<dataValidation type=\"list\" sqref=\"B{row}\"><formula1>\"Yes,No\"</formula1></dataValidation>\
             <dataValidation type=\"textLength\" operator=\"lessThan\" sqref=\"C{row}\"><formula1>9</formula1></dataValidation>"
        )
    };
    let rules: String = (2..=last).map(rule).collect();
    let sheet = format!(
        "<sheetData>{header}{body}{cell}</sheetData><mergeCells>{merges}</mergeCells><dataValidations>{rules}</dataValidations>"
    );
    let before = pack(&parts(&[tab("Q", sheet)]));
    let read = Questionnaire::read(&before, Format::Xlsx, None).unwrap();
    let planned: Vec<PlannedCell> = read
        .questions()
        .filter(|(grid, question)| grid.list_at(question.response.unwrap()).is_some())
        .map(|(_, question)| PlannedCell { sheet: "Q".into(), cell: question.response.unwrap(), text: "Yes".into() })
        .collect();
    assert_eq!(planned.len(), 5_000);
    let after = fill(&before, Format::Xlsx, &planned).unwrap();
    let again = Questionnaire::open(&after, Format::Xlsx, None).unwrap();
    assert_eq!(again.questions().filter(|(_, question)| question.hold.contains("is filled already")).count(), 5_000);
    assert_eq!(again.sheets[0].grid.text(Cell::parse("F6000").unwrap()).len(), large.len() - 1);
}
