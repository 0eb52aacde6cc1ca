//! What macros of Confluence become.

use crate::importing::documents::html::{HtmlReader, find, text_of};
use crate::importing::documents::model::{Block, Callout, Inline, Mark, Run};
use crate::importing::documents::xml_tree::Element;

/// Returns the blocks of an element that a macro made; `None` if it is an ordinary one.
pub(super) fn macro_blocks(reader: &mut HtmlReader<'_>, element: &Element) -> Option<Vec<Block>> {
    let classes: Vec<&str> = element.attribute("class").unwrap_or_default().split_whitespace().collect();
    let has = |class: &str| classes.contains(&class);
    if has("confluence-information-macro") {
        let kind = ["information", "note", "warning", "tip"]
            .into_iter()
            .find(|kind| has(&format!("confluence-information-macro-{kind}")));
        return Some(vec![callout(reader, element, kind.unwrap_or("information"))]);
    }
    if has("code") && has("panel") || element.name == "pre" && has("syntaxhighlighter-pre") {
        return Some(code(reader, element));
    }
    if has("panel") {
        reader.log.carried_over("panel");
        let title = find(element, &|child| class_is(child, "panelHeader")).map(text_of).unwrap_or_default();
        let content = find(element, &|child| class_is(child, "panelContent")).map(|content| reader.blocks(content));
        let mut blocks = titled(&title);
        blocks.extend(content.unwrap_or_default());
        return Some(vec![Block::Callout(Callout::Note, blocks)]);
    }
    if has("expand-container") {
        reader.log.changed("expand", "always open");
        let title = find(element, &|child| class_is(child, "expand-control-text")).map(text_of).unwrap_or_default();
        let content = find(element, &|child| class_is(child, "expand-content")).map(|content| reader.blocks(content));
        let mut blocks = titled(&title);
        blocks.extend(content.unwrap_or_default());
        return Some(blocks);
    }
    if has("toc-macro") || has("plugin_pagetree") || has("plugin-contributors") {
        reader.log.left_out("list of pages or headings", text_of(element));
        return Some(Vec::new());
    }
    None
}

fn class_is(element: &Element, class: &str) -> bool {
    element.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
}

fn titled(title: &str) -> Vec<Block> {
    let run = Run { text: title.to_owned(), marks: [Mark::Bold].into(), link: None };
    if title.is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![Inline::Text(run)])] }
}

fn callout(reader: &mut HtmlReader<'_>, element: &Element, kind: &str) -> Block {
    reader.log.carried_over(&format!("{kind} macro"));
    let kind = match kind {
        "warning" => Callout::Caution,
        "note" => Callout::Warning,
        "tip" => Callout::Tip,
        _ => Callout::Note,
    };
    let title = element.elements().find(|child| class_is(child, "title")).map(text_of).unwrap_or_default();
    let body = find(element, &|child| class_is(child, "confluence-information-macro-body"));
    let content = reader.blocks(body.unwrap_or(element));
    let mut blocks = if body.is_some() { titled(&title) } else { Vec::new() };
    blocks.extend(content);
    Block::Callout(kind, blocks)
}

fn code(reader: &mut HtmlReader<'_>, element: &Element) -> Vec<Block> {
    reader.log.carried_over("code macro");
    let title = find(element, &|child| class_is(child, "codeHeader")).map(text_of).unwrap_or_default();
    let own = if element.name == "pre" { Some(element) } else { find(element, &|child| child.name == "pre") };
    let settings = own.and_then(|pre| pre.attribute("data-syntaxhighlighter-params")).unwrap_or_default();
    let language = settings.split(';').find_map(|part| part.trim().strip_prefix("brush:")).unwrap_or_default();
    let text = own.map(crate::importing::documents::html::raw_text).unwrap_or_default();
    let mut blocks = titled(&title);
    blocks.push(Block::Code(language.trim().to_owned(), text));
    blocks
}
