//! One page of an export.

use super::macros::macro_blocks;
use crate::importing::documents::assets::Assets;
use crate::importing::documents::document::Document;
use crate::importing::documents::escape::target;
use crate::importing::documents::html::{HtmlReader, Links, find, parse, text_of};
use crate::importing::documents::log::Log;
use crate::importing::documents::model::{Block, Inline, Item, List, Run};
use crate::importing::documents::package::joined;
use crate::importing::documents::targets::relative;
use crate::importing::documents::xml_tree::Element;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// The files of an export, and the pages that they become.
pub(in crate::importing::documents) struct Export<'a> {
    /// The folder of the export, with a slash at its end, or nothing.
    pub(super) root: String,
    /// The files by their paths.
    pub(super) files: BTreeMap<&'a str, &'a [u8]>,
    /// The pages by the paths of their files.
    pub(super) targets: BTreeMap<String, String>,
}

/// The links of one page.
pub(super) struct PageLinks<'a> {
    pub(super) export: &'a Export<'a>,
    pub(super) target: &'a str,
    pub(super) assets: Assets,
    /// The files that this page shows or links to.
    pub(super) used: BTreeSet<String>,
}

impl Links for PageLinks<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        if address.contains(':') || address.starts_with("//") {
            return target(address).map(|_| address.to_owned());
        }
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        if path.is_empty() {
            return anchor.map(|anchor| format!("#{}", crate::markdown::slug(anchor)));
        }
        let path = self.path(path);
        if let Some(page) = self.export.targets.get(&path) {
            // Anchors of Confluence have other names than those of headings here; the page is right in any case.
            return Some(relative(self.target, page));
        }
        let bytes = self.export.files.get(path.as_str())?.to_vec();
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        self.used.insert(path.clone());
        Some(self.assets.file(&path, &name, bytes))
    }

    fn picture(&mut self, address: &str) -> Result<String, String> {
        if address.contains("://") || address.starts_with("data:") {
            let shown: String = address.chars().take(200).collect();
            return Err(format!("a picture of another site: {shown}"));
        }
        let path = self.path(address);
        let bytes = self.export.files.get(path.as_str()).ok_or_else(|| format!("{path} is not in the export"))?;
        self.used.insert(path.clone());
        self.assets.picture(&path, bytes.to_vec())
    }
}

impl PageLinks<'_> {
    fn path(&self, address: &str) -> String {
        let address = address.split('?').next().unwrap_or(address);
        let decoded = percent_decode_str(address).decode_utf8_lossy();
        joined(self.export.root.trim_end_matches('/'), &decoded)
    }
}

/// Reads a page; `links` collects its files.
pub(super) fn read_page(source: &str, text: &str, links: &mut PageLinks<'_>) -> Document {
    let html = parse(text);
    let by_id = |id: &'static str| find(&html, &move |element| element.attribute("id") == Some(id));
    let title = by_id("title-text").or_else(|| find(&html, &|element| element.name == "title")).map(text_of);
    // The title is that of the space, a colon, and that of the page.
    let title = title.map(|title| title.split_once(" : ").map_or(title.clone(), |(_, page)| page.to_owned()));
    let mut reader = HtmlReader { special: macro_blocks, log: Log::new(source), links };
    let mut blocks = match by_id("main-content") {
        Some(content) => reader.blocks(content),
        None => find(&html, &|element| element.name == "body").map(|body| reader.blocks(body)).unwrap_or_default(),
    };
    for part in html.all("div") {
        let class = part.attribute("class").unwrap_or_default();
        if class.split_whitespace().any(|one| one == "page-metadata") {
            reader.log.left_out("page metadata", text_of(part));
        }
        if !class.contains("pageSection") {
            continue;
        }
        match find(part, &|element| matches!(element.attribute("id"), Some("attachments" | "comments"))) {
            Some(heading) if heading.attribute("id") == Some("attachments") => {
                blocks.extend(attachments(&mut reader, part));
            }
            Some(_) => {
                for comment in part.all("li") {
                    reader.log.left_out("comment", text_of(comment));
                }
                if part.all("li").is_empty() {
                    reader.log.left_out("comment", text_of(part));
                }
            }
            None => {}
        }
    }
    if let Some(footer) = by_id("footer") {
        reader.log.left_out("footer of the export", text_of(footer));
    }
    let constructs = reader.log.constructs;
    let assets = std::mem::take(&mut links.assets.files);
    Document { title, blocks, notes: Vec::new(), assets, constructs }
}

fn attachments(reader: &mut HtmlReader<'_>, part: &Element) -> Vec<Block> {
    let mut items = Vec::new();
    for link in part.all("a") {
        let (Some(address), text) = (link.attribute("href"), text_of(link)) else { continue };
        let Some(target) = reader.links.link(address) else {
            reader.log.left_out("attachment", format!("{address} is not in the export: {text}"));
            continue;
        };
        reader.log.carried_over("attachment");
        let run = Run { text, link: Some(target), ..Run::default() };
        items.push(Item { task: None, blocks: vec![Block::Paragraph(vec![Inline::Text(run)])] });
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(2, vec![Inline::text("Attachments")]), Block::List(List { first: None, items })]
}
