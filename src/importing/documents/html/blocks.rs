//! The blocks of a page of HTML.

use super::parse::text_of;
use crate::importing::documents::log::Log;
use crate::importing::documents::model::{Block, Inline, Item, Line, List, Mark, Task, is_blank};
use crate::importing::documents::xml_tree::{Element, Node};
use std::collections::BTreeSet;

/// Where links and pictures of a page lead.
pub(in crate::importing::documents) trait Links {
    /// Returns the address for a link; `None` if it cannot lead anywhere.
    fn link(&mut self, address: &str) -> Option<String>;

    /// Returns the path of a picture from the page.
    ///
    /// # Errors
    /// It is not there or not shown by browsers; a phrase that says so.
    fn picture(&mut self, address: &str) -> Result<String, String>;
}

/// Returns the blocks of an element that has a meaning of its own; `None` if it is an ordinary one.
pub(in crate::importing::documents) type Special = fn(&mut HtmlReader<'_>, &Element) -> Option<Vec<Block>>;

/// Reads HTML.
pub(in crate::importing::documents) struct HtmlReader<'a> {
    /// Reads the elements that only pages of one program have.
    pub(in crate::importing::documents) special: Special,
    pub(in crate::importing::documents) log: Log,
    pub(in crate::importing::documents) links: &'a mut dyn Links,
}

/// The marks and the link that text has where it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) marks: BTreeSet<Mark>,
    pub(super) link: Option<String>,
}

/// Blocks, and the line that is being read.
#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    pub(super) line: Line,
}

impl Flow {
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !is_blank(&line) {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn push(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.end_line();
        self.blocks.extend(blocks);
    }
}

impl HtmlReader<'_> {
    /// Reads the blocks in an element.
    pub(in crate::importing::documents) fn blocks(&mut self, element: &Element) -> Vec<Block> {
        let mut flow = Flow::default();
        self.flow(element, &Style::default(), &mut flow);
        flow.end_line();
        flow.blocks
    }

    pub(super) fn flow(&mut self, element: &Element, style: &Style, flow: &mut Flow) {
        for child in &element.children {
            match child {
                Node::Text(text) => Self::text(text, style, flow),
                Node::Element(child) => self.element(child, style, flow),
            }
        }
    }

    fn element(&mut self, element: &Element, style: &Style, flow: &mut Flow) {
        if let Some(blocks) = (self.special)(self, element) {
            return flow.push(blocks);
        }
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0'));
                let line = self.line(element);
                if !is_blank(&line) {
                    self.log.carried_over("heading");
                }
                flow.push([Block::Heading(level, line)]);
            }
            "ul" | "ol" => {
                let list = self.list(element);
                flow.push(list);
            }
            "table" => {
                let blocks = self.table(element);
                flow.push(blocks);
            }
            "pre" => {
                self.log.carried_over("code");
                flow.push([Block::Code(language(element), raw_text(element))]);
            }
            "blockquote" => {
                let blocks = self.blocks(element);
                flow.push([Block::Quote(blocks)]);
            }
            "hr" => flow.push([Block::Rule]),
            "summary" | "dt" | "figcaption" | "caption" => {
                let mut line = self.line(element);
                mark(&mut line, Mark::Bold);
                flow.push([Block::Paragraph(line)]);
            }
            "details" => {
                self.log.changed("details", "always open");
                let blocks = self.blocks(element);
                flow.push(blocks);
            }
            _ if is_block(&element.name) => {
                flow.end_line();
                self.flow(element, style, flow);
                flow.end_line();
            }
            _ => self.inline(element, style, flow),
        }
    }

    /// Reads a heading or another line that cannot contain blocks.
    pub(super) fn line(&mut self, element: &Element) -> Line {
        let blocks = self.blocks(element);
        let mut line = crate::importing::documents::cell::cell_line(&blocks);
        for inline in &mut line {
            if *inline == Inline::Break {
                *inline = Inline::text(" ");
            }
        }
        line
    }

    fn list(&mut self, element: &Element) -> Option<Block> {
        let first = (element.name == "ol")
            .then(|| element.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1));
        let mut items: Vec<Item> = Vec::new();
        for child in element.elements() {
            let blocks = match child.name.as_str() {
                // A list directly in a list belongs to the item before it.
                "ul" | "ol" => {
                    let list = self.list(child);
                    if let Some(item) = items.last_mut() {
                        item.blocks.extend(list);
                        continue;
                    }
                    list.into_iter().collect()
                }
                _ => self.blocks(child),
            };
            let task = match child.attribute("data-inline-task-status") {
                Some("complete") => Some(Task::Done),
                Some(_) => Some(Task::Open),
                None => None,
            };
            if !blocks.is_empty() {
                self.log.carried_over("list item");
                items.push(Item { task, blocks });
            }
        }
        (!items.is_empty()).then_some(Block::List(List { first, items }))
    }
}

/// Adds a mark to all text of a line.
pub(in crate::importing::documents) fn mark(line: &mut Line, mark: Mark) {
    for inline in line {
        if let Inline::Text(run) = inline {
            run.marks.insert(mark);
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "p"
            | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "figure"
            | "dl"
            | "dd"
            | "address"
            | "fieldset"
            | "form"
            | "center"
            | "li"
            | "tbody"
            | "tr"
            | "td"
            | "th"
    )
}

/// Returns the name of the language that code is marked with.
fn language(element: &Element) -> String {
    let code = element.child("code");
    let classes = [Some(element), code].into_iter().flatten().filter_map(|one| one.attribute("class"));
    let names = classes.flat_map(str::split_whitespace).filter_map(|name| name.strip_prefix("language-"));
    names.map(str::to_owned).next().unwrap_or_default()
}

/// Returns the text of code with its line ends.
pub(in crate::importing::documents) fn raw_text(element: &Element) -> String {
    let mut text = String::new();
    for child in &element.children {
        match child {
            Node::Text(own) => text.push_str(own),
            Node::Element(child) if child.name == "br" => text.push('\n'),
            Node::Element(child) => text.push_str(&raw_text(child)),
        }
    }
    text
}

/// Names what an element shows that is not text.
pub(super) fn embedded_text(element: &Element) -> String {
    let address = ["src", "data", "href", "value"].into_iter().find_map(|name| element.attribute(name));
    format!("{} {}", address.unwrap_or_default(), text_of(element)).trim().to_owned()
}
