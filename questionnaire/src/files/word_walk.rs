//! The walk over the main part of a Word document: tables and paragraphs with their texts and places to write in.
//!
//! Elements are recognised by their local name (ECMA-376 part 1, 17). Only tables and paragraphs of the body itself are
//! places; what is nested in a cell is part of its text.

use super::sheet_xml::resolve;
use super::word_container::{Container, Control, ControlKind, ParagraphEnd};
use super::word_field::OpenField;
use super::xml_attribute::attribute;
use super::xml_events::next_event;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// One thing of the body, in order.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph, or a content control around paragraphs.
    Paragraph(Container),
    /// A table.
    Table(Vec<Vec<TableCell>>),
}

/// One cell of a table.
#[derive(Debug, Default)]
pub(super) struct TableCell {
    /// What it holds.
    pub(super) container: Container,
    /// How many columns it spans.
    pub(super) span: u32,
    /// Whether it continues the cell above it.
    pub(super) continues: bool,
}

/// The main part, walked once.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The body, in order.
    pub(super) blocks: Vec<Block>,
    /// The prefix of its elements with its colon, mostly `w:`.
    pub(super) prefix: String,
    tables: u32,
    paragraphs: u32,
    controls: u32,
    rows: Vec<Vec<TableCell>>,
    /// The open place: a cell, else a paragraph or control of the body.
    open: Option<Container>,
    /// The outermost open control, how deep it is, and whether its content has begun.
    control: Option<OpenControl>,
    /// The outermost open field.
    field: Option<OpenField>,
    /// Where the last run begins.
    run: usize,
    is_text: bool,
}

#[derive(Debug)]
struct OpenControl {
    control: Control,
    depth: u32,
    has_content: bool,
}

impl Walk {
    /// Walks over a part.
    ///
    /// # Errors
    ///
    /// The part is not well-formed.
    pub(super) fn over(xml: &str) -> Result<Self, String> {
        let mut walk = Self { prefix: "w:".to_owned(), ..Self::default() };
        let mut reader = Reader::from_str(xml);
        loop {
            let (event, range) = next_event(&mut reader)?;
            match event {
                Event::Start(tag) => walk.start(&tag, range),
                Event::Empty(tag) => walk.empty(&tag, range),
                Event::End(tag) => walk.end(tag.local_name().as_ref(), range),
                Event::Text(text) if walk.is_text => walk.push(&text.xml10_content()),
                Event::GeneralRef(entity) if walk.is_text => walk.push(&resolve(&entity)),
                Event::Eof => return Ok(walk),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        match tag.local_name().as_ref() {
            "document" => {
                self.prefix = tag.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default();
            }
            "tbl" => self.start_table(),
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(TableCell { span: 1, ..TableCell::default() });
                }
                self.open = Some(Container::default());
            }
            "p" => {
                self.paragraphs += 1;
                self.open.get_or_insert_default();
            }
            "sdt" => self.start_control(),
            "sdtContent" if self.is_own_control() => {
                if let Some(open) = &mut self.control {
                    open.has_content = true;
                    open.control.content = range.end..range.end;
                }
            }
            "t" => self.is_text = true,
            "r" => self.run = range.start,
            "fldChar" => self.field_mark(tag),
            name => self.property(name, tag, range),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        match tag.local_name().as_ref() {
            "p" if self.paragraphs == 0 && self.control.is_none() && self.tables <= 1 => {
                self.open.get_or_insert_default().end_paragraph(ParagraphEnd::Empty(range));
                if self.tables == 0 {
                    self.close_block();
                }
            }
            "tab" if self.paragraphs > 0 => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "fldChar" => self.field_mark(tag),
            name => self.property(name, tag, range),
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        match name {
            "t" => self.is_text = false,
            "r" => {
                if let Some(field) = &mut self.field {
                    field.end_run(range.end);
                }
            }
            "checkBox" => {
                if let Some(field) = &mut self.field {
                    field.end_property(name, range.start);
                }
            }
            "p" => {
                if let Some(field) = &mut self.field {
                    field.end_paragraph();
                }
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if self.paragraphs == 0 && self.control.is_none() {
                    // A paragraph of a nested table is none of the cell's own.
                    if let Some(open) = self.open.as_mut().filter(|_| self.tables <= 1) {
                        open.end_paragraph(ParagraphEnd::Before(range.start));
                    }
                    if self.tables == 0 {
                        self.close_block();
                    }
                }
            }
            "sdtContent" if self.is_own_control() => {
                if let Some(open) = &mut self.control {
                    open.control.content.end = range.start;
                    open.has_content = false;
                }
            }
            "sdt" => self.end_control(),
            "tc" if self.tables == 1 => {
                let container = self.open.take().unwrap_or_default();
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.container = container;
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
                }
            }
            _ => {}
        }
    }

    fn start_table(&mut self) {
        if self.tables == 0 {
            // A control around a table is no place of its own.
            self.control = None;
            self.open = None;
        }
        self.tables += 1;
    }

    fn start_control(&mut self) {
        self.controls += 1;
        // A control around cells or rows is none of theirs.
        let is_place = self.tables == 0 || self.open.is_some();
        if self.control.is_none() && is_place {
            let control = Control { is_block: self.paragraphs == 0, ..Control::default() };
            self.control = Some(OpenControl { control, depth: self.controls, has_content: false });
        }
    }

    fn end_control(&mut self) {
        if self.is_own_control()
            && let Some(open) = self.control.take()
        {
            let is_block = open.control.is_block;
            self.open.get_or_insert_default().controls.push(open.control);
            if is_block && self.tables == 0 {
                self.close_block();
            }
        }
        self.controls = self.controls.saturating_sub(1);
    }

    fn is_own_control(&self) -> bool {
        self.control.as_ref().is_some_and(|open| open.depth == self.controls)
    }

    /// Notes what an element says about the open cell or control.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>, range: Range<usize>) {
        let value = || attribute(tag, "val");
        let cell = self.rows.last_mut().and_then(|row| row.last_mut()).filter(|_| self.tables == 1);
        match (name, cell) {
            ("gridSpan", Some(cell)) => {
                cell.span = value().and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 64);
            }
            ("vMerge", Some(cell)) => cell.continues = value().as_deref() != Some("restart"),
            _ => {}
        }
        if let Some(field) = &mut self.field {
            field.property(name, tag, &range);
        }
        if !self.is_own_control() {
            return;
        }
        let Some(open) = self.control.as_mut().filter(|open| !open.has_content) else { return };
        let control = &mut open.control;
        let is_on = || !matches!(value().as_deref(), Some("0" | "false"));
        match name {
            "showingPlcHdr" if is_on() => control.placeholder = Some(range),
            "dropDownList" | "comboBox" => control.kind = ControlKind::List(Vec::new()),
            "listItem" => {
                let word = attribute(tag, "displayText").or_else(|| attribute(tag, "value"));
                let has_value = attribute(tag, "value").is_some_and(|value| !value.is_empty());
                if let (ControlKind::List(words), Some(word)) = (&mut control.kind, word.filter(|_| has_value)) {
                    words.push(word);
                }
            }
            "checkbox" => control.kind = ControlKind::CheckBox { state: None, is_checked: false },
            "checked" => {
                let is_checked = is_on();
                control.kind = ControlKind::CheckBox { state: Some(range), is_checked };
            }
            _ => {}
        }
    }

    /// Notes a mark of a field: its begin, the begin of its result, or its end.
    fn field_mark(&mut self, tag: &BytesStart<'_>) {
        let mark = attribute(tag, "fldCharType");
        let Some(field) = &mut self.field else {
            self.field = (mark.as_deref() == Some("begin")).then(OpenField::default);
            return;
        };
        let goes_on = match mark.as_deref() {
            Some("begin") => field.nest(),
            Some("separate") => field.separate(),
            Some("end") => field.end(self.run),
            _ => true,
        };
        if !goes_on {
            self.end_field();
        }
    }

    /// Makes a form field a place to write in; one inside a content control is part of its content.
    fn end_field(&mut self) {
        let Some(field) = self.field.take() else { return };
        match field.into_control() {
            Ok(control) if self.control.is_none() && self.paragraphs == 1 && self.tables <= 1 => {
                self.open.get_or_insert_default().controls.push(control);
            }
            Ok(control) => self.push(&control.text),
            Err(text) => self.push(&text),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(field) = self.field.as_mut().filter(|field| field.is_form()) {
            field.push(text);
            return;
        }
        match (&mut self.control, &mut self.open) {
            (Some(open), _) => open.control.text.push_str(text),
            (None, Some(container)) => container.push(text),
            (None, None) => {}
        }
    }

    fn close_block(&mut self) {
        self.blocks.extend(self.open.take().map(Block::Paragraph));
    }
}
