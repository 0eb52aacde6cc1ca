//! A new Word document of headings and paragraphs (ECMA-376 part 1, 17), in the fewest parts that word processors open.

use super::fill::is_unwritable;
use super::new_archive::{NewPackage, UsedPart, pack_office};
use super::word_slot::run;
use crate::error::RfpError;
use serde::Deserialize;

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Warning"><w:name w:val="Warning"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:color w:val="B42318"/></w:rPr></w:style></w:styles>"#;
const BEGIN: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4 with margins of 2.5 cm, in twentieths of a point.
const END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// One paragraph of a new document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NewParagraph {
    /// A heading of the second level.
    Heading(String),
    /// Text.
    Text(String),
    /// What the reader has to know before the text goes out.
    Warning(String),
}

/// Returns a document of these paragraphs. The same paragraphs give the same bytes.
///
/// # Errors
/// The archive cannot be written.
pub fn new_document(paragraphs: &[NewParagraph]) -> Result<Vec<u8>, RfpError> {
    let body: Vec<String> = paragraphs.iter().map(paragraph_xml).collect();
    let package = NewPackage { folder: "word", main: "document.xml", kind: "wordprocessingml.document.main" };
    let styles = UsedPart { path: "styles.xml", relation: "styles", kind: "wordprocessingml.styles", content: STYLES };
    pack_office(package, &[BEGIN, &body.concat(), END].concat(), styles)
}

fn paragraph_xml(paragraph: &NewParagraph) -> String {
    let (style, text) = match paragraph {
        NewParagraph::Heading(text) => ("<w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>", text),
        NewParagraph::Text(text) => ("", text),
        NewParagraph::Warning(text) => ("<w:pPr><w:pStyle w:val=\"Warning\"/></w:pPr>", text),
    };
    let text: String = text.chars().map(|symbol| if is_unwritable(symbol) { ' ' } else { symbol }).collect();
    format!("<w:p>{style}{}</w:p>", run("w:", &text))
}
