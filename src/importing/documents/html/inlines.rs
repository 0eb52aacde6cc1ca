//! Text, links and pictures of a page of HTML.

use super::blocks::{Flow, HtmlReader, Style, embedded_text};
use crate::importing::documents::model::{Inline, Mark, Run};
use crate::importing::documents::xml_tree::Element;

impl HtmlReader<'_> {
    /// Adds text; white space is one blank, and none at the beginning of a line.
    pub(super) fn text(text: &str, style: &Style, flow: &mut Flow) {
        let mut folded = String::with_capacity(text.len());
        for symbol in text.chars() {
            if !symbol.is_whitespace() || symbol == '\u{a0}' {
                folded.push(if symbol == '\u{a0}' { ' ' } else { symbol });
            } else if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        let is_start = matches!(flow.line.last(), None | Some(Inline::Break));
        let text = if is_start { folded.trim_start() } else { &folded };
        if !text.is_empty() {
            let run = Run { text: text.to_owned(), marks: style.marks.clone(), link: style.link.clone() };
            flow.line.push(Inline::Text(run));
        }
    }

    pub(super) fn inline(&mut self, element: &Element, style: &Style, flow: &mut Flow) {
        let mut inner = style.clone();
        match element.name.as_str() {
            "br" => return flow.line.push(Inline::Break),
            "img" => return self.image(element, flow),
            "script" | "style" | "template" | "noscript" | "head" | "title" | "meta" | "link" => {
                if element.name == "script" {
                    self.log.left_out("script", element.attribute("src").unwrap_or_default());
                }
                return;
            }
            "iframe" | "object" | "embed" | "video" | "audio" | "svg" | "canvas" | "math" => {
                return self.log.left_out(&element.name, embedded_text(element));
            }
            "input" | "select" | "textarea" | "button" => {
                return self.log.left_out("form field", embedded_text(element));
            }
            "b" | "strong" => drop(inner.marks.insert(Mark::Bold)),
            "i" | "em" | "cite" | "var" => drop(inner.marks.insert(Mark::Italic)),
            "s" | "del" | "strike" => drop(inner.marks.insert(Mark::Struck)),
            "code" | "kbd" | "samp" | "tt" => drop(inner.marks.insert(Mark::Code)),
            "a" => self.anchor(element, &mut inner),
            _ => {}
        }
        self.flow(element, &inner, flow);
    }

    fn anchor(&mut self, element: &Element, style: &mut Style) {
        let Some(address) = element.attribute("href").filter(|address| !address.trim().is_empty()) else { return };
        match self.links.link(address) {
            Some(target) => {
                self.log.carried_over("link");
                style.link = Some(target);
            }
            None => self.log.left_out("link", format!("the text is there, the address is not: {address}")),
        }
    }

    fn image(&mut self, element: &Element, flow: &mut Flow) {
        let alt = element.attribute("alt").unwrap_or_default().trim().to_owned();
        let address = element.attribute("src").unwrap_or_default();
        let is_emoticon = element.attribute("class").is_some_and(|class| class.contains("emoticon"));
        if is_emoticon {
            let shown = element.attribute("data-emoji-fallback").unwrap_or(&alt);
            self.log.changed("emoticon", alt.clone());
            return flow.line.push(Inline::text(shown));
        }
        match self.links.picture(address) {
            Ok(path) => {
                self.log.carried_over("picture");
                flow.line.push(Inline::Picture(path, alt));
            }
            Err(why) => self.log.left_out("picture", format!("{why} {alt}").trim_end()),
        }
    }
}
