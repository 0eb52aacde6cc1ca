//! The runs of a paragraph: text with marks, links, pictures, references and what was tracked.

use super::fields::{Field, instruction_link};
use super::reader::{Reader, note_name};
use super::styles::is_on;
use crate::importing::documents::assets::description;
use crate::importing::documents::model::{Block, Inline, Line, Mark, Run};
use crate::importing::documents::package::Place;
use crate::importing::documents::xml_tree::Element;
use crate::markdown::slug;
use std::collections::BTreeSet;

/// What is known within a paragraph.
#[derive(Default)]
struct Context {
    line: Line,
    link: Option<String>,
    fields: Vec<Field>,
}

impl Reader<'_, '_> {
    /// Reads the text of a paragraph.
    pub(super) fn line(&mut self, paragraph: &Element) -> Line {
        let mut context = Context::default();
        self.inlines(paragraph, &mut context);
        context.line
    }

    fn inlines(&mut self, container: &Element, context: &mut Context) {
        for element in container.elements() {
            match element.name.as_str() {
                "r" => self.run(element, context),
                "hyperlink" => {
                    let before = context.link.clone();
                    context.link = self.link(element).or(before.clone());
                    self.inlines(element, context);
                    context.link = before;
                }
                "ins" | "moveTo" => {
                    self.log.changed("tracked insertion", tracked(element, "t"));
                    self.inlines(element, context);
                }
                "del" | "moveFrom" => {
                    let name = if element.name == "del" { "tracked deletion" } else { "tracked move" };
                    self.log.left_out(
                        name,
                        format!("{} {}", tracked(element, "delText"), element.texts(&["t"])).trim_end(),
                    );
                }
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.inlines(content, context);
                    }
                }
                "fldSimple" => {
                    let before = context.link.clone();
                    context.link = element.attribute("instr").and_then(instruction_link).or(before.clone());
                    self.inlines(element, context);
                    context.link = before;
                }
                "smartTag" | "customXml" | "bdo" | "dir" => self.inlines(element, context),
                "oMath" | "oMathPara" => {
                    self.log.changed("equation", "its symbols in one line");
                    context.line.push(Inline::text(format!(" {} ", element.texts(&["t"]))));
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, element: &Element) -> Option<String> {
        if let Some(relation) = element.attribute("r:id").and_then(|id| self.relations.get(id)) {
            let address = relation.target.clone();
            if relation.place == Place::Outside {
                return self.allowed(address);
            }
        }
        let anchor = element.attribute("anchor")?;
        let Some(heading) = self.bookmarks.get(anchor) else {
            self.log.changed("link", format!("text only; it led to the bookmark {anchor}"));
            return None;
        };
        Some(format!("#{}", slug(heading)))
    }

    /// Returns an address that a page may link to.
    fn allowed(&mut self, address: String) -> Option<String> {
        let is_allowed = crate::importing::documents::escape::target(&address).is_some() && address.contains(':');
        if is_allowed {
            self.log.carried_over("link");
            return Some(address);
        }
        self.log.left_out("link", format!("the text is there, the address is not: {address}"));
        None
    }

    fn run(&mut self, run: &Element, context: &mut Context) {
        let marks = self.marks(run);
        let Some(marks) = marks else {
            let text = run.texts(&["t"]);
            if !text.is_empty() {
                self.log.left_out("hidden text", text);
            }
            return;
        };
        for element in run.elements() {
            match element.name.as_str() {
                "fldChar" => Field::step(&mut context.fields, element.attribute("fldCharType").unwrap_or_default()),
                "instrText" => {
                    if let Some(field) = context.fields.last_mut() {
                        field.instruction.push_str(&element.text());
                    }
                }
                _ => self.content(element, &marks, context),
            }
        }
    }

    /// Returns the marks of a run; `None` if it is hidden.
    fn marks(&self, run: &Element) -> Option<BTreeSet<Mark>> {
        let mut marks = BTreeSet::new();
        let Some(properties) = run.child("rPr") else { return Some(marks) };
        if is_on(properties, "vanish") {
            return None;
        }
        let style = properties.child("rStyle").and_then(|one| one.attribute("val")).unwrap_or_default();
        let (is_bold, is_italic) = self.styles.emphasis(style);
        let is = |name: &str, by_style: bool| {
            if properties.child(name).is_some() { is_on(properties, name) } else { by_style }
        };
        for (mark, is_set) in [
            (Mark::Bold, is("b", is_bold)),
            (Mark::Italic, is("i", is_italic)),
            (Mark::Struck, is_on(properties, "strike") || is_on(properties, "dstrike")),
        ] {
            if is_set {
                marks.insert(mark);
            }
        }
        Some(marks)
    }

    fn content(&mut self, element: &Element, marks: &BTreeSet<Mark>, context: &mut Context) {
        // The part of a field before its result is its instruction.
        if context.fields.last().is_some_and(|field| !field.has_result) {
            return;
        }
        let text = match element.name.as_str() {
            "t" => element.text(),
            "tab" => " ".to_owned(),
            "noBreakHyphen" => "\u{2011}".to_owned(),
            "sym" => self.symbol(element),
            "br" | "cr" if element.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                context.line.push(Inline::Break);
                return;
            }
            "footnoteReference" | "endnoteReference" => {
                let kind = if element.name == "footnoteReference" { "footnote" } else { "endnote" };
                let id = element.attribute("id").unwrap_or_default().to_owned();
                context.line.push(Inline::Note(note_name(kind, &id)));
                self.cited.push((kind, id));
                return;
            }
            "drawing" | "pict" | "object" | "AlternateContent" => {
                self.graphic(element, context);
                return;
            }
            _ => return,
        };
        let link = context.fields.iter().rev().find_map(|field| instruction_link(&field.instruction));
        let link = link.and_then(|link| if link.starts_with('#') { None } else { Some(link) });
        let link = context.link.clone().or(link);
        context.line.push(Inline::Text(Run { text, marks: marks.clone(), link }));
    }

    /// Symbol fonts have their pictures where other fonts have no letters (ECMA-376 part 1, 17.3.3.30).
    fn symbol(&mut self, element: &Element) -> String {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let shown = code.filter(|code| !(0xE000..0xF900).contains(code)).and_then(char::from_u32);
        let font = element.attribute("font").unwrap_or("a symbol font");
        self.log.changed("symbol", format!("of {font}, code {}", element.attribute("char").unwrap_or("unknown")));
        shown.map_or_else(|| "•".to_owned(), String::from)
    }

    /// Reads pictures and text boxes; of two forms of the same drawing, the first.
    fn graphic(&mut self, element: &Element, context: &mut Context) {
        let chosen = if element.name == "AlternateContent" {
            element.child("Choice").filter(|choice| choice.elements().next().is_some()).or(element.child("Fallback"))
        } else {
            Some(element)
        };
        let Some(chosen) = chosen else { return };
        for content in chosen.all("txbxContent") {
            self.log.changed("text box", "after the paragraph that it is anchored at");
            let blocks: Vec<Block> = self.blocks(content);
            self.after.extend(blocks);
        }
        let alt = chosen.all("docPr").first().and_then(|one| one.attribute("descr"));
        let alt = description(alt.unwrap_or_default());
        let embedded =
            chosen.all("blip").into_iter().filter_map(|one| one.attribute("r:embed").or(one.attribute("r:link")));
        let drawn = chosen.all("imagedata").into_iter().filter_map(|one| one.attribute("r:id"));
        let ids: Vec<String> = embedded.chain(drawn).map(str::to_owned).collect();
        for id in ids {
            if let Some(path) = self.picture(&id) {
                context.line.push(Inline::Picture(path, alt.clone()));
            }
        }
        for chart in chosen.all("chart") {
            self.chart(chart.attribute("r:id").unwrap_or_default());
        }
        for diagram in chosen.all("relIds") {
            self.diagram(diagram.attribute("r:dm").unwrap_or_default());
        }
        for _ in chosen.all("OLEObject") {
            self.log.left_out("embedded object", "a file of another program");
        }
    }

    fn picture(&mut self, id: &str) -> Option<String> {
        let relation = self.relations.get(id)?.clone();
        if relation.place == Place::Outside {
            self.log.left_out("linked picture", relation.target);
            return None;
        }
        let Some(bytes) = self.package.content(&relation.target) else {
            self.log.left_out("picture", format!("the part {} is missing", relation.target));
            return None;
        };
        match self.assets.picture(&relation.target, bytes) {
            Ok(path) => {
                self.log.carried_over("picture");
                Some(path)
            }
            Err(why) => {
                self.log.left_out("picture", why);
                None
            }
        }
    }
}

fn tracked(element: &Element, text: &str) -> String {
    let author = element.attribute("author").unwrap_or("unknown");
    let day = element.attribute("date").and_then(|date| date.get(..10)).unwrap_or_default();
    format!("{author} {day}: {}", element.texts(&[text]))
}
