//! The slides of a presentation in their order, with notes and comments.

use crate::importing::documents::assets::Assets;
use crate::importing::documents::document::Document;
use crate::importing::documents::log::Log;
use crate::importing::documents::model::{Block, Callout, Inline, Line};
use crate::importing::documents::package::{Package, Relation};
use crate::importing::documents::xml_tree::Element;
use std::collections::BTreeMap;

/// What is known while slides are read.
pub(super) struct Reader<'a, 'b> {
    pub(super) package: &'a mut Package<'b>,
    /// What the slide that is read refers to.
    pub(super) relations: BTreeMap<String, Relation>,
    pub(super) log: Log,
    pub(super) assets: Assets,
}

/// What was found on one slide.
#[derive(Default)]
pub(super) struct Slide {
    pub(super) title: Line,
    pub(super) blocks: Vec<Block>,
}

/// Reads slides; their page will be at `target`.
///
/// # Errors
/// A part is missing or damaged; a phrase that says so.
pub(in crate::importing::documents) fn read_slides(
    package: &mut Package<'_>,
    source: &str,
    target: &str,
) -> Result<Document, String> {
    let main = package.main_part().ok_or("it has no main part")?;
    let presentation = package.xml(&main)?.ok_or("its main part is missing")?;
    let parts = package.relations(&main);
    let list = presentation.child("sldIdLst").into_iter().flat_map(Element::elements);
    let slides: Vec<String> =
        list.filter_map(|slide| parts.get(slide.attribute("r:id")?).map(|relation| relation.target.clone())).collect();
    let (log, assets) = (Log::new(source), Assets::beside(target));
    let mut reader = Reader { package, relations: BTreeMap::new(), log, assets };
    let (mut blocks, mut title) = (Vec::new(), None);
    for (index, part) in slides.iter().enumerate() {
        let number = index + 1;
        reader.log.place = format!("slide {number}");
        let Some(xml) = reader.package.xml(part)? else {
            reader.log.left_out("slide", format!("the part {part} is missing"));
            continue;
        };
        reader.relations = reader.package.relations(part);
        let slide = reader.slide(&xml);
        let heading = crate::importing::documents::model::line_text(&slide.title);
        if number == 1 && !heading.is_empty() {
            title = Some(heading.clone());
        }
        let is_hidden = xml.attribute("show").is_some_and(|show| show == "0" || show == "false");
        // A slide without anything to read is no part of the page.
        if heading.is_empty() && slide.blocks.is_empty() {
            continue;
        }
        let line = if heading.is_empty() { vec![Inline::text(format!("Slide {number}"))] } else { slide.title };
        blocks.push(Block::Heading(2, line));
        if is_hidden {
            reader.log.changed("hidden slide", heading);
            let note = Block::Paragraph(vec![Inline::text("This slide is hidden in the presentation.")]);
            blocks.push(Block::Callout(Callout::Note, vec![note]));
        }
        blocks.extend(slide.blocks);
    }
    reader.log.place.clear();
    for section in presentation.all("section") {
        if let Some(name) = section.attribute("name") {
            reader.log.left_out("section of slides", name);
        }
    }
    Ok(Document { title, blocks, notes: Vec::new(), assets: reader.assets.files, constructs: reader.log.constructs })
}

impl Reader<'_, '_> {
    fn slide(&mut self, xml: &Element) -> Slide {
        let mut slide = Slide::default();
        if let Some(tree) = xml.path(&["cSld", "spTree"]) {
            self.shapes(tree, &mut slide);
        }
        self.log.carried_over("slide");
        let related: Vec<(String, String)> =
            self.relations.values().map(|relation| (relation.kind.clone(), relation.target.clone())).collect();
        for (kind, part) in related {
            match kind.as_str() {
                "notesSlide" => self.notes(&part, &mut slide),
                "comments" => self.comments(&part),
                _ => {}
            }
        }
        slide
    }
}
