//! XML as a tree, for documents that refer back and forth.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may be nested.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What it contains.
    pub(super) children: Vec<Node>,
}

/// What an element contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// Parses a part; the result is its outermost element.
    ///
    /// # Errors
    /// It is not well-formed, or nested too deeply; a phrase that says so.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) => {
                    if open.len() >= DEEPEST {
                        return Err(format!("its elements are nested deeper than {DEEPEST}"));
                    }
                    open.push(Self::of(&tag));
                }
                Event::Empty(tag) => push(&mut open, Node::Element(Self::of(&tag))),
                Event::End(_) => {
                    let Some(element) = open.pop() else { break };
                    push(&mut open, Node::Element(element));
                }
                Event::Text(part) => push_text(&mut open, &part),
                Event::CData(part) => push_text(&mut open, &part),
                Event::GeneralRef(name) => push_text(&mut open, &reference(&name)),
                Event::Eof => break,
                _ => {}
            }
        }
        if open.len() > 1 {
            return Err("it ends before its last element does".to_owned());
        }
        let document = open.pop().unwrap_or_default();
        document.elements().next().cloned().ok_or_else(|| "it has no element".to_owned())
    }

    /// Makes an element.
    pub(super) fn new(name: &str, attributes: Vec<(String, String)>, children: Vec<Node>) -> Self {
        Self { name: name.to_owned(), attributes, children }
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let name = tag.local_name().as_ref().to_owned();
        let mut written = tag.attributes();
        let attributes = written.with_checks(false).flatten();
        let attributes = attributes.map(|one| (one.key.as_ref().to_owned(), unescaped(&one.value))).collect();
        Self { name, attributes, children: Vec::new() }
    }

    /// Returns the value of an attribute. With a prefix the whole name must be the same; without one, the name after any
    /// prefix but that of relations.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let is_meant = |key: &str| match key.split_once(':') {
            _ if key == name => true,
            Some((prefix, local)) => prefix != "r" && local == name,
            None => false,
        };
        self.attributes.iter().find(|(key, _)| is_meant(key)).map(|(_, value)| value.as_str())
    }

    /// Returns the elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the first element of this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Returns what the elements of these names lead to, one in the other.
    pub(super) fn path(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Returns all elements of this name below it, in their order; those within one another too.
    pub(super) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.all(name));
        }
        found
    }

    /// Returns the text directly in it.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// Returns the texts of all elements of these names below it, with a blank between those of two paragraphs.
    pub(super) fn texts(&self, names: &[&str]) -> String {
        let mut text = String::new();
        self.push_texts(names, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push_texts(&self, names: &[&str], text: &mut String) {
        for element in self.elements() {
            if names.contains(&element.name.as_str()) {
                text.push_str(&element.text());
            }
            element.push_texts(names, text);
            if ["p", "tab", "br", "pt", "cr", "tc"].contains(&element.name.as_str()) {
                text.push(' ');
            }
        }
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn push_text(open: &mut [Element], part: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.children.last_mut() {
        Some(Node::Text(text)) => text.push_str(part),
        _ => element.children.push(Node::Text(part.to_owned())),
    }
}

fn reference(name: &str) -> String {
    unescaped(&format!("&{name};"))
}

/// Returns `written` with its references replaced, or as it is if one of them is unknown.
fn unescaped(written: &str) -> String {
    quick_xml::escape::unescape(written).map_or_else(|_| written.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_attributes_and_texts() {
        let tree = Element::parse(
            "<?xml version=\"1.0\"?><w:p r:id=\"1\" w:id=\"2\"><w:t>a &amp; &#x62;</w:t><w:br/><w:t>c</w:t></w:p>",
        );
        let tree = tree.unwrap();
        assert_eq!((tree.name.as_str(), tree.attribute("id"), tree.attribute("r:id")), ("p", Some("2"), Some("1")));
        assert_eq!(tree.texts(&["t"]), "a & b c");
        assert_eq!(tree.child("t").map(Element::text).as_deref(), Some("a & b"));
    }

    #[test]
    fn what_is_cut_off_or_too_deep_is_refused() {
        assert!(Element::parse("<a><b></b>").is_err());
        assert!(Element::parse("").is_err());
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(Element::parse(&nested(DEEPEST - 1)).is_ok());
        assert!(Element::parse(&nested(DEEPEST)).is_err());
    }
}
