//! What belongs to a slide and is not on it: the notes of the presenter and comments.

use super::reader::{Reader, Slide};
use super::text::Bullets;
use crate::importing::documents::model::{Block, Inline};
use crate::importing::documents::xml_tree::Element;

impl Reader<'_, '_> {
    /// Adds the notes of the presenter below the slide.
    pub(super) fn notes(&mut self, part: &str, slide: &mut Slide) {
        let Ok(Some(xml)) = self.package.xml(part) else {
            return self.log.left_out("notes", "they cannot be read");
        };
        let own = self.package.relations(part);
        let of_slide = std::mem::replace(&mut self.relations, own);
        let mut blocks = Vec::new();
        for shape in xml.path(&["cSld", "spTree"]).into_iter().flat_map(Element::elements) {
            let kind = shape.path(&["nvSpPr", "nvPr", "ph"]).and_then(|place| place.attribute("type"));
            if kind == Some("body")
                && let Some(text) = shape.child("txBody")
            {
                blocks.extend(self.text(text, Bullets::Marked));
            }
        }
        self.relations = of_slide;
        if !blocks.is_empty() {
            self.log.carried_over("notes");
            slide.blocks.push(Block::Heading(3, vec![Inline::text("Notes")]));
            slide.blocks.extend(blocks);
        }
    }

    pub(super) fn comments(&mut self, part: &str) {
        let Ok(Some(xml)) = self.package.xml(part) else {
            return self.log.left_out("comments", "they cannot be read");
        };
        // Comments are `p:cm` with `p:text`; those of newer versions have paragraphs, and replies within.
        for comment in xml.all("cm").into_iter().chain(xml.all("reply")) {
            let own = comment.child("txBody").map(|body| body.texts(&["t"]));
            let text = own.or_else(|| comment.child("text").map(Element::text)).unwrap_or_default();
            self.log.left_out("comment", text);
        }
    }
}
