//! What is found in one place of a Word document: a table cell, a paragraph or a content control.

use std::ops::Range;

/// A place of a document while it is read.
#[derive(Debug, Default)]
pub(super) struct Container {
    /// Its text outside of controls.
    pub(super) text: String,
    /// Where its first paragraph ends: text is inserted there.
    pub(super) end: Option<ParagraphEnd>,
    /// Its content controls, from left to right.
    pub(super) controls: Vec<Control>,
}

/// Where a paragraph ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParagraphEnd {
    /// Before its end tag, at this byte.
    Before(usize),
    /// It is one empty tag with this range.
    Empty(Range<usize>),
}

/// A content control (`w:sdt`, ECMA-376 part 1, 17.5.2), or a form field of older documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Control {
    /// What it takes.
    pub(super) kind: ControlKind,
    /// The tag that says that a placeholder is shown.
    pub(super) placeholder: Option<Range<usize>>,
    /// The range of its content, without the tags around it.
    pub(super) content: Range<usize>,
    /// Whether it contains paragraphs rather than runs.
    pub(super) is_block: bool,
    /// Its present text.
    pub(super) text: String,
    /// The text after a check box.
    pub(super) label: String,
    /// Of a form field of older documents: where its answer goes; `None` for a content control.
    pub(super) form: Option<FormField>,
    /// The most characters that it takes.
    pub(super) most: Option<u32>,
}

/// Where the answer of a form field goes (`w:ffData`, ECMA-376 part 1, 17.16.17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FormField {
    /// Into its result, which the field may not have yet.
    Text {
        /// Whether it has one.
        has_result: bool,
    },
    /// Into the element of its state (`w:checked`, `w:result`): its tag, or the place where it is missing.
    State(Range<usize>),
}

/// What a control takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum ControlKind {
    /// Text.
    #[default]
    Text,
    /// One of these words.
    List(Vec<String>),
    /// A mark. The range is that of the tag with its state (`w14:checked`, MS-DOCX 2.6.1.4).
    CheckBox {
        /// The tag, if there is one.
        state: Option<Range<usize>>,
        /// Whether it is marked.
        is_checked: bool,
    },
}

impl Control {
    /// Returns its text, or none if it shows a placeholder.
    pub(super) fn value(&self) -> &str {
        if self.placeholder.is_some() { "" } else { self.text.trim() }
    }

    pub(super) fn is_check_box(&self) -> bool {
        matches!(self.kind, ControlKind::CheckBox { .. })
    }
}

impl Container {
    /// Adds text outside of a content control: after a check box it is the label of it.
    pub(super) fn push(&mut self, text: &str) {
        match self.controls.last_mut().filter(|control| control.is_check_box()) {
            Some(control) => control.label.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// Ends a paragraph inside the container.
    pub(super) fn end_paragraph(&mut self, end: ParagraphEnd) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.end.get_or_insert(end);
    }
}
