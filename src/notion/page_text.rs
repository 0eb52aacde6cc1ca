//! The open to-dos in the Markdown of a page, and texts as plain text on one line.

use crate::opportunity::plain_text;
use pulldown_cmark::{Event, Parser};

/// Returns the text of each open to-do in `markdown`, in order, also those in columns, toggles and lists. Notion indents what is
/// inside another block with tabs ("Enhanced Markdown" of Notion's reference), so lines count, not the blocks of `CommonMark`.
pub(super) fn open_todos(markdown: &str) -> Vec<String> {
    let mut todos = Vec::new();
    let mut is_code = false;
    for line in markdown.lines().map(str::trim_start) {
        if line.starts_with("```") {
            is_code = !is_code;
        }
        let todo = line.strip_prefix("- [ ]").filter(|_| !is_code).map(plain).unwrap_or_default();
        if !todo.is_empty() {
            todos.push(todo);
        }
    }
    todos
}

/// Returns one line of Markdown as plain text, without marks, HTML and the addresses of links.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown.trim()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}

/// Returns `text` on one line, without control characters, and without the queries of addresses, which may be signed.
pub(super) fn one_line(text: &str) -> String {
    let plain = plain_text(text);
    let word = |word: &'_ str| {
        let is_address = word.contains("https://") || word.contains("http://");
        if is_address { word.split('?').next().unwrap_or_default().to_owned() } else { word.to_owned() }
    };
    plain.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_to_dos_are_found_wherever_they_are() {
        let markdown = "- [ ] Send the **plan** to [Ann](https://files.example/x?X-Amz-Signature=0f)\n- [x] Done\n\
                        <columns>\n\t<column>\n\t\t- [ ] Book a room\n\t</column>\n</columns>\n\
                        ```\n- [ ] code\n```\n- [ ]\n- item\n\t- [ ] inner, see https://a.example/p?sig=1 now\n\
                        - [ ] ask <mention-user url=\"user://1\">Bo Ex</mention-user>\u{7}\n";
        let wanted = ["Send the plan to Ann", "Book a room", "inner, see https://a.example/p now", "ask Bo Ex"]
            .map(str::to_owned);
        assert_eq!(open_todos(markdown), wanted);
        assert_eq!(open_todos(""), Vec::<String>::new());
    }
}
