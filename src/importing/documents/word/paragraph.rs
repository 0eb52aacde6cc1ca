//! One paragraph of a Word document.

use super::reader::{Piece, Reader};
use super::styles::{Marker, Role};
use crate::importing::documents::model::{Block, FlatItem, Inline, Line, Mark, is_blank, line_text};
use crate::importing::documents::xml_tree::Element;

impl Reader<'_, '_> {
    /// Reads a paragraph; nothing of an empty one.
    pub(super) fn paragraph(&mut self, paragraph: &Element) -> Option<Piece> {
        let properties = paragraph.child("pPr");
        let style =
            properties.and_then(|one| one.child("pStyle")).and_then(|one| one.attribute("val")).unwrap_or_default();
        let mut role = self.styles.role(style);
        let outline = properties.and_then(|one| one.child("outlineLvl")).and_then(|one| one.attribute("val"));
        if let Some(level) = outline.and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 6) {
            role = Role::Heading(level + 1);
        }
        if role == Role::Contents {
            let text = paragraph.texts(&["t"]);
            if !text.is_empty() {
                self.log.left_out("table of contents", text);
            }
            return None;
        }
        let line = self.line(paragraph);
        if is_blank(&line) {
            return None;
        }
        match role {
            Role::Title if self.title.is_none() && self.log.place.starts_with("paragraph") => {
                self.title = Some(line_text(&line));
                self.after.extend(pictures(line));
                None
            }
            Role::Title => Some(Piece::Block(Block::Heading(1, without_marks(line)))),
            Role::Heading(level) => {
                self.log.carried_over("heading");
                Some(Piece::Block(Block::Heading(level, without_marks(line))))
            }
            Role::Quote => Some(Piece::Block(Block::Quote(vec![Block::Paragraph(line)]))),
            Role::Code => Some(Piece::Block(Block::Code(String::new(), code_text(&line)))),
            Role::Contents | Role::Text => Some(self.item_or_paragraph(properties, style, line)),
        }
    }

    fn item_or_paragraph(&mut self, properties: Option<&Element>, style: &str, line: Line) -> Piece {
        let own = properties.and_then(|one| one.child("numPr")).map(|numbers| {
            let value = |name: &str| numbers.child(name).and_then(|one| one.attribute("val"));
            let depth = value("ilvl").and_then(|depth| depth.parse().ok());
            (value("numId").map(str::to_owned), depth)
        });
        let of_style = self.styles.list_of(style);
        let list = match own {
            Some((Some(list), depth)) => Some((list, depth.unwrap_or(0))),
            Some((None, depth)) => of_style.map(|(list, own)| (list, depth.unwrap_or(own))),
            None => of_style,
        };
        // The list 0 takes a paragraph out of the list of its style (ECMA-376 part 1, 17.9.18).
        let Some((list, depth)) = list.filter(|(list, _)| list != "0") else {
            return Piece::Block(Block::Paragraph(line));
        };
        let depth = depth.min(8);
        let number = match self.styles.marker(&list, depth) {
            Marker::Nothing => return Piece::Block(Block::Paragraph(line)),
            Marker::Bullet => None,
            Marker::Number(first) => Some(self.counts.next(&list, depth, first)),
        };
        self.log.carried_over("list item");
        Piece::Item(FlatItem { depth, number, line })
    }

    /// Remembers at which headings bookmarks are, so that links within the document lead there.
    pub(super) fn find_bookmarks(&mut self, body: &Element) {
        for paragraph in body.all("p") {
            let style = paragraph.path(&["pPr", "pStyle"]).and_then(|one| one.attribute("val")).unwrap_or_default();
            if !matches!(self.styles.role(style), Role::Heading(_) | Role::Title) {
                continue;
            }
            for mark in paragraph.all("bookmarkStart") {
                if let Some(name) = mark.attribute("name") {
                    self.bookmarks.insert(name.to_owned(), paragraph.texts(&["t"]));
                }
            }
        }
    }
}

/// Returns the pictures of a line as a paragraph, if it has some.
fn pictures(line: Line) -> Option<Block> {
    let pictures: Line = line.into_iter().filter(|inline| !matches!(inline, Inline::Text(_) | Inline::Break)).collect();
    (!pictures.is_empty()).then_some(Block::Paragraph(pictures))
}

/// A heading is bold as it is.
fn without_marks(mut line: Line) -> Line {
    for inline in &mut line {
        if let Inline::Text(run) = inline {
            run.marks.retain(|mark| matches!(mark, Mark::Code));
        }
    }
    line
}

fn code_text(line: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break => "\n".to_owned(),
        Inline::Picture(..) | Inline::Note(_) => String::new(),
    };
    line.iter().map(part).collect()
}
