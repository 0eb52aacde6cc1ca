//! Small workbooks, made part by part.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A worksheet part: its name, and everything inside `worksheet`.
pub(crate) struct Tab<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: &'a str,
    pub(crate) xml: String,
}

pub(crate) fn tab(name: &str, xml: impl Into<String>) -> Tab<'_> {
    Tab { name, attributes: "", xml: xml.into() }
}

pub(crate) fn hidden(name: &str, xml: impl Into<String>) -> Tab<'_> {
    Tab { name, attributes: " state=\"hidden\"", xml: xml.into() }
}

/// Writes rows of inline text; an empty text makes no cell.
pub(crate) fn rows(rows: &[(u32, &[&str])]) -> String {
    let row = |(number, cells): &(u32, &[&str])| {
        let cell = |(letter, text): (char, &&str)| match *text {
            "" => String::new(),
            text => format!("<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        let cells: String = ('A'..='Z').zip(*cells).map(cell).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    format!("<sheetData>{}</sheetData>", rows.iter().map(row).collect::<String>())
}

/// The parts of a workbook with these sheets, in the order in which Excel writes them.
pub(crate) fn parts(tabs: &[Tab<'_>]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let mut part = |name: &str, text: String| parts.push((name.to_owned(), text.into_bytes()));
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
    );
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    part(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{packages}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let sheet = |(number, tab): (u32, &Tab<'_>)| {
        format!("<sheet name=\"{}\" sheetId=\"{number}\"{} r:id=\"s{number}\"/>", tab.name, tab.attributes)
    };
    let target = |(number, _): (u32, &Tab<'_>)| {
        let path = format!("worksheets/sheet{number}.xml");
        format!("<Relationship Id=\"s{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"{path}\"/>")
    };
    let sheets: String = (1..).zip(tabs).map(sheet).collect();
    let targets: String = (1..).zip(tabs).map(target).collect();
    part(
        "xl/workbook.xml",
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{sheets}</sheets></workbook>"),
    );
    part("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{packages}\">{targets}</Relationships>"));
    for (number, tab) in (1..).zip(tabs) {
        part(&format!("xl/worksheets/sheet{number}.xml"), worksheet(&tab.xml));
    }
    parts
}

pub(crate) fn worksheet(xml: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"{MAIN}\">{xml}</worksheet>")
}

/// Packs parts; every second one is stored, and each has a date of its own.
pub(crate) fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, bytes)) in (0_u8..).zip(parts) {
        let method = if index % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let date = DateTime::from_date_and_time(2024, 1 + index % 12, 3, 4, 5, 6).unwrap();
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(date);
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part as it lies in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) method: String,
    pub(crate) attributes: Option<u32>,
    pub(crate) content: Vec<u8>,
}

/// Every part of an archive in its order, with the bytes as they are compressed.
pub(crate) fn packed(bytes: &[u8]) -> Vec<Packed> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut part = archive.by_index_raw(index).unwrap();
        let mut packed = Vec::new();
        part.read_to_end(&mut packed).unwrap();
        let date = part.last_modified().map(|date| date.to_string()).unwrap_or_default();
        Packed {
            name: part.name().unwrap().into_owned(),
            date,
            method: part.compression().to_string(),
            attributes: part.unix_mode(),
            content: packed,
        }
    };
    (0..count).map(read).collect()
}

/// The text of one part.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
