//! The forms in which programs write an archive: each is read, and filled without a change elsewhere.

use super::workbooks::{part, parts, rows, tab};
use fieldbook_questionnaire::files::archive::changed_parts;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill};
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn workbook() -> Vec<(String, Vec<u8>)> {
    let questions = rows(&[(1, &["No", "Question", "Answer"]), (2, &["1", "Is stored text encrypted?"])]);
    let mut parts = parts(&[tab("Questions", questions)]);
    parts.push(("xl/media/image1.png".to_owned(), (0..=255).cycle().take(3000).collect()));
    parts
}

/// Packs the workbook as programs do that know the size of each part.
fn packed(options: SimpleFileOptions) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in workbook() {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.set_comment("made for a test").unwrap();
    writer.finish().unwrap().into_inner()
}

/// Packs the workbook as programs do that cannot go back: sizes come after the content.
fn streamed() -> Vec<u8> {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in workbook() {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Moves the end of an archive into a record of 64 bits (PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16).
fn with_wide_end(archive: &[u8]) -> Vec<u8> {
    let at = archive.len() - 22;
    let (parts, end) = archive.split_at(at);
    assert_eq!(end.get(..4), Some(b"PK\x05\x06".as_slice()), "no comment");
    let number = |from: usize, length: usize| {
        let bytes = end.iter().skip(from).take(length).rev();
        bytes.fold(0, |number, byte| number << 8 | u64::from(*byte)).to_le_bytes()
    };
    let mut wide = parts.to_vec();
    wide.extend(b"PK\x06\x06");
    wide.extend(44_u64.to_le_bytes());
    wide.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for field in [number(10, 2), number(10, 2), number(12, 4), number(16, 4)] {
        wide.extend(field);
    }
    wide.extend(b"PK\x06\x07\0\0\0\0");
    wide.extend((at as u64).to_le_bytes());
    wide.extend(1_u32.to_le_bytes());
    wide.extend(b"PK\x05\x06\0\0\0\0");
    wide.extend([0xFF; 12]);
    wide.extend([0, 0]);
    wide
}

#[test]
fn archives_of_every_form_are_read_and_filled() {
    let usual = packed(SimpleFileOptions::default());
    let forms = [
        ("usual", usual.clone()),
        ("sizes of 64 bits", packed(SimpleFileOptions::default().large_file(true))),
        ("sizes after the content", streamed()),
        ("an end of 64 bits", with_wide_end(&streamed())),
        ("bytes in front", [b"#!/bin/sh\n".as_slice(), &usual].concat()),
        ("bytes behind", [usual.as_slice(), b"\n"].concat()),
    ];
    for (form, bytes) in forms {
        let read = Questionnaire::read(&bytes, Format::Xlsx, None).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(read.questions().count(), 1, "{form}");
        let cell = Cell::parse("C2").unwrap();
        let planned = [PlannedCell { sheet: "Questions".to_owned(), cell, text: "Yes.".to_owned() }];
        let filled = fill(&bytes, Format::Xlsx, &planned).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(changed_parts(&bytes, &filled), Ok(vec![SHEET.to_owned()]), "{form}");
        assert!(part(&filled, SHEET).contains("Yes."), "{form}");
        // Another reader finds the same parts with the same content.
        let mut archive = ZipArchive::new(Cursor::new(&filled)).unwrap();
        for (name, content) in workbook().into_iter().filter(|(name, _)| name != SHEET) {
            let mut found = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut found).unwrap();
            assert!(found == content, "{form}: {name}");
        }
        assert_eq!(archive.len(), 6, "{form}");
    }
}

#[test]
fn parts_that_overlap_or_are_cut_are_refused() {
    let bytes = packed(SimpleFileOptions::default());
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let second = bytes[directory + 4..].windows(4).position(|window| window == b"PK\x01\x02").unwrap() + directory + 4;
    // The second part begins where the first does.
    let mut overlapping = bytes.clone();
    overlapping.copy_within(directory + 42..directory + 46, second + 42);
    overlapping.copy_within(directory + 14..directory + 28, second + 14);
    // The first part is longer than the file.
    let mut cut = bytes.clone();
    cut[directory + 20..directory + 24].copy_from_slice(&0x00FF_FFFF_u32.to_le_bytes());
    // The checksum is another one.
    let mut changed = bytes;
    changed[directory + 16] ^= 1;
    let planned =
        [PlannedCell { sheet: "Questions".to_owned(), cell: Cell::parse("C2").unwrap(), text: "Yes.".to_owned() }];
    for (bytes, why) in [
        (overlapping, "parts of the archive overlap"),
        (cut, "the content of a part is cut off"),
        (changed, "its checksum is wrong"),
    ] {
        let refused = fill(&bytes, Format::Xlsx, &planned).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
}
