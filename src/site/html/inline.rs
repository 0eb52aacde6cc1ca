//! The items of a list, for places that show a few of them.

use crate::markdown::Markdown;
use pulldown_cmark::{Event, Tag, TagEnd};

/// One item of an outermost list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// The strong words that it begins with, without the stop at their end.
    pub(crate) lead: Option<String>,
    /// Its words without marks, up to a nested list.
    pub(crate) text: String,
    /// The labels that it cites.
    pub(crate) citations: Vec<String>,
}

impl Item {
    /// Returns the lead, or the first sentence where there is none.
    pub(crate) fn headline(&self) -> String {
        self.lead.clone().unwrap_or_else(|| first_sentence(&self.text).to_owned())
    }
}

/// Returns the items of the outermost lists in `text`.
pub(crate) fn list_items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut depth, mut current, mut strong) = (0_u32, None::<Item>, None::<String>);
    for (event, _) in Markdown::new(text).events() {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Item) if depth == 1 => current = Some(Item::default()),
            Event::End(TagEnd::Item) if depth == 1 => items.extend(current.take().map(tidy)),
            Event::Start(Tag::Strong) if depth == 1 => {
                strong = current.as_ref().filter(|item| item.text.trim().is_empty()).map(|_| String::new());
            }
            Event::End(TagEnd::Strong) => {
                if let (Some(words), Some(item)) = (strong.take(), &mut current) {
                    item.lead = Some(words.trim().trim_end_matches(['.', ':']).to_owned());
                }
            }
            Event::Text(words) | Event::Code(words) if depth == 1 => {
                if let Some(strong) = &mut strong {
                    strong.push_str(&words);
                }
                if let Some(item) = &mut current {
                    item.text.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                if let Some(item) = &mut current {
                    item.text.push(' ');
                }
            }
            Event::FootnoteReference(label) => {
                if let Some(item) = &mut current {
                    item.citations.push(label.to_string());
                }
            }
            _ => {}
        }
    }
    items
}

fn tidy(item: Item) -> Item {
    Item { text: item.text.split_whitespace().collect::<Vec<_>>().join(" "), ..item }
}

fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '!', '?']).find_map(|(index, mark)| {
        let end = index + mark.len();
        text.get(end..).filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(|_| end)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_have_leads_texts_and_citations() {
        let items = list_items("intro\n\n- **Fast.** Takes 3.5 s[^a].\n  - nested\n- Plain one. Second\n  line.[^b]\n");
        let shown: Vec<_> = items.iter().map(|item| (item.headline(), item.text.as_str(), &item.citations)).collect();
        assert_eq!(
            shown,
            [
                ("Fast".to_owned(), "Fast. Takes 3.5 s.", &vec!["a".to_owned()]),
                ("Plain one.".to_owned(), "Plain one. Second line.", &vec!["b".to_owned()]),
            ]
        );
    }
}
