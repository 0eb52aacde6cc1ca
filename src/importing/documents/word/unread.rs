//! What is not in the text of a Word document: comments, headers and footers, charts and diagrams.

use super::reader::Reader;
use crate::importing::documents::model::{Block, Inline, Item, List};

impl Reader<'_, '_> {
    /// Lists comments, headers and footers.
    pub(super) fn list_unread(&mut self) -> Result<(), String> {
        let parts: Vec<(String, String)> =
            self.relations.values().map(|relation| (relation.kind.clone(), relation.target.clone())).collect();
        for (kind, part) in parts {
            match kind.as_str() {
                "comments" => {
                    let Some(comments) = self.package.xml(&part)? else { continue };
                    for comment in comments.elements().filter(|element| element.name == "comment") {
                        self.log.place = format!("comment {}", comment.attribute("id").unwrap_or_default());
                        let author = comment.attribute("author").unwrap_or("unknown");
                        self.log.left_out("comment", format!("{author}: {}", comment.texts(&["t"])));
                    }
                }
                "header" | "footer" => {
                    let Some(content) = self.package.xml(&part)? else { continue };
                    part.rsplit('/').next().unwrap_or(&part).clone_into(&mut self.log.place);
                    let text = content.texts(&["t"]);
                    if !text.is_empty() {
                        self.log.left_out(&kind, text);
                    }
                }
                _ => {}
            }
        }
        self.log.place.clear();
        Ok(())
    }

    /// Lists the texts and numbers of a chart.
    pub(super) fn chart(&mut self, id: &str) {
        let Some(part) = self.relations.get(id).map(|relation| relation.target.clone()) else { return };
        let text = self.package.xml(&part).ok().flatten().map(|chart| chart.texts(&["t", "v"]));
        self.log.left_out("chart", text.unwrap_or_default());
    }

    /// Puts the texts of a diagram of shapes after the paragraph, as a list.
    pub(super) fn diagram(&mut self, id: &str) {
        let Some(part) = self.relations.get(id).map(|relation| relation.target.clone()) else { return };
        let Ok(Some(model)) = self.package.xml(&part) else {
            return self.log.left_out("diagram", "its texts cannot be read");
        };
        let texts = model.all("pt").into_iter().map(|point| point.texts(&["t"])).filter(|text| !text.is_empty());
        let item = |text: String| Item { task: None, blocks: vec![Block::Paragraph(vec![Inline::text(text)])] };
        let items: Vec<Item> = texts.map(item).collect();
        self.log.changed("diagram", "its texts as a list");
        if !items.is_empty() {
            self.after.push(Block::List(List { first: None, items }));
        }
    }
}
