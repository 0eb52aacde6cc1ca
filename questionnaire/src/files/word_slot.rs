//! Where the text of a cell is written in a Word document, and how.

use super::splice::Exchanges;
use super::word_container::{Container, Control, ControlKind, FormField, ParagraphEnd};
use quick_xml::escape::partial_escape;

/// A place to write in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// The end of a paragraph; a label is before it if the text begins after a space.
    Paragraph {
        /// Where.
        end: ParagraphEnd,
        /// What comes between the paragraph's text and the new one.
        gap: &'static str,
    },
    /// A content control, or a form field.
    Control(Control),
    /// Check boxes, of which the one with the planned label is marked.
    CheckBoxes(Vec<Control>),
}

impl Slot {
    /// Returns the slot of a container for its own cell; `None` if it has no paragraph.
    pub(super) fn of(container: &Container, gap: &'static str) -> Option<Self> {
        let boxes: Vec<Control> = container.controls.iter().filter(|control| control.is_check_box()).cloned().collect();
        if !boxes.is_empty() {
            return Some(Self::CheckBoxes(boxes));
        }
        match container.controls.first() {
            Some(control) => Some(Self::Control(control.clone())),
            None => container.end.clone().map(|end| Self::Paragraph { end, gap }),
        }
    }

    /// Returns the words that can be chosen here.
    pub(super) fn words(&self) -> Option<Vec<String>> {
        match self {
            Self::CheckBoxes(boxes) => Some(boxes.iter().map(|control| control.label.trim().to_owned()).collect()),
            Self::Control(Control { kind: ControlKind::List(words), .. }) => Some(words.clone()),
            Self::Control(_) | Self::Paragraph { .. } => None,
        }
    }

    /// Returns what is already written here.
    pub(super) fn value(&self) -> String {
        match self {
            Self::CheckBoxes(boxes) => {
                let is_marked =
                    |control: &&Control| matches!(control.kind, ControlKind::CheckBox { is_checked: true, .. });
                boxes.iter().filter(is_marked).map(|control| control.label.trim()).collect::<Vec<_>>().join(", ")
            }
            Self::Control(control) => control.value().to_owned(),
            Self::Paragraph { .. } => String::new(),
        }
    }

    /// Adds the exchanges that write a text here. `prefix` is that of the elements of the part, with its colon.
    ///
    /// # Errors
    ///
    /// No check box has this label, or the list no such entry.
    pub(super) fn write(&self, xml: &str, prefix: &str, text: &str, exchanges: &mut Exchanges) -> Result<(), String> {
        match self {
            Self::Paragraph { end: ParagraphEnd::Before(at), gap } => {
                exchanges.push((*at..*at, run(prefix, &format!("{gap}{text}"))));
            }
            Self::Paragraph { end: ParagraphEnd::Empty(range), gap } => {
                let tag = xml.get(range.clone()).unwrap_or_default();
                let opened = tag.strip_suffix("/>").unwrap_or(tag).trim_end();
                let new = format!("{opened}>{}</{prefix}p>", run(prefix, &format!("{gap}{text}")));
                exchanges.push((range.clone(), new));
            }
            Self::Control(Control { kind: ControlKind::List(words), form: Some(FormField::State(range)), .. }) => {
                let chosen = words.iter().position(|word| word == text);
                let chosen = chosen.ok_or_else(|| format!("the list has no entry \"{text}\""))?;
                exchanges.push((range.clone(), format!("<{prefix}result {prefix}val=\"{chosen}\"/>")));
            }
            Self::Control(Control { content, form: Some(FormField::Text { has_result }), .. }) => {
                let mark = format!("<{prefix}r><{prefix}fldChar {prefix}fldCharType=\"separate\"/></{prefix}r>");
                let mark = if *has_result { "" } else { mark.as_str() };
                exchanges.push((content.clone(), format!("{mark}{}", run(prefix, text))));
            }
            Self::Control(control) => {
                exchanges.extend(control.placeholder.clone().map(|range| (range, String::new())));
                let run = run(prefix, text);
                let content = if control.is_block { format!("<{prefix}p>{run}</{prefix}p>") } else { run };
                exchanges.push((control.content.clone(), content));
            }
            Self::CheckBoxes(boxes) => {
                let control = boxes.iter().find(|control| control.label.trim() == text);
                let control = control.ok_or_else(|| format!("no check box is labelled \"{text}\""))?;
                match &control.form {
                    Some(FormField::State(range)) => exchanges.push((range.clone(), format!("<{prefix}checked/>"))),
                    _ => mark(xml, control, exchanges),
                }
            }
        }
        Ok(())
    }
}

/// Marks a check box: its state, and the sign that is shown (U+2612 is the default of Word).
fn mark(xml: &str, control: &Control, exchanges: &mut Exchanges) {
    if let ControlKind::CheckBox { state: Some(range), .. } = &control.kind {
        let tag = xml.get(range.clone()).unwrap_or_default();
        let marked = tag.replace("\"0\"", "\"1\"").replace("'0'", "'1'").replace("\"false\"", "\"1\"");
        exchanges.push((range.clone(), marked));
    }
    let content = xml.get(control.content.clone()).unwrap_or_default();
    exchanges.push((control.content.clone(), content.replace('\u{2610}', "\u{2612}")));
}

/// Writes a run of text; a line end becomes a break.
pub(super) fn run(prefix: &str, text: &str) -> String {
    let lines =
        text.split('\n').map(|line| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", partial_escape(line)));
    format!("<{prefix}r>{}</{prefix}r>", lines.collect::<Vec<_>>().join(&format!("<{prefix}br/>")))
}
