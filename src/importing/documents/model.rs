//! What documents of all formats have in common: blocks of text, with marks, links and pictures.

use std::collections::BTreeSet;

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of level 1 to 6.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(List),
    /// A table; the first row is its header.
    Table(Vec<Vec<Line>>),
    /// Code as it is written, with the name of its language or none.
    Code(String, String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A box with a note.
    Callout(Callout, Vec<Block>),
    /// A line between two parts.
    Rule,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// The number of the first item; `None` if the items have bullets.
    pub(super) first: Option<u64>,
    /// The items.
    pub(super) items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// Whether it is done, if it is a task.
    pub(super) task: Option<Task>,
    /// What it contains.
    pub(super) blocks: Vec<Block>,
}

/// The state of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// It is done.
    Done,
    /// It is not done.
    Open,
}

/// The kind of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Callout {
    /// A note.
    Note,
    /// A tip.
    Tip,
    /// A warning.
    Warning,
    /// A strong warning.
    Caution,
}

/// The text of one paragraph, heading or cell.
pub(super) type Line = Vec<Inline>;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Text.
    Text(Run),
    /// A picture: its path from the page, and the text for those who do not see it.
    Picture(String, String),
    /// A line end.
    Break,
    /// A reference to the footnote or claim of this name.
    Note(String),
}

/// A piece of text with the same marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// The text.
    pub(super) text: String,
    /// Its marks.
    pub(super) marks: BTreeSet<Mark>,
    /// Where it links to.
    pub(super) link: Option<String>,
}

/// A mark of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Struck through.
    Struck,
    /// Code.
    Code,
}

impl Inline {
    /// Makes plain text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(Run { text: text.into(), ..Run::default() })
    }
}

/// Returns the text of a line without marks; a line end is a blank.
pub(super) fn line_text(line: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Picture(..) | Inline::Note(_) => String::new(),
    };
    line.iter().map(part).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a line shows nothing.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::Break => true,
        Inline::Picture(..) | Inline::Note(_) => false,
    })
}

/// Calls `change` for each paragraph, item and cell; headings and code are left as they are.
pub(super) fn for_each_line(blocks: &mut [Block], change: &mut impl FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => change(line),
            Block::List(list) => {
                for item in &mut list.items {
                    for_each_line(&mut item.blocks, change);
                }
            }
            Block::Table(rows) => rows.iter_mut().flatten().for_each(&mut *change),
            Block::Quote(blocks) | Block::Callout(_, blocks) => for_each_line(blocks, change),
            Block::Heading(..) | Block::Code(..) | Block::Rule => {}
        }
    }
}

/// An item of a flat list, as word processors and slides have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FlatItem {
    /// How far it is indented, from 0.
    pub(super) depth: usize,
    /// Its number, if it is numbered.
    pub(super) number: Option<u64>,
    /// Its text.
    pub(super) line: Line,
}

/// Makes lists within lists of flat items. An item of another kind than the ones before it begins a list of its own.
pub(super) fn nested(items: Vec<FlatItem>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let depth = item.depth;
        let mut below = Vec::new();
        while let Some(deeper) = items.next_if(|next| next.depth > depth) {
            below.push(deeper);
        }
        let first = item.number;
        let mut content = vec![Block::Paragraph(item.line)];
        content.extend(nested(below));
        let item = Item { task: None, blocks: content };
        match blocks.last_mut() {
            Some(Block::List(list)) if list.first.is_some() == first.is_some() => list.items.push(item),
            _ => blocks.push(Block::List(List { first, items: vec![item] })),
        }
    }
    blocks
}
