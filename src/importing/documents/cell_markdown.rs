//! The text of one cell of a table as Markdown, for answers.

use super::escape::target;
use super::html::{HtmlReader, Links, parse};
use super::log::Log;
use super::model::{Block, Inline, Item, List, Mark, Run};
use super::render::render;

/// Links of a cell lead to addresses only: the files of a library are not in its export.
struct AddressesOnly;

impl Links for AddressesOnly {
    fn link(&mut self, address: &str) -> Option<String> {
        (address.contains(':') && target(address).is_some()).then(|| address.to_owned())
    }

    fn picture(&mut self, address: &str) -> Result<String, String> {
        let shown: String = address.chars().take(200).collect();
        Err(format!("a picture that the table does not contain: {shown}"))
    }
}

/// Returns HTML as Markdown, and the name and text of each part that was left out.
pub(in crate::importing) fn of_html(html: &str) -> (String, Vec<(String, String)>) {
    let mut links = AddressesOnly;
    let mut reader = HtmlReader { special: |_, _| None, log: Log::new(""), links: &mut links };
    let mut blocks = reader.blocks(&parse(html));
    let left_out = reader.log.constructs.into_iter().filter(|one| one.fate.word() == "left out");
    let left_out = left_out.map(|one| (one.name, one.note)).collect();
    for block in &mut blocks {
        match block {
            // A heading would begin another answer, and YAML below one would be its fields.
            Block::Heading(_, line) => {
                let mut line = std::mem::take(line);
                for inline in &mut line {
                    if let Inline::Text(run) = inline {
                        run.marks.insert(Mark::Bold);
                    }
                }
                *block = Block::Paragraph(line);
            }
            Block::Code(language, _) => language.clear(),
            _ => {}
        }
    }
    (render(&blocks, &[]).trim().to_owned(), left_out)
}

/// Returns plain text as Markdown that shows it: an empty line ends a paragraph, and lines with a bullet are a list.
pub(in crate::importing) fn of_text(text: &str) -> String {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            is_open = false;
            continue;
        }
        let inline = |text: &str| Inline::Text(Run { text: text.to_owned(), ..Run::default() });
        if let Some(item) = ["- ", "• ", "* ", "· "].iter().find_map(|mark| bare.strip_prefix(mark)) {
            let item = Item { task: None, blocks: vec![Block::Paragraph(vec![inline(item.trim())])] };
            match blocks.last_mut() {
                Some(Block::List(list)) => list.items.push(item),
                _ => blocks.push(Block::List(List { first: None, items: vec![item] })),
            }
            is_open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(Block::Paragraph(before)) if is_open => before.extend([Inline::Break, inline(bare)]),
            _ => blocks.push(Block::Paragraph(vec![inline(bare)])),
        }
        is_open = true;
    }
    render(&blocks, &[]).trim().to_owned()
}
