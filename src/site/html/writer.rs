//! The writer: one event of the parser after the other.

use super::diagram::{diagram_description, diagram_title};
use super::escape::{escaped, push_attribute, push_escaped};
use super::notes::numbered;
use super::references::{Href, References};
use super::rendered::Rendered;
use super::renderer::Renderer;
use crate::config::RawHtml;
use crate::entry::{Entry, Link};
use crate::markdown::{FoldMark, Markdown, OWN_MARK, fold_marks};
use crate::source::{Span, Spanned, count};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How deep blocks may nest; what is deeper keeps its words and loses its marks.
const DEEPEST: u32 = 64;

pub(super) fn write(renderer: &Renderer<'_>, entry: &Entry, span: Span, references: &dyn References) -> Rendered {
    let mut writer = Writer {
        renderer,
        entry,
        references,
        base: span.start,
        out: Rendered::default(),
        alignments: Vec::new(),
        column: 0,
        is_head: false,
        code: None,
        picture: None,
        hidden: 0,
        html: None,
        folds: Vec::new(),
        links: Vec::new(),
        depth: 0,
        numbers: numbered(entry, references),
        defined: BTreeSet::new(),
    };
    for (event, range) in Markdown::new(entry.file.slice(span)).events() {
        writer.step(event, count(range.start));
    }
    writer.close_folds(0);
    writer.out
}

struct Writer<'a> {
    renderer: &'a Renderer<'a>,
    entry: &'a Entry,
    references: &'a dyn References,
    base: u32,
    out: Rendered,
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
    /// The language and text of the fence that is open.
    code: Option<(String, String)>,
    /// The link and alternative text of the picture that is open.
    picture: Option<(Link, String)>,
    /// How many blocks that are left out are open.
    hidden: u32,
    /// The block of HTML that is open, if it is left out unless it marks a part that a reader opens.
    html: Option<String>,
    /// The depth of each such part that is open.
    folds: Vec<u32>,
    /// For each open link, whether it was written.
    links: Vec<bool>,
    depth: u32,
    /// Numbers of ordinary footnotes, by label.
    numbers: BTreeMap<&'a str, usize>,
    /// Footnotes whose text is written: of two with one label, the first counts.
    defined: BTreeSet<String>,
}

impl Writer<'_> {
    fn step(&mut self, event: Event<'_>, at: u32) {
        if self.hidden > 0 {
            match event {
                Event::Start(_) => self.hidden += 1,
                Event::End(_) => self.hidden -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) if self.picture.is_some() => self.text(&text),
            Event::Code(text) => {
                let _ = write!(self.out.html, "<code>{}</code>", escaped(&text));
            }
            Event::SoftBreak if self.picture.is_some() => self.text(" "),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(is_done) => self.push(if is_done {
                "<input type=\"checkbox\" disabled checked aria-label=\"done\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"to do\"> "
            }),
            Event::FootnoteReference(label) => self.reference(&label),
            Event::Html(html) | Event::InlineHtml(html) if self.renderer.raw_html == RawHtml::Sanitise => {
                self.push(&html);
            }
            Event::Html(html) if self.html.is_some() => {
                self.html.get_or_insert_default().push_str(&html);
            }
            // Math is not part of the dialect.
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
        } else if let Some((_, alternative)) = &mut self.picture {
            alternative.push_str(text);
        } else {
            push_escaped(&mut self.out.html, text);
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: u32) {
        self.depth += 1;
        match tag {
            Tag::Heading { level, .. } => self.start_heading(level, at),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => {
                        words.split([' ', ',', '{']).next().unwrap_or_default().to_lowercase()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(&make_link(link_type, &dest_url), &title);
                if link_type == (LinkType::WikiLink { has_pothole: false }) {
                    self.name_link(&make_link(link_type, &dest_url));
                }
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.picture = Some((Link { is_image: true, ..make_link(link_type, &dest_url) }, String::new()));
            }
            Tag::FootnoteDefinition(label) => self.start_note(&label),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.push("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n");
            }
            Tag::TableHead => {
                (self.is_head, self.column) = (true, 0);
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::List(Some(first)) if first != 1 && self.depth <= DEEPEST => {
                let _ = write!(self.out.html, "<ol start=\"{first}\">");
            }
            Tag::HtmlBlock if self.renderer.raw_html == RawHtml::Sanitise => {}
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::MetadataBlock(_) => {
                self.hidden = 1;
                self.depth -= 1;
            }
            tag => {
                if let Some((open, _)) = marks(tag.to_end(), self.depth) {
                    self.push(open);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        self.close_folds(depth);
        match tag {
            TagEnd::HtmlBlock => self.fold(depth),
            TagEnd::Heading(level) => {
                let _ = writeln!(self.out.html, "</h{}>", depth_of(level));
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.push("</a>");
                }
            }
            TagEnd::Image => self.end_picture(),
            TagEnd::FootnoteDefinition | TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.is_head = false;
                self.push("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.push(if self.is_head { "</th>" } else { "</td>" });
            }
            tag => {
                if let Some((_, close)) = marks(tag, depth) {
                    self.push(close);
                }
            }
        }
    }

    /// Writes the marks of a part that a reader opens, if the block of HTML that ends holds nothing else.
    fn fold(&mut self, depth: u32) {
        let marks = self.html.take().and_then(|html| fold_marks(&html)).unwrap_or_default();
        for mark in marks {
            match mark {
                FoldMark::Closed | FoldMark::Open => {
                    self.push(if mark == FoldMark::Open { "<details open>\n" } else { "<details>\n" });
                    self.folds.push(depth);
                }
                FoldMark::Title(title) if self.folds.last() == Some(&depth) => {
                    let _ = writeln!(self.out.html, "<summary>{}</summary>", escaped(&title));
                }
                FoldMark::End if self.folds.last() == Some(&depth) => {
                    self.folds.pop();
                    self.push("</details>\n");
                }
                FoldMark::Title(_) | FoldMark::End => {}
            }
        }
    }

    /// Ends the parts that were opened deeper than `depth` and not ended there.
    fn close_folds(&mut self, depth: u32) {
        while self.folds.last().is_some_and(|opened| *opened > depth) {
            self.folds.pop();
            self.push("</details>\n");
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, at: u32) {
        let at = self.base + at;
        let index = self.entry.body.headings.binary_search_by_key(&at, |heading| heading.span.start).ok();
        let heading = index.and_then(|index| self.entry.body.headings.get(index));
        let repeats_title = heading.is_some_and(|heading| heading.level == 1 && heading.text == self.entry.title.value);
        if index == Some(0) && repeats_title {
            self.hidden = 1;
            self.depth -= 1;
            return;
        }
        let _ = write!(self.out.html, "<h{}", depth_of(level));
        if let Some(heading) = heading {
            push_attribute(&mut self.out.html, "id", &heading.anchor);
        }
        self.push(">");
    }

    fn start_link(&mut self, link: &Link, title: &str) {
        let href = if self.links.contains(&true) { Href::Nowhere } else { self.references.href(link) };
        let is_written = match href {
            Href::Inside(href) => {
                self.push("<a");
                push_attribute(&mut self.out.html, "href", &href);
                true
            }
            Href::Outside(href) => {
                let is_address = href.starts_with("mailto:") || href.starts_with("tel:");
                self.push(if is_address { "<a" } else { "<a class=\"out\" rel=\"noopener noreferrer\"" });
                push_attribute(&mut self.out.html, "href", &href);
                true
            }
            Href::Nowhere => false,
        };
        if is_written {
            if !title.is_empty() {
                push_attribute(&mut self.out.html, "title", title);
            }
            self.push(">");
        }
        self.links.push(is_written);
    }

    /// Writes what a bare wikilink leads to by its title, in place of the id that is in the text.
    fn name_link(&mut self, link: &Link) {
        let Some(title) = self.references.title(link) else { return };
        push_escaped(&mut self.out.html, &title);
        self.hidden = 1;
        self.end(TagEnd::Link);
    }

    fn end_picture(&mut self) {
        let Some((link, alternative)) = self.picture.take() else { return };
        let Some(picture) = self.references.picture(&link) else {
            self.missing_picture(&alternative);
            return;
        };
        self.push("<img loading=\"lazy\"");
        push_attribute(&mut self.out.html, "src", &picture.href);
        push_attribute(&mut self.out.html, "alt", &alternative);
        if let Some((width, height)) = picture.size {
            let _ = write!(self.out.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.push(">");
    }

    /// Shows in a frame what a picture that this build does not have would show; its findings name the file to owners.
    fn missing_picture(&mut self, alternative: &str) {
        let words = if alternative.trim().is_empty() { "Picture without a description" } else { alternative };
        let _ = write!(
            self.out.html,
            "<span class=\"missing-picture\">{} <span class=\"muted\">(picture not in this build)</span></span>",
            escaped(words)
        );
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        if language == "mermaid" {
            self.diagram(&code);
            return;
        }
        let html = self.renderer.highlighter.highlight(&language, &code);
        self.push("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            push_attribute(&mut self.out.html, "data-language", &language);
        }
        self.push(">");
        self.push(&html);
        self.push("</code></pre>\n");
    }

    /// Shows the drawing with its source folded below. What cannot be drawn has its title and its description in words
    /// instead; why, its findings say to owners.
    fn diagram(&mut self, source: &str) {
        let title = diagram_title(source).unwrap_or("Diagram").to_owned();
        let description = diagram_description(source);
        self.push("<figure class=\"diagram\">");
        let caption = match self.renderer.diagrams.map(|diagrams| diagrams.render(source)) {
            Some(Ok(diagram)) => {
                let hash: String = blake3::hash(&diagram.svg).to_hex().chars().take(16).collect();
                let path = format!("assets/diagrams/{hash}.svg");
                self.push("<div class=\"drawing\" tabindex=\"0\" role=\"region\"");
                push_attribute(&mut self.out.html, "aria-label", &title);
                // The drawing leads to itself as a pointer expects it; keys find the link in the caption.
                let file = self.references.file(&path);
                self.push("><a tabindex=\"-1\"");
                push_attribute(&mut self.out.html, "href", &file);
                self.push("><img loading=\"lazy\"");
                push_attribute(&mut self.out.html, "src", &file);
                push_attribute(&mut self.out.html, "alt", description.as_deref().unwrap_or(&title));
                let (width, height) = diagram.size;
                let _ = write!(self.out.html, " width=\"{width}\" height=\"{height}\"></a></div>");
                self.out.files.push((path, diagram.svg));
                format!("{} <a class=\"full\" href=\"{}\">Full size</a>", escaped(&title), escaped(&file))
            }
            Some(Err(_)) | None => not_drawn(&title, description.as_deref()),
        };
        let _ = writeln!(
            self.out.html,
            "<figcaption>{caption}</figcaption><details><summary>Source</summary><pre tabindex=\"0\"><code data-language=\"mermaid\">{}</code></pre></details></figure>",
            escaped(source)
        );
    }

    /// A claim becomes its chip, a footnote its number; a label that is neither stays as it was written.
    fn reference(&mut self, label: &str) {
        if let Some(chip) = self.references.chip(label) {
            self.push(&chip);
            return;
        }
        let Some(number) = self.numbers.get(label) else {
            let _ = write!(self.out.html, "<span class=\"missing\">[^{}]</span>", escaped(label));
            return;
        };
        self.out.notes.insert(label.to_owned());
        let _ = write!(self.out.html, "<sup><a class=\"note\" href=\"#{OWN_MARK}note-{number}\">{number}</a></sup>");
    }

    fn start_note(&mut self, label: &str) {
        let number = self.numbers.get(label).filter(|_| self.defined.insert(label.to_owned()));
        let Some(number) = number else {
            self.hidden = 1;
            self.depth -= 1;
            return;
        };
        let _ = write!(self.out.html, "<div class=\"footnote\" id=\"{OWN_MARK}note-{number}\"><span>{number}</span>");
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        let _ = writeln!(self.out.html, "<div class=\"alert {class}\"><p class=\"alert-title\">{word}</p>");
    }

    fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        self.push(if self.is_head { "<th scope=\"col\"" } else { "<td" });
        self.push(class);
        self.push(">");
    }
}

/// The marks of blocks and spans that carry nothing but their name. Past the deepest level blocks lose theirs.
fn marks(tag: TagEnd, depth: u32) -> Option<(&'static str, &'static str)> {
    if depth > DEEPEST {
        return None;
    }
    Some(match tag {
        TagEnd::Paragraph => ("<p>", "</p>\n"),
        TagEnd::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
        TagEnd::List(true) => ("<ol>\n", "</ol>\n"),
        TagEnd::List(false) => ("<ul>\n", "</ul>\n"),
        TagEnd::Item => ("<li>", "</li>\n"),
        TagEnd::DefinitionList => ("<dl>\n", "</dl>\n"),
        TagEnd::DefinitionListTitle => ("<dt>", "</dt>\n"),
        TagEnd::DefinitionListDefinition => ("<dd>", "</dd>\n"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        TagEnd::Superscript => ("<sup>", "</sup>"),
        TagEnd::Subscript => ("<sub>", "</sub>"),
        _ => return None,
    })
}

fn make_link(link_type: LinkType, target: &str) -> Link {
    let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
    let target = if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
    Link { target: Spanned::new(target, Span::default()), is_image: false, is_wiki }
}

/// The page's title is the only heading of level 1.
fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Returns the caption of a diagram that cannot be drawn: its title, that fact, and its description.
fn not_drawn(title: &str, description: Option<&str>) -> String {
    let description = description.map_or(String::new(), |words| format!(" {}", escaped(words)));
    format!("<b>{}</b> could not be drawn.{description}", escaped(title))
}
