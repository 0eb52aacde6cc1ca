//! HTML as a tree of elements.

use super::tree::{Tree, TreeNode};
use crate::importing::documents::xml_tree::{Element, Node};
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};

/// How deep elements may be nested; the texts of deeper ones are kept, their elements are not.
const DEEPEST: usize = 200;

/// Parses a page; the result is its outermost element. Nothing is an error, as in a browser.
pub(in crate::importing::documents) fn parse(text: &str) -> Element {
    let tree = parse_document(Tree::default(), ParseOpts::default()).one(text);
    let nodes = tree.nodes.into_inner();
    element(&nodes, 0, 0)
}

fn element(nodes: &[TreeNode], place: usize, depth: usize) -> Element {
    let Some(node) = nodes.get(place) else { return Element::default() };
    let mut children = Vec::new();
    for child in &node.children {
        let Some(found) = nodes.get(*child) else { continue };
        if let Some(text) = &found.text {
            children.push(Node::Text(text.clone()));
        } else if depth < DEEPEST {
            children.push(Node::Element(element(nodes, *child, depth + 1)));
        } else {
            children.push(Node::Text(all_text(nodes, *child)));
        }
    }
    Element::new(&node.name.local, node.attributes.clone(), children)
}

fn all_text(nodes: &[TreeNode], place: usize) -> String {
    let (mut text, mut open) = (String::new(), vec![place]);
    while let Some(node) = open.pop().and_then(|place| nodes.get(place)) {
        text.push_str(node.text.as_deref().unwrap_or_default());
        open.extend(node.children.iter().rev());
    }
    text
}

/// Returns the first element below `element` that `is_meant` accepts.
pub(in crate::importing::documents) fn find<'a>(
    element: &'a Element,
    is_meant: &dyn Fn(&Element) -> bool,
) -> Option<&'a Element> {
    element.elements().find_map(|child| if is_meant(child) { Some(child) } else { find(child, is_meant) })
}

/// Returns the text of an element and of all elements in it, with white space folded.
pub(in crate::importing::documents) fn text_of(element: &Element) -> String {
    let mut text = String::new();
    push_text(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_text(element: &Element, text: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(own) => text.push_str(own),
            Node::Element(child) if matches!(child.name.as_str(), "script" | "style") => {}
            Node::Element(child) => {
                let is_block = matches!(
                    child.name.as_str(),
                    "p" | "div" | "li" | "td" | "th" | "tr" | "br" | "ul" | "ol" | "h1" | "h2" | "h3"
                );
                text.push_str(if is_block { " " } else { "" });
                push_text(child, text);
                text.push_str(if is_block { " " } else { "" });
            }
        }
    }
}
