//! Form fields of older Word documents (`FORMTEXT`, `FORMCHECKBOX`, `FORMDROPDOWN`; ECMA-376 part 1, 17.16.17) while the
//! main part is read: from the mark that begins a field to the one that ends it.

use super::word_container::{Control, ControlKind, FormField};
use super::xml_attribute::attribute;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// A field that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    control: Control,
    /// Whether it is a form field that may be filled.
    is_form: bool,
    /// Whether it cannot be written: its result has more than one paragraph, or is disabled.
    is_closed: bool,
    /// Fields inside it.
    depth: u32,
    result: FieldResult,
    /// The chosen entry of a list, from 0.
    chosen: Option<usize>,
}

/// Where the result of a field begins.
#[derive(Debug, Default, PartialEq, Eq)]
enum FieldResult {
    /// The field has none so far.
    #[default]
    None,
    /// After the end of the open run.
    AfterRun,
    /// At this byte.
    At(usize),
}

impl OpenField {
    /// Returns whether text in it belongs to the field.
    pub(super) fn is_form(&self) -> bool {
        self.is_form
    }

    /// Adds text of the result.
    pub(super) fn push(&mut self, text: &str) {
        self.control.text.push_str(text);
    }

    /// Notes the begin of a field inside this one, which goes on.
    pub(super) fn nest(&mut self) -> bool {
        self.depth += 1;
        true
    }

    /// Notes the mark between the instruction and the result; the field goes on.
    pub(super) fn separate(&mut self) -> bool {
        if self.depth == 0 {
            self.result = FieldResult::AfterRun;
        }
        true
    }

    /// Notes the end of a run at a byte.
    pub(super) fn end_run(&mut self, at: usize) {
        if self.result == FieldResult::AfterRun {
            self.result = FieldResult::At(at);
        }
    }

    /// Notes the end of a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.is_closed = true;
    }

    /// Notes what an element of the field's properties says.
    pub(super) fn property(&mut self, name: &str, tag: &BytesStart<'_>, range: &Range<usize>) {
        let value = || attribute(tag, "val");
        let is_on = || !matches!(value().as_deref(), Some("0" | "false" | "off"));
        match (name, &mut self.control.kind) {
            ("ffData", _) => self.is_form = true,
            ("enabled", _) if self.is_form => self.is_closed |= !is_on(),
            ("textInput", _) => self.control.form = Some(FormField::Text { has_result: true }),
            ("maxLength", _) => self.control.most = value().and_then(|most| most.parse().ok()).filter(|most| *most > 0),
            ("checkBox", kind) => *kind = ControlKind::CheckBox { state: None, is_checked: false },
            ("default", ControlKind::CheckBox { is_checked, .. }) => *is_checked = is_on(),
            ("checked", ControlKind::CheckBox { is_checked, .. }) => {
                *is_checked = is_on();
                self.control.form = Some(FormField::State(range.clone()));
            }
            ("ddList", kind) => {
                *kind = ControlKind::List(Vec::new());
                self.control.form = Some(FormField::State(range.end..range.end));
            }
            ("result", ControlKind::List(_)) => {
                self.chosen = value().and_then(|place| place.parse().ok());
                self.control.form = Some(FormField::State(range.clone()));
            }
            ("listEntry", ControlKind::List(words)) => words.extend(value()),
            _ => {}
        }
    }

    /// Notes the end of an element of its properties, which begins at a byte.
    pub(super) fn end_property(&mut self, name: &str, at: usize) {
        if name == "checkBox" && self.control.form.is_none() {
            self.control.form = Some(FormField::State(at..at));
        }
    }

    /// Ends the innermost field in a run that begins at `run`: returns whether this field goes on.
    pub(super) fn end(&mut self, run: usize) -> bool {
        if self.depth > 0 {
            self.depth -= 1;
            return true;
        }
        match (&self.result, &mut self.control.form) {
            (FieldResult::At(start), _) if *start <= run => self.control.content = *start..run,
            (FieldResult::None, Some(FormField::Text { has_result })) => {
                *has_result = false;
                self.control.content = run..run;
            }
            (FieldResult::None, _) => {}
            _ => self.is_closed = true,
        }
        if let (ControlKind::List(words), Some(chosen)) = (&self.control.kind, self.chosen) {
            self.control.text = words.get(chosen).cloned().unwrap_or_default();
        }
        false
    }

    /// Returns the field as a place to write in, or else its text.
    pub(super) fn into_control(self) -> Result<Control, String> {
        let is_place = self.is_form && !self.is_closed && self.control.form.is_some();
        if is_place { Ok(self.control) } else { Err(self.control.text) }
    }
}
