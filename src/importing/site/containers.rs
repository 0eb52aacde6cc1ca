//! Blocks between marks: `:::note` of Docusaurus and `/// note | Title` of the blocks of `PyMdown` Extensions.

use super::callout::{Fold, callout, capitalised, details, is_kind};
use super::lines::{Line, code_mask, common_indent, dedented, indent};
use super::log::{Log, excerpt};

/// A line of at least three marks.
struct Mark<'a> {
    count: usize,
    /// What follows; empty for the end of a block.
    rest: &'a str,
}

fn mark_of(text: &str, sign: char) -> Option<Mark<'_>> {
    let text = text.trim();
    let count = text.chars().take_while(|symbol| *symbol == sign).count();
    (count >= 3).then(|| Mark { count, rest: text.get(count..).unwrap_or_default().trim() })
}

/// Rewrites the blocks in `lines` that are between marks of `sign`.
pub(super) fn convert(lines: &[Line], sign: char, log: &mut Log) -> Vec<Line> {
    let code = code_mask(lines);
    let mut made = Vec::with_capacity(lines.len());
    let (mut at, mut after_tab) = (0, false);
    while let Some(line) = lines.get(at) {
        let is_code = code.get(at) == Some(&true);
        let open = mark_of(&line.text, sign).filter(|mark| !is_code && !mark.rest.is_empty());
        let end = open.as_ref().and_then(|open| end_of(lines, &code, at, sign, open.count));
        let (Some(open), Some(end)) = (open, end) else {
            after_tab = after_tab && line.is_blank();
            made.push(line.clone());
            at += 1;
            continue;
        };
        let head = Head::read(open.rest);
        let body = lines.get(at + 1..end).unwrap_or_default();
        let own = indent(&line.text);
        let (options, body) = options(body, own, sign);
        let body = dedented(body, common_indent(body).min(own));
        let body = convert(&body, sign, log);
        let fold = if after_tab { Fold::Closed } else { Fold::Open };
        after_tab = head.word == "tab";
        made.extend(head.write(&options, &body, Place { indent: &" ".repeat(own), number: line.number, fold }, log));
        at = end + 1;
    }
    made
}

/// Finds the end of the block that begins at `at`.
fn end_of(lines: &[Line], code: &[bool], at: usize, sign: char, count: usize) -> Option<usize> {
    let mut depth = 1_usize;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        let Some(mark) = mark_of(&line.text, sign).filter(|mark| mark.count == count) else { continue };
        if code.get(index) == Some(&true) {
            continue;
        }
        depth = if mark.rest.is_empty() { depth - 1 } else { depth + 1 };
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// The options of a block of `PyMdown` Extensions: indented `key: value` lines below its first line.
fn options(body: &[Line], own: usize, sign: char) -> (Vec<(String, String)>, &[Line]) {
    if sign != '/' {
        return (Vec::new(), body);
    }
    let is_option = |line: &&Line| indent(&line.text) >= own + 4 && line.text.contains(": ");
    let count = body.iter().take_while(is_option).count();
    let read =
        |line: &Line| line.text.trim().split_once(": ").map(|(key, value)| (key.to_owned(), value.trim().to_owned()));
    let options = body.iter().take(count).filter_map(read).collect();
    (options, body.get(count..).unwrap_or_default())
}

/// Where a block is, and whether it would be open as a tab.
#[derive(Clone, Copy)]
struct Place<'a> {
    indent: &'a str,
    number: usize,
    fold: Fold,
}

/// The word and the title of a block.
struct Head {
    word: String,
    title: Option<String>,
}

impl Head {
    /// Reads `tip[Title]`, `tip Title`, `tip{title="Title"}` or `tip | Title`.
    fn read(rest: &str) -> Self {
        let end = rest
            .find(|symbol: char| !(symbol.is_alphanumeric() || symbol == '-' || symbol == '_'))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let after = after.trim();
        let title = if let Some(inner) = after.strip_prefix('[') {
            Some(inner.split(']').next().unwrap_or_default())
        } else if let Some(attributes) = after.strip_prefix('{') {
            attributes.split_once("title=").and_then(|(_, value)| value.split(['"', '\'']).nth(1))
        } else {
            Some(after.trim_start_matches('|').trim()).filter(|title| !title.is_empty())
        };
        Self { word: word.to_owned(), title: title.map(str::to_owned) }
    }

    fn write(&self, options: &[(String, String)], body: &[Line], place: Place<'_>, log: &mut Log) -> Vec<Line> {
        let Place { indent, number, fold } = place;
        let title = self.title.as_deref();
        let option = |key: &str| options.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match self.word.as_str() {
            "details" => {
                log.carried("details", number);
                let fold = if option("open").is_some_and(|open| open.eq_ignore_ascii_case("true")) {
                    Fold::Open
                } else {
                    Fold::Closed
                };
                let word = option("type").map(capitalised);
                details(title.unwrap_or(word.as_deref().unwrap_or("Details")), fold, body, indent, number)
            }
            "tab" => {
                log.changed("tab", number, "each tab is a part that a reader opens");
                details(title.unwrap_or("Tab"), fold, body, indent, number)
            }
            "admonition" => {
                log.carried("admonition", number);
                callout(option("type").unwrap_or("note"), title, body, indent, number)
            }
            word if is_kind(word) => {
                log.carried("admonition", number);
                callout(word, title, body, indent, number)
            }
            word => {
                let shown = title.map_or_else(|| word.to_owned(), |title| format!("{word} {title}"));
                log.left_out(&format!("block {word}"), number, format!("its text stays: {}", excerpt(&shown)));
                body.iter().map(|line| Line::new(format!("{indent}{}", line.text), line.number)).collect()
            }
        }
    }
}

/// Takes out `::: package.Class` of mkdocstrings with its options: that text is made from source code.
pub(super) fn without_generated_reference(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let code = code_mask(&lines);
    let mut made = Vec::with_capacity(lines.len());
    let mut is_option = false;
    for (line, is_code) in lines.into_iter().zip(code) {
        if !is_code && line.text.trim_start().starts_with("::: ") {
            log.left_out("reference made from source code", line.number, excerpt(&line.text));
            is_option = true;
            continue;
        }
        is_option = is_option && (line.is_blank() || indent(&line.text) >= 4);
        if !is_option || line.is_blank() {
            made.push(line);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::construct::Fate;
    use crate::importing::site::lines::{joined, lines_of};

    fn converted(text: &str, sign: char) -> (Vec<String>, Vec<(String, Fate, String)>) {
        let mut log = Log::new("a.md");
        let made = joined(&convert(&lines_of(text, 1), sign, &mut log));
        let constructs = log.constructs.into_iter().map(|one| (one.name, one.fate, one.place)).collect();
        (made.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(), constructs)
    }

    #[test]
    fn nested_blocks_end_at_their_own_marks() {
        let text = "::::note[One]\n\n:::danger Two\nx\n:::\n\ny\n::::\n\n```\n:::tip\n```\n:::open\n";
        let (made, constructs) = converted(text, ':');
        assert_eq!(
            made,
            [
                "> [!NOTE]",
                "> **One**",
                ">",
                "> > [!CAUTION]",
                "> > **Two**",
                "> >",
                "> > x",
                ">",
                ">",
                "> y",
                "```",
                ":::tip",
                "```",
                ":::open"
            ]
        );
        let box_at = |line: &str| ("admonition".to_owned(), Fate::CarriedOver, line.to_owned());
        assert_eq!(constructs, [box_at("line 3"), box_at("line 1")]);
    }

    #[test]
    fn blocks_with_options_and_unknown_ones() {
        let text =
            "/// details | More\n    type: warning\n    open: True\na\n///\n/// html | div\nb\n///\n/// tip\nc\n///\n";
        let (made, constructs) = converted(text, '/');
        assert_eq!(made, ["<details open>", "<summary>More</summary>", "a", "</details>", "b", "> [!TIP]", "> c"]);
        assert_eq!(constructs.get(1), Some(&("block html".to_owned(), Fate::LeftOut, "line 6".to_owned())));
    }
}
