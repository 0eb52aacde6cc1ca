//! Files that are not read, each with its reason.

use super::workbooks::{pack, parts, rows, tab};
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;

fn reason(bytes: &[u8]) -> String {
    Questionnaire::read(bytes, Format::Xlsx, None).unwrap_err().to_string()
}

fn workbook() -> Vec<(String, Vec<u8>)> {
    parts(&[tab("Questions", rows(&[(1, &["Question", "Answer"]), (2, &["Is it so?"])]))])
}

#[test]
fn a_good_workbook_is_read() {
    assert!(Questionnaire::read(&pack(&workbook()), Format::Xlsx, None).is_ok());
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let mut parts = workbook();
    parts.insert(0, ("xl/media/zeros.bin".to_owned(), vec![0; 8 << 20]));
    let reason = reason(&pack(&parts));
    assert!(reason.contains("zip bomb") && reason.contains("xl/media/zeros.bin"), "{reason}");
}

#[test]
fn names_that_leave_the_archive_are_refused() {
    for name in ["../evil.xml", "xl/../../evil.xml", "/etc/evil", "C:\\evil", "xl\\..\\..\\evil"] {
        let mut parts = workbook();
        parts.push((name.to_owned(), b"x".to_vec()));
        assert!(reason(&pack(&parts)).contains("points outside the archive"), "{name}");
    }
}

#[test]
fn document_types_are_refused() {
    let mut parts = workbook();
    let entity = "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    let xml = String::from_utf8(parts[4].1.clone()).unwrap().replace("<worksheet", &format!("{entity}<worksheet"));
    parts[4].1 = xml.into_bytes();
    assert!(reason(&pack(&parts)).contains("xl/worksheets/sheet1.xml declares a document type"));
}

#[test]
fn encrypted_and_old_files_are_told_apart() {
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.extend([0; 512]);
    assert!(reason(&compound).contains("old .xls format"));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(reason(&compound).contains("the workbook is encrypted"));
    // Bit 0 of the flags, in the local header and in the central directory (APPNOTE 4.4.4).
    let mut flagged = pack(&workbook());
    for (signature, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = flagged.windows(4).position(|window| window == signature).unwrap();
        flagged[at + offset] |= 1;
    }
    assert!(reason(&flagged).contains("is encrypted"));
}

#[test]
fn truncated_and_foreign_files_are_refused() {
    let whole = pack(&workbook());
    assert_eq!(reason(b""), "the file is empty");
    for length in [1, 4, whole.len() / 2, whole.len() - 1] {
        assert!(reason(&whole[..length]).contains("truncated or damaged"), "{length}");
    }
    let mut flipped = whole.clone();
    let at = flipped.windows(8).position(|window| window == b"workbook").unwrap();
    flipped[at..at + 8].copy_from_slice(b"workbaak");
    assert!(!reason(&flipped).is_empty());
    assert!(reason(b"hello").contains("not a readable workbook"));
    let mut parts = workbook();
    parts.remove(2);
    assert!(reason(&pack(&parts)).contains("no part xl/workbook.xml"));
    let mut parts = workbook();
    parts[4].1 = b"<worksheet><sheetData><row></worksheet>".to_vec();
    assert!(reason(&pack(&parts)).contains("not well-formed"));
}

#[test]
fn parts_that_share_a_name_are_refused() {
    let mut parts = workbook();
    parts.push(("xl/worksheets/sheet9.xml".to_owned(), b"<worksheet/>".to_vec()));
    let mut bytes = pack(&parts);
    while let Some(at) = bytes.windows(10).position(|window| window == b"sheet9.xml") {
        bytes[at..at + 10].copy_from_slice(b"sheet1.xml");
    }
    assert!(reason(&bytes).contains("have a name of their own"));
}

/// What a reader of the file relies on: every sheet with its cells, and every question with its cell for the answer.
fn reading(bytes: &[u8]) -> Result<Vec<String>, String> {
    let questionnaire = Questionnaire::read(bytes, Format::Xlsx, None).map_err(|error| error.to_string())?;
    let cells = questionnaire
        .sheets
        .iter()
        .flat_map(|sheet| sheet.grid.cells.iter().map(|(cell, text)| format!("{}!{cell} {text}", sheet.grid.name)));
    let questions = questionnaire.questions().map(|(grid, question)| {
        format!("{} row {}: {} -> {:?}", grid.name, question.row, question.text, question.response)
    });
    Ok(cells.chain(questions).collect())
}

/// Every part has a checksum, and the directory ends the file: a damaged archive is refused or reads like the intact
/// one, since the damage hit a date or another field that carries no content.
#[test]
fn a_cut_is_refused_and_a_flip_is_refused_or_changes_nothing() {
    let whole = pack(&workbook());
    let intact = reading(&whole).expect("the intact workbook is read");
    assert_eq!(
        intact,
        [
            "Questions!A1 Question",
            "Questions!B1 Answer",
            "Questions!A2 Is it so?",
            "Questions row 1: Is it so? -> Some(Cell { row: 1, column: 1 })"
        ]
    );
    let mut refused = 0;
    for at in 0..whole.len() {
        assert!(reading(&whole[..at]).is_err(), "cut at {at}");
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        match reading(&flipped) {
            Ok(read) => assert_eq!(read, intact, "flip at {at}"),
            Err(_) => refused += 1,
        }
    }
    // Most of the file is content, names and lengths.
    assert!(refused * 2 > whole.len(), "{refused} of {} flips are refused", whole.len());
}
