//! The parts of a Word document, and the blocks of each.

use super::list_count::ListCount;
use super::styles::Styles;
use crate::importing::documents::assets::Assets;
use crate::importing::documents::document::Document;
use crate::importing::documents::log::Log;
use crate::importing::documents::model::{Block, FlatItem, Inline, nested};
use crate::importing::documents::package::{Package, Relation};
use crate::importing::documents::xml_tree::Element;
use std::collections::BTreeMap;

/// What is known while a document is read.
pub(super) struct Reader<'a, 'b> {
    pub(super) package: &'a mut Package<'b>,
    pub(super) styles: Styles,
    /// What the part that is read refers to.
    pub(super) relations: BTreeMap<String, Relation>,
    pub(super) log: Log,
    pub(super) assets: Assets,
    /// The ids of the notes that the text refers to, with their names, in order.
    pub(super) cited: Vec<(&'static str, String)>,
    /// The headings that bookmarks are at.
    pub(super) bookmarks: BTreeMap<String, String>,
    pub(super) counts: ListCount,
    /// The text that is waiting for the end of the paragraph: text boxes.
    pub(super) after: Vec<Block>,
    pub(super) title: Option<String>,
    paragraphs: usize,
    tables: usize,
}

/// Reads a Word document; its page will be at `target`.
///
/// # Errors
/// A part is missing or damaged; a phrase that says so.
pub(in crate::importing::documents) fn read_word(
    package: &mut Package<'_>,
    source: &str,
    target: &str,
) -> Result<Document, String> {
    let main = package.main_part().ok_or("it has no main part")?;
    let document = package.xml(&main)?.ok_or("its main part is missing")?;
    let relations = package.relations(&main);
    let part = |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|one| one.target.clone());
    let (styles, numbering) = (part("styles"), part("numbering"));
    let mut xml = |name: Option<String>| name.map_or(Ok(None), |name| package.xml(&name));
    let styles = Styles::read(xml(styles)?.as_ref(), xml(numbering)?.as_ref());
    let mut reader = Reader {
        package,
        styles,
        relations,
        log: Log::new(source),
        assets: Assets::beside(target),
        cited: Vec::new(),
        bookmarks: BTreeMap::new(),
        counts: ListCount::default(),
        after: Vec::new(),
        title: None,
        paragraphs: 0,
        tables: 0,
    };
    let body = document.child("body").ok_or("it has no body")?;
    reader.find_bookmarks(body);
    let mut blocks = reader.top(body);
    // A document that is nothing but its title has it as its text.
    if blocks.is_empty() {
        blocks.extend(reader.title.take().map(|title| Block::Heading(1, vec![Inline::text(title)])));
    }
    let notes = reader.notes()?;
    reader.list_unread()?;
    Ok(Document { title: reader.title, blocks, notes, assets: reader.assets.files, constructs: reader.log.constructs })
}

/// What a paragraph becomes.
pub(super) enum Piece {
    /// A block of its own.
    Block(Block),
    /// An item of the list at this place.
    Item(FlatItem),
}

impl Reader<'_, '_> {
    /// Reads the blocks of the body, and counts its paragraphs and tables.
    fn top(&mut self, body: &Element) -> Vec<Block> {
        let mut pieces = Vec::new();
        for element in flat(body) {
            match element.name.as_str() {
                "p" => {
                    self.paragraphs += 1;
                    self.log.place = format!("paragraph {}", self.paragraphs);
                }
                "tbl" => {
                    self.tables += 1;
                    self.log.place = format!("table {}", self.tables);
                }
                _ => {}
            }
            self.element(element, &mut pieces);
        }
        self.log.place.clear();
        blocks_of(pieces)
    }

    /// Reads the blocks of a note, cell or text box.
    pub(super) fn blocks(&mut self, container: &Element) -> Vec<Block> {
        let mut pieces = Vec::new();
        for element in flat(container) {
            self.element(element, &mut pieces);
        }
        blocks_of(pieces)
    }

    fn element(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        match element.name.as_str() {
            "p" => {
                let piece = self.paragraph(element);
                pieces.extend(piece);
                pieces.extend(std::mem::take(&mut self.after).into_iter().map(Piece::Block));
            }
            "tbl" => pieces.extend(self.table(element).into_iter().map(Piece::Block)),
            "altChunk" => self.log.left_out("inserted document", "a document inside the document"),
            _ => {}
        }
    }

    /// Reads the notes that the text refers to, in their order; notes may refer to no others.
    fn notes(&mut self) -> Result<Vec<(String, Vec<Block>)>, String> {
        let mut notes = Vec::new();
        for kind in ["footnote", "endnote"] {
            let part = self.relations.values().find(|one| one.kind == format!("{kind}s")).map(|one| one.target.clone());
            let Some(part) = part else { continue };
            let Some(list) = self.package.xml(&part)? else { continue };
            let own = self.package.relations(&part);
            let main = std::mem::replace(&mut self.relations, own);
            for note in list.elements().filter(|element| element.name == kind && element.attribute("type").is_none()) {
                let id = note.attribute("id").unwrap_or_default();
                self.log.place = format!("{kind} {id}");
                let text = note.texts(&["t"]);
                if !self.cited.iter().any(|(of, cited)| *of == kind && cited == id) {
                    self.log.left_out(&format!("{kind} without a reference"), text);
                    continue;
                }
                self.log.carried_over(kind);
                let blocks = self.blocks(note);
                notes.push((note_name(kind, id), blocks));
            }
            self.relations = main;
        }
        self.log.place.clear();
        Ok(notes)
    }
}

/// Returns the name of a note in the text.
pub(super) fn note_name(kind: &str, id: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}-{id}", if kind == "footnote" { "note" } else { "end" })
}

/// Returns the paragraphs and tables of a container, also those in content controls, insertions and the like.
pub(super) fn flat(container: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for element in container.elements() {
        match element.name.as_str() {
            "sdt" => found.extend(element.child("sdtContent").into_iter().flat_map(flat)),
            "customXml" | "smartTag" | "ins" | "moveTo" => found.extend(flat(element)),
            _ => found.push(element),
        }
    }
    found
}

fn blocks_of(pieces: Vec<Piece>) -> Vec<Block> {
    let (mut blocks, mut items) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Item(item) => items.push(item),
            Piece::Block(block) => {
                blocks.extend(nested(std::mem::take(&mut items)));
                match (blocks.last_mut(), block) {
                    // Lines of code, and paragraphs of one quotation, are one block.
                    (Some(Block::Code(_, before)), Block::Code(_, text)) => {
                        before.push('\n');
                        before.push_str(&text);
                    }
                    (Some(Block::Quote(before)), Block::Quote(more)) => before.extend(more),
                    (_, block) => blocks.push(block),
                }
            }
        }
    }
    blocks.extend(nested(items));
    blocks
}
