//! Cleans a picture that an author added: what draws stays, byte for byte; what loads, runs or leads elsewhere is taken
//! out; what cannot be understood is refused.
//!
//! The rules are lists of what is allowed. An element that is not listed is removed with its content.

use super::attributes::{Attribute, EDITORS, attributes, is_address, is_kept_attribute, is_pixels, missed_attribute};
use super::css::refused_css;
use super::uses::Uses;
use super::vocabulary::{SVG, is_in_pictures};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// The deepest nesting of elements.
const DEEPEST: usize = 256;

/// A picture that loads nothing, runs nothing and leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanSvg {
    /// The picture; the same bytes if nothing had to be removed.
    pub text: String,
    /// The elements and attributes that were removed and that a reader may miss, each once: `<script>`, `onload`.
    pub removed: BTreeSet<String>,
}

/// Takes everything out of `svg` that is not on the list of what draws.
///
/// # Errors
/// The reason for which the picture cannot be published: it is not well-formed, is no SVG, or is written in a way that
/// another reader could understand differently.
pub fn clean(svg: &str) -> Result<CleanSvg, String> {
    let text = svg.strip_prefix('\u{feff}').unwrap_or(svg);
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mark = svg.get(..svg.len() - text.len()).unwrap_or_default();
    let mut cleaner = Cleaner { kept: mark.to_owned(), ..Cleaner::default() };
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| "it is not well-formed XML".to_owned())?;
        let raw = text.get(start..position(&reader)).unwrap_or_default();
        if matches!(event, Event::Eof) {
            return cleaner.finish();
        }
        cleaner.step(&event, raw)?;
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
struct Cleaner {
    kept: String,
    removed: BTreeSet<String>,
    /// How many elements are open.
    depth: usize,
    /// How many elements are open within one that is removed, that one included.
    skipped: usize,
    /// Whether the element of the whole picture was read.
    has_root: bool,
    /// The style element that is open.
    style: Option<Style>,
    uses: Uses,
}

/// A style element while it is read.
struct Style {
    /// Where its start tag is in what is kept.
    start: usize,
    css: String,
    is_refused: bool,
}

impl Cleaner {
    fn step(&mut self, event: &Event<'_>, raw: &str) -> Result<(), String> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(element) => {
                self.open(element, raw)?;
            }
            Event::Empty(element) => {
                if self.open(element, raw)? {
                    self.close();
                } else {
                    self.skipped = 0;
                }
            }
            Event::End(_) => {
                self.kept.push_str(raw);
                self.close();
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => self.text(event, raw)?,
            // Another parser may end a comment earlier.
            Event::Comment(text) if self.style.is_none() && !text.contains(['<', '>']) => self.kept.push_str(raw),
            Event::Decl(_) => self.declaration(raw)?,
            Event::DocType(_) if raw.contains('[') => return Err("it defines entities".to_owned()),
            Event::Comment(_) | Event::DocType(_) | Event::Eof => {}
            Event::PI(_) => {
                if raw.contains("stylesheet") {
                    self.removed.insert("<?xml-stylesheet?>".to_owned());
                }
            }
        }
        Ok(())
    }

    /// Reads a start tag; returns whether the element is kept.
    fn open(&mut self, element: &BytesStart<'_>, raw: &str) -> Result<bool, String> {
        let name = element.name().as_ref().to_owned();
        if self.depth == 0 && (self.has_root || name != "svg" || !raw.contains(SVG)) {
            return Err(format!("it is not a picture: its element is not `<svg xmlns=\"{SVG}\">`"));
        }
        if self.depth >= DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        let attributes = attributes(element)?;
        if self.style.is_some() || is_refused_element(&name, &attributes) {
            self.removed.extend(missed_element(&name));
            if let Some(style) = &mut self.style {
                style.is_refused = true;
            }
            self.skipped = 1;
            return Ok(false);
        }
        if name == "style" {
            let start = self.kept.len();
            self.style = Some(Style { start, css: String::new(), is_refused: false });
        }
        let (kept, dropped): (Vec<_>, Vec<_>) =
            attributes.iter().partition(|attribute| is_kept_attribute(&name, attribute));
        if dropped.is_empty() {
            self.kept.push_str(raw);
        } else {
            self.kept.push_str(&start_tag(&name, &kept, if raw.ends_with("/>") { "/>" } else { ">" }));
        }
        self.removed.extend(dropped.into_iter().filter_map(missed_attribute));
        let value = |key: &str| kept.iter().find(|attribute| attribute.key == key);
        let id = value("id").map(|id| id.value.clone());
        let target = value("href").or_else(|| value("xlink:href")).filter(|_| name != "a");
        self.uses.open(id, target.map(|target| target.value.trim_start_matches('#').to_owned()));
        (self.depth, self.has_root) = (self.depth + 1, true);
        Ok(true)
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.uses.close();
        let Some(style) = self.style.take() else { return };
        if style.is_refused || refused_css(&style.css).is_some() {
            self.kept.truncate(style.start);
            self.removed.insert("<style>".to_owned());
        }
    }

    fn text(&mut self, event: &Event<'_>, raw: &str) -> Result<(), String> {
        match event {
            Event::Text(_) if self.depth == 0 && !raw.trim().is_empty() => {
                return Err("text is outside of the picture".to_owned());
            }
            Event::GeneralRef(name) if !is_character(name) => {
                return Err(format!("it uses the entity `&{};`", &**name));
            }
            // Only a style sheet has reason to be written so.
            Event::CData(_) if self.style.is_none() => {
                self.removed.insert("CDATA".to_owned());
                return Ok(());
            }
            _ => {}
        }
        if let Some(style) = &mut self.style {
            match event {
                Event::Text(text) => style.css.push_str(text),
                Event::CData(text) => style.css.push_str(text),
                Event::GeneralRef(name) => style.is_refused |= !matches!(&**name, "gt" | "quot" | "apos"),
                _ => {}
            }
        }
        self.kept.push_str(raw);
        Ok(())
    }

    fn declaration(&mut self, raw: &str) -> Result<(), String> {
        let lower = raw.to_ascii_lowercase();
        let encoding =
            lower.split_once("encoding").map_or("", |(_, rest)| rest).trim_start_matches([' ', '=', '"', '\'']);
        let is_known = ["utf-8", "us-ascii"].iter().any(|known| encoding.starts_with(known));
        if !is_known && lower.contains("encoding") {
            return Err("it declares another encoding than UTF-8".to_owned());
        }
        self.kept.push_str(raw);
        Ok(())
    }

    fn finish(self) -> Result<CleanSvg, String> {
        if self.depth > 0 || self.skipped > 0 || !self.has_root {
            return Err("it ends before its picture does".to_owned());
        }
        self.uses.check()?;
        Ok(CleanSvg { text: self.kept, removed: self.removed })
    }
}

fn is_character(entity: &str) -> bool {
    matches!(entity, "amp" | "lt" | "gt" | "quot" | "apos") || entity.starts_with('#')
}

fn is_refused_element(name: &str, attributes: &[Attribute]) -> bool {
    let other_space = attributes.iter().any(|attribute| attribute.key == "xmlns" && attribute.value != SVG);
    let is_loaded =
        name == "image" && !attributes.iter().any(|attribute| is_address(&attribute.key) && is_pixels(attribute));
    !is_in_pictures(name) || other_space || is_loaded
}

fn start_tag(name: &str, attributes: &[&Attribute], end: &str) -> String {
    let mut tag = format!("<{name}");
    for attribute in attributes {
        let quote = if attribute.written.contains('"') { '\'' } else { '"' };
        tag.extend([" ", &attribute.key, "="]);
        tag.push(quote);
        tag.push_str(&attribute.written);
        tag.push(quote);
    }
    tag.push_str(end);
    tag
}

/// Returns how a message names a removed element; `None` for the data of drawing programs.
fn missed_element(name: &str) -> Option<String> {
    let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
    (name != "metadata" && !EDITORS.contains(&prefix)).then(|| format!("<{name}>"))
}
