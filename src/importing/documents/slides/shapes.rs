//! The shapes of a slide: texts, tables, pictures, groups.

use super::reader::{Reader, Slide};
use super::text::Bullets;
use crate::importing::documents::assets::description;
use crate::importing::documents::cell::cell_line;
use crate::importing::documents::model::{Block, Inline, Item, Line, List, is_blank};
use crate::importing::documents::package::Place;
use crate::importing::documents::xml_tree::Element;

impl Reader<'_, '_> {
    /// Reads the shapes of a tree in the order in which screen readers read them, which is that of the file.
    pub(super) fn shapes(&mut self, tree: &Element, slide: &mut Slide) {
        for shape in tree.elements() {
            match shape.name.as_str() {
                "sp" | "cxnSp" => self.shape(shape, slide),
                "grpSp" => self.shapes(shape, slide),
                "pic" => {
                    let block = self.picture(shape);
                    slide.blocks.extend(block);
                }
                "graphicFrame" => self.frame(shape, slide),
                "AlternateContent" => {
                    if let Some(choice) = shape.child("Choice").or(shape.child("Fallback")) {
                        self.shapes(choice, slide);
                    }
                }
                "contentPart" => self.log.left_out("ink", "a drawing by hand"),
                _ => {}
            }
        }
    }

    fn shape(&mut self, shape: &Element, slide: &mut Slide) {
        let place = shape.path(&["nvSpPr", "nvPr", "ph"]);
        let kind = place.map(|place| place.attribute("type").unwrap_or("obj"));
        let Some(text) = shape.child("txBody") else { return };
        match kind {
            Some("title" | "ctrTitle") if is_blank(&slide.title) => {
                let blocks = self.text(text, Bullets::Marked);
                slide.title = cell_line(&blocks);
            }
            Some("dt" | "ftr" | "sldNum" | "hdr") => {
                let text = text.texts(&["t"]);
                if !text.is_empty() {
                    self.log.left_out("footer of a slide", text);
                }
            }
            // The text of the body has bullets unless it says otherwise.
            Some("body" | "obj") => slide.blocks.extend(self.text(text, Bullets::Usual)),
            _ => slide.blocks.extend(self.text(text, Bullets::Marked)),
        }
    }

    fn picture(&mut self, shape: &Element) -> Option<Block> {
        let properties = shape.path(&["nvPicPr", "cNvPr"]);
        let alt = description(properties.and_then(|one| one.attribute("descr")).unwrap_or_default());
        for media in ["videoFile", "audioFile", "media"] {
            if !shape.all(media).is_empty() {
                self.log.left_out("video or sound", alt);
                return None;
            }
        }
        let id = shape.all("blip").first().and_then(|blip| blip.attribute("r:embed"))?.to_owned();
        let relation = self.relations.get(&id)?.clone();
        if relation.place == Place::Outside {
            self.log.left_out("linked picture", relation.target);
            return None;
        }
        let bytes = self.package.content(&relation.target);
        let added = bytes.ok_or_else(|| format!("the part {} is missing", relation.target));
        match added.and_then(|bytes| self.assets.picture(&relation.target, bytes)) {
            Ok(path) => {
                self.log.carried_over("picture");
                Some(Block::Paragraph(vec![Inline::Picture(path, alt)]))
            }
            Err(why) => {
                self.log.left_out("picture", format!("{why} {alt}").trim_end());
                None
            }
        }
    }

    fn frame(&mut self, frame: &Element, slide: &mut Slide) {
        for table in frame.all("tbl") {
            let rows: Vec<Vec<Line>> =
                table.elements().filter(|element| element.name == "tr").map(|row| self.row(row)).collect();
            if rows.iter().flatten().any(|cell| !is_blank(cell)) {
                self.log.carried_over("table");
                slide.blocks.push(Block::Table(rows));
            }
        }
        for chart in frame.all("chart") {
            let part = chart.attribute("r:id").and_then(|id| self.relations.get(id)).map(|one| one.target.clone());
            let xml = part.and_then(|part| self.package.xml(&part).ok().flatten());
            self.log.left_out("chart", xml.map(|chart| chart.texts(&["t", "v"])).unwrap_or_default());
        }
        for diagram in frame.all("relIds") {
            let part = diagram.attribute("r:dm").and_then(|id| self.relations.get(id)).map(|one| one.target.clone());
            let xml = part.and_then(|part| self.package.xml(&part).ok().flatten());
            let points = xml.iter().flat_map(|model| model.all("pt"));
            let texts = points.map(|point| point.texts(&["t"])).filter(|text| !text.is_empty());
            let item = |text: String| Item { task: None, blocks: vec![Block::Paragraph(vec![Inline::text(text)])] };
            let items: Vec<Item> = texts.map(item).collect();
            self.log.changed("diagram", "its texts as a list");
            if !items.is_empty() {
                slide.blocks.push(Block::List(List { first: None, items }));
            }
        }
        if !frame.all("oleObj").is_empty() {
            self.log.left_out("embedded object", "a file of another program");
        }
    }

    fn row(&mut self, row: &Element) -> Vec<Line> {
        let mut cells = Vec::new();
        for cell in row.elements().filter(|element| element.name == "tc") {
            let blocks = cell.child("txBody").map(|text| self.text(text, Bullets::Marked));
            cells.push(cell_line(&blocks.unwrap_or_default()));
        }
        cells
    }
}
