//! Office documents and archives, written part by part.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Packs parts in their order.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = "<w:styles>\
<w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
<w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
<w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>\
<w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"H2\"/></w:style>\
<w:style w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style>\
<w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>\
<w:style w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
</w:styles>";
const NUMBERING: &str = "<w:numbering>\
<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
</w:numbering>";

/// Writes the relations of a part: id, type and target; targets with a scheme are outside.
pub(crate) fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>())
}

/// Writes a Word document with this body, further relations of it, and further parts.
pub(crate) fn docx(body: &str, links: &[(&str, &str, &str)], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>");
    let mut all = vec![("st", "styles", "styles.xml"), ("nu", "numbering", "numbering.xml")];
    all.extend(links);
    let (main, own) = (relations(&[("m", "officeDocument", "word/document.xml")]), relations(&all));
    let mut packed: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", main.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
    ];
    packed.extend(parts);
    zip(&packed)
}

/// Writes a paragraph with a style, or with none.
pub(crate) fn p(style: &str, text: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
    format!("<w:p>{style}{}</w:p>", r(text))
}

/// Writes an item of a list.
pub(crate) fn item(list: u8, depth: u8, text: &str) -> String {
    let numbers = format!("<w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>");
    format!("<w:p>{numbers}{}</w:p>", r(text))
}

/// Writes a run.
pub(crate) fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// Writes a table of cells.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p("", text));
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Writes a text for XML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A slide: what its tree of shapes contains, its relations, and whether it is shown.
pub(crate) struct Slide {
    pub(crate) shapes: String,
    pub(crate) links: Vec<(&'static str, &'static str, &'static str)>,
    pub(crate) notes: Option<String>,
    pub(crate) attributes: &'static str,
}

/// Writes a presentation of slides.
pub(crate) fn pptx(slides: &[Slide], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let ids: Vec<String> = (1..=slides.len()).map(|number| format!("s{number}")).collect();
    let paths: Vec<String> = (1..=slides.len()).map(|number| format!("slides/slide{number}.xml")).collect();
    let list: Vec<(&str, &str, &str)> =
        ids.iter().zip(&paths).map(|(id, path)| (id.as_str(), "slide", path.as_str())).collect();
    let entries: Vec<String> =
        ids.iter().enumerate().map(|(at, id)| format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", 256 + at)).collect();
    let entries = entries.concat();
    let mut texts = vec![
        ("[Content_Types].xml".to_owned(), TYPES.to_owned()),
        ("_rels/.rels".to_owned(), relations(&[("m", "officeDocument", "ppt/presentation.xml")])),
        (
            "ppt/presentation.xml".to_owned(),
            format!("<p:presentation><p:sldIdLst>{entries}</p:sldIdLst></p:presentation>"),
        ),
        ("ppt/_rels/presentation.xml.rels".to_owned(), relations(&list)),
    ];
    for (index, slide) in slides.iter().enumerate() {
        let number = index + 1;
        let tree = format!("<p:sld{}><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:sld>", slide.attributes, slide.shapes);
        texts.push((format!("ppt/slides/slide{number}.xml"), tree));
        let notes = format!("../notesSlides/notes{number}.xml");
        if let Some(text) = &slide.notes {
            let shape = shape("body", &[text]);
            let notes = format!("<p:notes><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:notes>");
            texts.push((format!("ppt/notesSlides/notes{number}.xml"), notes));
        }
        let mut all: Vec<(&str, &str, &str)> = slide.links.clone();
        if slide.notes.is_some() {
            all.push(("no", "notesSlide", &notes));
        }
        texts.push((format!("ppt/slides/_rels/slide{number}.xml.rels"), relations(&all)));
    }
    let mut packed: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed.extend(parts);
    zip(&packed)
}

/// Writes a shape with paragraphs; `kind` is the type of its placeholder, or empty for a text box.
pub(crate) fn shape(kind: &str, paragraphs: &[&str]) -> String {
    let place = if kind.is_empty() { String::new() } else { format!("<p:ph type=\"{kind}\"/>") };
    let paragraph = |text: &&str| format!("<a:p><a:r><a:t>{}</a:t></a:r></a:p>", escape(text));
    let text: String = paragraphs.iter().map(paragraph).collect();
    format!("<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>")
}

/// The smallest picture.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU";
