//! The tree that the parser of HTML builds: nodes in a list, which refer to each other by their places.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// The nodes of a document; the first one is the document itself.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: RefCell<Vec<TreeNode>>,
}

/// A node.
#[derive(Debug)]
pub(super) struct TreeNode {
    pub(super) name: QualName,
    pub(super) attributes: Vec<(String, String)>,
    /// Its text, if it is a text.
    pub(super) text: Option<String>,
    pub(super) children: Vec<usize>,
    parent: Option<usize>,
}

impl TreeNode {
    fn new(name: QualName) -> Self {
        Self { name, attributes: Vec::new(), text: None, children: Vec::new(), parent: None }
    }
}

/// The name of nodes that are not elements.
fn no_name() -> QualName {
    QualName::new(None, Namespace::default(), LocalName::default())
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![TreeNode::new(no_name())]) }
    }
}

impl Tree {
    fn push(&self, node: TreeNode) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    fn insert(&self, parent: usize, at: Option<usize>, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let siblings = nodes.get(parent).map_or(&[][..], |node| &node.children);
                let before = match at {
                    Some(at) => at.checked_sub(1).and_then(|at| siblings.get(at)),
                    None => siblings.last(),
                };
                if let Some(before) = before.copied()
                    && let Some(own) = nodes.get_mut(before).and_then(|node| node.text.as_mut())
                {
                    own.push_str(&text);
                    return;
                }
                drop(nodes);
                self.push(TreeNode { text: Some(text.to_string()), ..TreeNode::new(no_name()) })
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        if let Some(node) = nodes.get_mut(child) {
            node.parent = Some(parent);
        }
        if let Some(node) = nodes.get_mut(parent) {
            let at = at.unwrap_or(node.children.len()).min(node.children.len());
            node.children.insert(at, child);
        }
    }

    fn detach(&self, child: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes.get_mut(child).and_then(|node| node.parent.take()) else { return };
        if let Some(node) = nodes.get_mut(parent) {
            node.children.retain(|other| *other != child);
        }
    }

    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes.get(node)?.parent?;
        let at = nodes.get(parent)?.children.iter().position(|child| *child == node)?;
        Some((parent, at))
    }
}

impl TreeSink for Tree {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        #[expect(
            clippy::indexing_slicing,
            reason = "the parser names nodes that this tree made, and nodes are never removed"
        )]
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        let written = |one: Attribute| (one.name.local.to_string(), one.value.to_string());
        self.push(TreeNode { attributes: attributes.into_iter().map(written).collect(), ..TreeNode::new(name) })
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.push(TreeNode::new(no_name()))
    }

    fn create_pi(&self, _target: StrTendril, _content: StrTendril) -> usize {
        self.push(TreeNode::new(no_name()))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        if self.place(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.detach(*child);
        }
        if let Some((parent, at)) = self.place(*sibling) {
            self.insert(parent, Some(at), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(*target) else { return };
        for attribute in attributes {
            let name = attribute.name.local.to_string();
            if node.attributes.iter().all(|(known, _)| *known != name) {
                node.attributes.push((name, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let children = self.nodes.borrow_mut().get_mut(*node).map(|node| std::mem::take(&mut node.children));
        let mut nodes = self.nodes.borrow_mut();
        for child in children.unwrap_or_default() {
            if let Some(child) = nodes.get_mut(child) {
                child.parent = Some(*new_parent);
            }
            if let Some(parent) = nodes.get_mut(*new_parent) {
                parent.children.push(child);
            }
        }
    }
}
