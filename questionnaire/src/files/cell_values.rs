//! The values of the cells of a worksheet as text (ECMA-376 part 1, 18.3.1.4 and 18.4).
//!
//! A number is written without its format, so that a date is the number of its day; the result of a formula is the one
//! that the file was saved with.

use super::cell::Cell;
use super::sheet_xml::{Position, resolve};
use super::xml_attribute::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads the texts that cells share, in their order.
///
/// # Errors
/// The part is not well-formed.
pub(super) fn read_shared_strings(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = expanding_reader(xml);
    let mut strings = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => strings.push(rich_text(&mut reader, "si")?),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Reads the values of a worksheet part, and passes each that is not empty to `take`.
///
/// # Errors
/// The part is not well-formed, a shared text does not exist, or `take` has an error.
pub(super) fn read_values<E: From<String>>(
    xml: &str,
    shared: &[String],
    mut take: impl FnMut(Cell, String) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = expanding_reader(xml);
    let mut position = Position::default();
    let mut is_inside = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sheetData" => is_inside = true,
                "row" => position.enter_row(&tag),
                "c" if is_inside => {
                    let cell = position.enter_cell(&tag);
                    if let Some(text) = cell_value(&mut reader, &tag, shared)? {
                        take(cell, text)?;
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
            Event::Eof if is_inside => return Err("the rows have no end".to_owned().into()),
            Event::Eof => return Err("it has no rows".to_owned().into()),
            _ => {}
        }
    }
}

/// Returns a reader for which `<c/>` is `<c></c>`.
fn expanding_reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// Reads a cell up to its end; `None` if it has no value.
fn cell_value(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>, shared: &[String]) -> Result<Option<String>, String> {
    let kind = attribute(tag, "t").unwrap_or_default();
    let mut value = None;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(child) => match child.local_name().as_ref() {
                "is" => value = Some(rich_text(reader, "is")?),
                // Beside an inline text, the value repeats it.
                "v" if kind != "inlineStr" => value = text_of(&kind, &plain_text(reader, "v")?, shared)?,
                other => {
                    plain_text(reader, other)?;
                }
            },
            Event::End(end) if end.local_name().as_ref() == "c" => return Ok(value),
            Event::Eof => return Err("a cell has no end".to_owned()),
            _ => {}
        }
    }
}

/// Returns what a value reads like.
fn text_of(kind: &str, value: &str, shared: &[String]) -> Result<Option<String>, String> {
    let text = match kind {
        _ if value.is_empty() => return Ok(None),
        "s" => {
            let found = value.trim().parse::<usize>().ok().and_then(|index| shared.get(index));
            found.ok_or_else(|| format!("the shared text {value} does not exist"))?.clone()
        }
        "b" => if matches!(value, "1" | "true") { "TRUE" } else { "FALSE" }.to_owned(),
        "str" => unescaped(value),
        "d" | "e" => value.to_owned(),
        _ => value.trim().parse::<f64>().map_or_else(|_| value.to_owned(), |number| number.to_string()),
    };
    Ok(Some(text))
}

/// Returns the text of an element up to its end, with that of its children.
fn plain_text(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, String> {
    let (mut text, mut depth) = (String::new(), 0_u32);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => text.push_str(&resolve(&entity)),
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(text),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(format!("an element `{name}` has no end")),
            _ => {}
        }
    }
}

/// Returns the texts of an element up to its end, without readings of East Asian writing (`rPh`).
fn rich_text(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, String> {
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "rPh" => {
                    plain_text(reader, "rPh")?;
                }
                "t" => {
                    let keeps_space = attribute(&tag, "space").is_some_and(|space| space == "preserve");
                    let part = plain_text(reader, "t")?;
                    let part = if keeps_space { part.as_str() } else { part.trim_matches([' ', '\t', '\r', '\n']) };
                    text.push_str(&unescaped(part));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == name => return Ok(text),
            Event::Eof => return Err(format!("an element `{name}` has no end")),
            _ => {}
        }
    }
}

/// Returns a text with the units of UTF-16 that are written as `_x000D_` (22.9.2.19).
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let (mut units, mut rest) = (Vec::new(), text);
    while let Some(symbol) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = rest.get(ESCAPE_LENGTH..).unwrap_or_default();
        } else {
            units.extend(symbol.encode_utf16(&mut [0; 2]).iter());
            rest = rest.get(symbol.len_utf8()..).unwrap_or_default();
        }
    }
    String::from_utf16_lossy(&units)
}

/// The length of `_x000D_`.
const ESCAPE_LENGTH: usize = 7;

/// Returns the unit that a text begins with, if it is written as `_x000D_`.
fn escape(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPE_LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(rows: &str, shared: &[&str]) -> Result<Vec<String>, String> {
        let shared: Vec<String> = shared.iter().map(|text| (*text).to_owned()).collect();
        let mut found = Vec::new();
        let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        read_values(&xml, &shared, |cell, text| {
            found.push(format!("{cell} {text}"));
            Ok::<_, String>(())
        })?;
        Ok(found)
    }

    #[test]
    fn each_kind_of_value_is_read() {
        for (cell, expected) in [
            ("<c r='A1'><v>1.50</v></c>", vec!["A1 1.5"]),
            ("<c r='A1' s='3' t='n'><v>45000</v></c>", vec!["A1 45000"]),
            ("<c r='A1' t='s'><v>1</v></c>", vec!["A1 two"]),
            ("<c r='A1' t='b'><v>1</v></c><c t='b'><v>0</v></c>", vec!["A1 TRUE", "B1 FALSE"]),
            ("<c r='A1' t='e'><v>#N/A</v></c>", vec!["A1 #N/A"]),
            ("<c r='A1' t='d'><v>2026-11-21</v></c>", vec!["A1 2026-11-21"]),
            ("<c r='C2' t='str'><f>A1&amp;\"x\"</f><v>a &lt; b_x000A_c</v></c>", vec!["C2 a < b\nc"]),
            (
                "<c r='A1' t='inlineStr'><is><r><t>one </t></r><r><t xml:space='preserve'> two</t></r></is></c>",
                vec!["A1 one two"],
            ),
            ("<c r='A1' t='inlineStr'><is><t>東</t><rPh sb='0' eb='1'><t>ひ</t></rPh></is><v>0</v></c>", vec!["A1 東"]),
            ("<c r='A1'/><c r='B1' t='s'><v/></c><c r='C1'><f>1+1</f></c>", vec![]),
        ] {
            let found = values(&format!("<row r='1'>{cell}</row>"), &["one", "two"]);
            assert_eq!(found.unwrap(), expected, "{cell}");
        }
        assert_eq!(values("<row><c t='s'><v>7</v></c></row>", &[]).unwrap_err(), "the shared text 7 does not exist");
        assert!(read_values("<worksheet><sheetData>", &[], |_, _| Ok::<_, String>(())).is_err());
    }

    #[test]
    fn shared_texts_keep_their_places() {
        let xml = "<sst><si><t>a</t></si><si/><si><r><t>b_x005F_x000D_</t></r></si></sst>";
        assert_eq!(read_shared_strings(xml).unwrap(), ["a", "", "b_x000D_"]);
        assert_eq!(unescaped("_xD83D__xDCF7_ _x000G_ _xé_"), "\u{1F4F7} _x000G_ _xé_");
    }
}
