//! The icons of a theme as style rules.
//!
//! A page names an icon by a class, `<span class="icon icon-book"></span>`, and the style sheet has its drawing as a mask, which
//! takes the colour of the text. So a page repeats no drawing and no link to one, and shows its icons from a server and from a
//! disk alike.

use super::fault::{ThemeFault, place_in, unplaced};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write;

/// The sheet's path within the theme.
pub(super) const SHEET: &str = "icons.svg";
/// The path within the theme of the style rules that are made from it.
pub(super) const ICON_STYLES: &str = "icons.css";

/// What a drawing begins with: lines of one width, without a ground. The colour does not matter to a mask.
const DRAWN: &str = "xmlns='http://www.w3.org/2000/svg' fill='none' stroke='#000' stroke-width='1.6' stroke-linecap='round' \
                     stroke-linejoin='round'";

/// What has a meaning of its own in a data address (RFC 3986, RFC 2397) or inside quotation marks of a style sheet.
const ENCODED: AsciiSet = CONTROLS.add(b'"').add(b'#').add(b'%').add(b'\\');

/// Returns the style rules of the icons in `sheet`, an SVG file in which each icon is a `symbol` with `id` and `viewBox`.
///
/// # Errors
///
/// The sheet is no XML, or a symbol has no name that a class can have, or no `viewBox`; with the place.
pub(super) fn icon_styles(sheet: &str) -> Result<String, ThemeFault> {
    let mut rules = String::from("@layer parts{");
    let mut reader = Reader::from_str(sheet);
    loop {
        let at = place(&reader);
        let broken = |message: String| place_in(sheet, at, unplaced(SHEET, message));
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(start) if start.name().as_ref() == "symbol" => {
                let icon = Icon::of(&start).map_err(&broken)?;
                let inside = reader.read_to_end(start.name()).map_err(|error| broken(error.to_string()))?;
                let range = usize::try_from(inside.start).ok().zip(usize::try_from(inside.end).ok());
                let lines = range.and_then(|(start, end)| sheet.get(start..end)).unwrap_or_default();
                let drawing = format!("<svg {DRAWN} viewBox='{}'>{}</svg>", icon.view_box, one_line(lines));
                // Most sheets quote by quotation marks, which would have to be encoded.
                let drawing = if lines.contains('\'') { drawing } else { drawing.replace('"', "'") };
                let drawing = utf8_percent_encode(&drawing, &ENCODED);
                // Writing to a text always succeeds.
                let _ = write!(rules, ".icon-{}{{--icon:url(\"data:image/svg+xml,{drawing}\")}}", icon.name);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    rules.push('}');
    Ok(rules)
}

/// What a symbol says of itself.
struct Icon {
    name: String,
    view_box: String,
}

impl Icon {
    fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let value = |name: &str| {
            let attribute = start.try_get_attribute(name).map_err(|error| error.to_string())?;
            let value = attribute.map(|attribute| attribute.value.into_owned());
            Ok::<_, String>(value.unwrap_or_default())
        };
        let name = value("id")?;
        if name.is_empty() || !name.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_')) {
            return Err(format!("the `id` of an icon is made of a-z, A-Z, 0-9, `-` and `_`; this one is `{name}`"));
        }
        let view_box = value("viewBox")?;
        let numbers = view_box.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
        let numbers = numbers.collect::<Result<Vec<_>, _>>().unwrap_or_default();
        // A box without a width or a height draws nothing.
        let draws = |[x, y, width, height]: [f64; 4]| {
            [x, y, width, height].into_iter().all(f64::is_finite) && width > 0.0 && height > 0.0
        };
        if !numbers.try_into().is_ok_and(draws) {
            return Err(format!("the icon `{name}` needs a `viewBox` of four numbers, such as `0 0 16 16`"));
        }
        Ok(Self { name, view_box })
    }
}

/// Returns where `reader` is, in bytes.
fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns `text` without the ends of its lines and the spaces at their beginnings.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim_start).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_symbol_is_a_rule_with_its_drawing() {
        let sheet = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n\
                     <symbol id=\"plus\" viewBox=\"0 0 16 16\"><path d=\"M8 3v10\"/></symbol>\n\
                     <symbol viewBox='0,0,8,8' id='dot'>\n  <circle fill=\"#f00\"\n  r='1'/>\n</symbol>\n</svg>\n";
        let drawn = "<svg xmlns='http://www.w3.org/2000/svg' fill='none' stroke='%23000' stroke-width='1.6' \
                     stroke-linecap='round' stroke-linejoin='round'";
        let expected = format!(
            "@layer parts{{.icon-plus{{--icon:url(\"data:image/svg+xml,{drawn} viewBox='0 0 16 16'><path \
             d='M8 3v10'/></svg>\")}}.icon-dot{{--icon:url(\"data:image/svg+xml,{drawn} viewBox='0,0,8,8'>\
             <circle fill=%22%23f00%22 r='1'/></svg>\")}}}}"
        );
        assert_eq!(icon_styles(sheet), Ok(expected));
        assert_eq!(icon_styles(""), Ok("@layer parts{}".to_owned()));
    }

    #[test]
    fn a_sheet_that_cannot_be_read_is_a_fault_with_its_place() {
        let place = |symbol: &str| {
            let fault =
                icon_styles(&format!("<svg>\n<symbol id=\"a\" viewBox=\"0 0 1 1\"></symbol>\n{symbol}\n</svg>"));
            let fault = fault.expect_err("a fault");
            (fault.file, fault.line, fault.message)
        };
        let sheet = || SHEET.to_owned();
        let name =
            |name: &str| format!("the `id` of an icon is made of a-z, A-Z, 0-9, `-` and `_`; this one is `{name}`");
        assert_eq!(place("<symbol viewBox=\"0 0 1 1\"></symbol>"), (sheet(), 3, name("")));
        assert_eq!(place("<symbol id=\"a}b\" viewBox=\"0 0 1 1\"></symbol>"), (sheet(), 3, name("a}b")));
        let box_of_b = "the icon `b` needs a `viewBox` of four numbers, such as `0 0 16 16`".to_owned();
        assert_eq!(place("<symbol id=\"b\"></symbol>"), (sheet(), 3, box_of_b.clone()));
        assert_eq!(place("<symbol id=\"b\" viewBox=\"0 0 1\"></symbol>"), (sheet(), 3, box_of_b.clone()));
        for wrong in ["0 0 1 x", "0 0 1 1 x", "0 0 1 1 1", "0 0 1 1'", "0 0 0 1", "0 0 1 -1", "0 0 NaN 1", "0 inf 1 1"]
        {
            let symbol = format!("<symbol id=\"b\" viewBox=\"{wrong}\"></symbol>");
            assert_eq!(place(&symbol), (sheet(), 3, box_of_b.clone()), "{wrong}");
        }
        let (file, line, message) = place("<symbol id=\"b\" viewBox=\"0 0 1 1\"><path></symbol>");
        assert_eq!((file, line), (sheet(), 3), "{message}");
    }
}
