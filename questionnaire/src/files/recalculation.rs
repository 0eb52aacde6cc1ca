//! Formulas that depend on filled cells: the workbook part says that they are calculated when it is opened.
//!
//! The stored results of formulas are those of the file as it came, and nothing here calculates. Excel and `LibreOffice`
//! do on opening where `fullCalcOnLoad` of `calcPr` says so (ECMA-376 part 1, 18.2.2).

use super::xml_attribute::attribute;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

const ATTRIBUTE: &str = "fullCalcOnLoad";

/// The elements of a workbook before `calcPr`, from `sheets` on (ECMA-376 part 1, 18.2.27).
const BEFORE: [&str; 4] = ["sheets", "functionGroups", "externalReferences", "definedNames"];

/// Returns whether a worksheet part has a formula.
pub(super) fn has_formulas(sheet_xml: &str) -> bool {
    let is_formula = |at: usize| {
        let before = sheet_xml.as_bytes().get(..at).unwrap_or_default();
        // `<f>` or `<x:f>`, and not `<xf`; `<xm:f>` is a range in the extensions of Office 2010.
        let name_begins = matches!(before.last(), Some(b'<' | b':')) && !before.ends_with(b"xm:");
        name_begins && matches!(sheet_xml.as_bytes().get(at + 1), Some(b'>' | b' ' | b'/' | b'\n' | b'\t' | b'\r'))
    };
    memchr::memchr_iter(b'f', sheet_xml.as_bytes()).any(is_formula)
}

/// Returns the workbook part with the mark that everything is calculated on opening; nothing else changes.
///
/// # Errors
///
/// The part is not well-formed, or has no sheets.
pub(super) fn calculate_on_opening(xml: &str) -> Result<String, String> {
    let body = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    let offset = xml.len() - body.len();
    let mut reader = Reader::from_str(body);
    let (mut prefix, mut end, mut depth) = (String::new(), None, 0_u32);
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let range = start + offset..place(&reader) + offset;
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "calcPr" => {
                let old = attribute(&tag, ATTRIBUTE);
                return Ok(mark(xml, range, old.as_deref()));
            }
            Event::Start(tag) => {
                if tag.local_name().as_ref() == "workbook" {
                    prefix = tag.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default();
                }
                depth += 1;
            }
            Event::Empty(tag) if depth == 1 && BEFORE.contains(&tag.local_name().as_ref()) => end = Some(range.end),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if depth == 1 && BEFORE.contains(&tag.local_name().as_ref()) {
                    end = Some(range.end);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let at = end.ok_or("the workbook lists no sheets")?;
    let (before, after) = xml.split_at_checked(at).ok_or("the workbook lists no sheets")?;
    Ok(format!("{before}<{prefix}calcPr {ATTRIBUTE}=\"1\"/>{after}"))
}

/// Sets the attribute in the tag at `range`, whose value is now `old`.
fn mark(xml: &str, range: Range<usize>, old: Option<&str>) -> String {
    if matches!(old, Some("1" | "true")) {
        return xml.to_owned();
    }
    let tag = xml.get(range.clone()).unwrap_or_default();
    let new = if old.is_some() {
        let at = memmem::find(tag.as_bytes(), ATTRIBUTE.as_bytes()).unwrap_or_default() + ATTRIBUTE.len();
        let (name, rest) = tag.split_at_checked(at).unwrap_or((tag, ""));
        let mut parts = rest.splitn(3, ['"', '\'']);
        let (_, _, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
        format!("{name}=\"1\"{rest}")
    } else {
        let end = if tag.ends_with("/>") { "/>" } else { ">" };
        let tag = tag.strip_suffix(end).unwrap_or(tag);
        format!("{} {ATTRIBUTE}=\"1\"{end}", tag.trim_end())
    };
    let (before, after) = (xml.get(..range.start).unwrap_or_default(), xml.get(range.end..).unwrap_or_default());
    [before, &new, after].concat()
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_set_once_and_in_its_place() {
        let workbook = |inner: &str| format!("<workbook><sheets><sheet/></sheets>{inner}<pivotCaches/></workbook>");
        for (before, after) in [
            ("<calcPr calcId=\"9\"/>", "<calcPr calcId=\"9\" fullCalcOnLoad=\"1\"/>"),
            ("<calcPr calcId=\"9\" />", "<calcPr calcId=\"9\" fullCalcOnLoad=\"1\"/>"),
            ("<calcPr></calcPr>", "<calcPr fullCalcOnLoad=\"1\"></calcPr>"),
            ("<calcPr fullCalcOnLoad='0' calcId=\"9\"/>", "<calcPr fullCalcOnLoad=\"1\" calcId=\"9\"/>"),
            ("<calcPr fullCalcOnLoad=\"true\"/>", "<calcPr fullCalcOnLoad=\"true\"/>"),
            (
                "<definedNames><definedName/></definedNames>",
                "<definedNames><definedName/></definedNames><calcPr fullCalcOnLoad=\"1\"/>",
            ),
            ("", "<calcPr fullCalcOnLoad=\"1\"/>"),
        ] {
            assert_eq!(calculate_on_opening(&workbook(before)), Ok(workbook(after)), "{before}");
        }
        let prefixed = "\u{feff}<x:workbook xmlns:x=\"u\"><x:sheets/></x:workbook>";
        let marked = "\u{feff}<x:workbook xmlns:x=\"u\"><x:sheets/><x:calcPr fullCalcOnLoad=\"1\"/></x:workbook>";
        assert_eq!(calculate_on_opening(prefixed).as_deref(), Ok(marked));
        assert!(calculate_on_opening("<workbook/>").is_err());
    }

    #[test]
    fn formulas_are_told_from_other_elements() {
        for xml in ["<c><f>1+1</f></c>", "<c><f t=\"shared\" si=\"0\"/></c>", "<x:f>A1</x:f>", "<f/>"] {
            assert!(has_formulas(xml), "{xml}");
        }
        for xml in ["<c><v>f</v></c>", "<xf numFmtId=\"0\"/>", "<if >", "<of>", "<xm:f>A1</xm:f>"] {
            assert!(!has_formulas(xml), "{xml}");
        }
    }
}
