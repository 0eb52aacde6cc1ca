//! The paragraphs of a shape.

use super::reader::Reader;
use crate::importing::documents::escape::target;
use crate::importing::documents::model::{Block, FlatItem, Inline, Line, Mark, Run, is_blank, nested};
use crate::importing::documents::xml_tree::Element;
use std::collections::BTreeSet;

/// Which paragraphs have bullets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullets {
    /// Those that say so.
    Marked,
    /// All but those that say they have none.
    Usual,
}

impl Reader<'_, '_> {
    /// Reads the paragraphs of a shape, cell or note.
    pub(super) fn text(&mut self, text: &Element, bullets: Bullets) -> Vec<Block> {
        let (mut blocks, mut items): (Vec<Block>, Vec<FlatItem>) = (Vec::new(), Vec::new());
        let paragraphs: Vec<&Element> = text.elements().filter(|element| element.name == "p").collect();
        let is_single = paragraphs.iter().filter(|paragraph| !paragraph.texts(&["t"]).is_empty()).count() == 1;
        let mut number = 0;
        for paragraph in paragraphs {
            let line = self.line(paragraph);
            if is_blank(&line) {
                continue;
            }
            let properties = paragraph.child("pPr");
            let has = |name: &str| properties.is_some_and(|own| own.child(name).is_some());
            let depth =
                properties.and_then(|own| own.attribute("lvl")).and_then(|level| level.parse().ok()).unwrap_or(0);
            let is_numbered = has("buAutoNum");
            let is_marked = has("buChar") || is_numbered || has("buBlip");
            let is_usual = bullets == Bullets::Usual && !has("buNone") && !is_single;
            if is_marked || is_usual || depth > 0 && !has("buNone") {
                number = if is_numbered { number + 1 } else { 0 };
                self.log.carried_over("list item");
                items.push(FlatItem { depth, number: is_numbered.then_some(number), line });
            } else {
                number = 0;
                blocks.extend(nested(std::mem::take(&mut items)));
                blocks.push(Block::Paragraph(line));
            }
        }
        blocks.extend(nested(items));
        blocks
    }

    fn line(&mut self, paragraph: &Element) -> Line {
        let mut line = Line::new();
        for part in paragraph.elements() {
            match part.name.as_str() {
                "r" | "fld" => {
                    let text = part.child("t").map(Element::text).unwrap_or_default();
                    let (marks, link) = self.properties(part.child("rPr"));
                    line.push(Inline::Text(Run { text, marks, link }));
                }
                "br" => line.push(Inline::Break),
                "m" | "oMath" | "AlternateContent" => {
                    self.log.changed("equation", "its symbols in one line");
                    line.push(Inline::text(format!(" {} ", part.texts(&["t"]))));
                }
                _ => {}
            }
        }
        line
    }

    fn properties(&mut self, properties: Option<&Element>) -> (BTreeSet<Mark>, Option<String>) {
        let mut marks = BTreeSet::new();
        let Some(properties) = properties else { return (marks, None) };
        let is_set = |name: &str| properties.attribute(name).is_some_and(|value| value == "1" || value == "true");
        if is_set("b") {
            marks.insert(Mark::Bold);
        }
        if is_set("i") {
            marks.insert(Mark::Italic);
        }
        if properties.attribute("strike").is_some_and(|strike| strike != "noStrike") {
            marks.insert(Mark::Struck);
        }
        let Some(click) = properties.child("hlinkClick") else { return (marks, None) };
        let address = click.attribute("r:id").and_then(|id| self.relations.get(id)).map(|one| one.target.clone());
        let address = address.unwrap_or_default();
        if address.contains(':') && target(&address).is_some() {
            self.log.carried_over("link");
            return (marks, Some(address));
        }
        if click.attribute("action").is_some_and(|action| action.starts_with("ppaction://")) {
            self.log.changed("link to a slide", "text only");
        } else {
            self.log.left_out("link", format!("the text is there, the address is not: {address}"));
        }
        (marks, None)
    }
}
