//! A new Word document of headings and paragraphs (ECMA-376 part 1, 17), in the fewest parts that word processors open.

use super::fill::is_unwritable;
use super::new_archive::pack;
use super::word_slot::run;
use crate::error::RfpError;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style></w:styles>"#;
const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4 with margins of 2.5 cm, in twentieths of a point.
const END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// One paragraph of a new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewParagraph {
    /// A heading of the second level.
    Heading(String),
    /// Text.
    Text(String),
}

/// Returns a document of these paragraphs. The same paragraphs give the same bytes.
///
/// # Errors
/// The archive cannot be written.
pub fn new_document(paragraphs: &[NewParagraph]) -> Result<Vec<u8>, RfpError> {
    let body: Vec<String> = paragraphs.iter().map(paragraph_xml).collect();
    pack(&[
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_RELATIONS.to_owned()),
        ("word/document.xml", [BEGIN, &body.concat(), END].concat()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
    ])
}

fn paragraph_xml(paragraph: &NewParagraph) -> String {
    let (style, text) = match paragraph {
        NewParagraph::Heading(text) => ("<w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>", text),
        NewParagraph::Text(text) => ("", text),
    };
    let text: String = text.chars().map(|symbol| if is_unwritable(symbol) { ' ' } else { symbol }).collect();
    format!("<w:p>{style}{}</w:p>", run("w:", &text))
}
