//! Styles and numbering of a Word document (ECMA-376 part 1, 17.7 and 17.9).

use crate::importing::documents::xml_tree::Element;
use std::collections::BTreeMap;

/// How many styles one style may be based on.
const DEEPEST: usize = 20;

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Whether the items of a list have numbers, by the list's id and the depth.
    lists: BTreeMap<(String, usize), Marker>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<(String, usize)>,
    is_bold: bool,
    is_italic: bool,
}

/// What the items of a list begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// A number; the first one.
    Number(u64),
    /// Nothing.
    Nothing,
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The title of the document.
    Title,
    /// A heading.
    Heading(u8),
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// A line of a table of contents.
    Contents,
    /// A paragraph.
    Text,
}

impl Styles {
    /// Reads the parts with the styles and the numbering.
    pub(super) fn read(styles: Option<&Element>, numbering: Option<&Element>) -> Self {
        let mut read = Self::default();
        for style in styles.into_iter().flat_map(Element::elements).filter(|element| element.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let value = |path: &[&str]| style.path(path).and_then(|element| element.attribute("val"));
            let list = value(&["pPr", "numPr", "numId"]).map(|list| {
                (list.to_owned(), value(&["pPr", "numPr", "ilvl"]).and_then(|depth| depth.parse().ok()).unwrap_or(0))
            });
            let new = Style {
                name: value(&["name"]).unwrap_or_default().to_lowercase(),
                parent: value(&["basedOn"]).map(str::to_owned),
                outline: value(&["pPr", "outlineLvl"]).and_then(|level| level.parse().ok()),
                list,
                is_bold: style.child("rPr").is_some_and(|run| is_on(run, "b")),
                is_italic: style.child("rPr").is_some_and(|run| is_on(run, "i")),
            };
            read.styles.insert(id.to_owned(), new);
        }
        if let Some(numbering) = numbering {
            read.lists = lists(numbering);
        }
        read
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        let parent = |style: &&Style| style.parent.as_ref().and_then(|parent| self.styles.get(parent));
        std::iter::successors(first, parent).take(DEEPEST)
    }

    /// Returns what a paragraph with this style is.
    pub(super) fn role(&self, id: &str) -> Role {
        for style in self.chain(id) {
            let name = style.name.as_str();
            let level = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
            if let Some(level) = level.or(style.outline.filter(|level| *level < 9).map(|level| level + 1)) {
                return Role::Heading(level.clamp(1, 6));
            }
            match name {
                "title" => return Role::Title,
                "quote" | "intense quote" | "quotations" => return Role::Quote,
                "html preformatted" | "code" | "source code" | "preformatted text" => return Role::Code,
                _ if name.starts_with("toc ") || name.starts_with("contents ") => return Role::Contents,
                _ => {}
            }
        }
        Role::Text
    }

    /// Returns the list and depth that a style gives its paragraphs.
    pub(super) fn list_of(&self, id: &str) -> Option<(String, usize)> {
        let (list, depth) = self.chain(id).find_map(|style| style.list.clone())?;
        // Lists of styles such as `List Bullet 2` are lists of their own that are only indented.
        let level = |style: &Style| {
            let name = style.name.strip_prefix("list bullet ").or_else(|| style.name.strip_prefix("list number "))?;
            name.trim().parse::<usize>().ok()
        };
        let named = self.chain(id).find_map(level).filter(|level| (2..=5).contains(level));
        Some((list, named.map_or(depth, |level| level - 1)))
    }

    /// Returns whether a style of characters is bold, and whether it is italic.
    pub(super) fn emphasis(&self, id: &str) -> (bool, bool) {
        (self.chain(id).any(|style| style.is_bold), self.chain(id).any(|style| style.is_italic))
    }

    /// Returns what the items of a list begin with.
    pub(super) fn marker(&self, list: &str, depth: usize) -> Marker {
        let at = |depth: usize| self.lists.get(&(list.to_owned(), depth)).copied();
        at(depth).or_else(|| at(0)).unwrap_or(Marker::Bullet)
    }
}

fn lists(numbering: &Element) -> BTreeMap<(String, usize), Marker> {
    let named = |name: &'static str| numbering.elements().filter(move |element| element.name == name);
    let mut lists = BTreeMap::new();
    for list in named("num") {
        let (Some(id), Some(kind)) =
            (list.attribute("numId"), list.child("abstractNumId").and_then(|one| one.attribute("val")))
        else {
            continue;
        };
        let Some(kind) = named("abstractNum").find(|one| one.attribute("abstractNumId") == Some(kind)) else {
            continue;
        };
        for level in kind.elements().filter(|element| element.name == "lvl") {
            let Some(depth) = level.attribute("ilvl").and_then(|depth| depth.parse::<usize>().ok()) else { continue };
            let value = |name: &str| level.child(name).and_then(|element| element.attribute("val"));
            let marker = match value("numFmt") {
                Some("none") => Marker::Nothing,
                Some("bullet") | None => Marker::Bullet,
                Some(_) => Marker::Number(value("start").and_then(|start| start.parse().ok()).unwrap_or(1)),
            };
            lists.insert((id.to_owned(), depth), marker);
        }
    }
    lists
}

/// Returns whether a property that is on or off is on (ECMA-376 part 1, 17.17.4).
pub(super) fn is_on(properties: &Element, name: &str) -> bool {
    let off = |value: &str| matches!(value, "0" | "false" | "off" | "none");
    properties.child(name).is_some_and(|element| !element.attribute("val").is_some_and(off))
}
