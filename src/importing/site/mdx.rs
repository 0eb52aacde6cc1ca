//! MDX without expressions: imports and exports, comments, and components.

use super::callout::{Fold, callout, details, first_open};
use super::lines::{Line, code_mask, common_indent, dedented, joined};
use super::log::{Log, excerpt};
use super::tags::{Arguments, Block, Tag, TagForm, joined_tags, replaced, rewritten, separated};
use std::collections::BTreeMap;
use std::ops::Range;

/// The components of one page that are pages themselves: the path that was imported, by name.
pub(super) type Partials = BTreeMap<String, String>;

/// Takes out imports, exports and comments, and returns the pages that were imported.
pub(super) fn without_scripts(lines: Vec<Line>, log: &mut Log) -> (Vec<Line>, Partials) {
    let code = code_mask(&lines);
    let mut partials = Partials::new();
    let mut made = Vec::with_capacity(lines.len());
    let mut open = Vec::new();
    for (line, is_code) in lines.into_iter().zip(code) {
        if !open.is_empty() || !is_code && is_script(&line.text) {
            open.push(line);
            if is_complete(&open) {
                end_script(&std::mem::take(&mut open), &mut partials, log);
            }
        } else {
            made.push(line);
        }
    }
    // Without an end, what follows the first line is not known to be a script.
    if let [first, rest @ ..] = open.as_slice() {
        end_script(std::slice::from_ref(first), &mut partials, log);
        made.extend(rest.iter().cloned());
    }
    (without_comments(made), partials)
}

fn is_script(text: &str) -> bool {
    let is_import = text
        .strip_prefix("import ")
        .is_some_and(|rest| rest.contains(" from ") || rest.trim_start().starts_with(['{', '\'', '"', '*']));
    is_import
        || ["export const ", "export default ", "export function ", "export let ", "export {"]
            .iter()
            .any(|word| text.starts_with(word))
}

/// Returns whether every bracket is closed, and an import has named its file.
fn is_complete(lines: &[Line]) -> bool {
    let count = |symbol| lines.iter().map(|line| line.text.matches(symbol).count()).sum::<usize>();
    let is_balanced = count('{') <= count('}') && count('(') <= count(')') && count('[') <= count(']');
    let is_import = lines.first().is_some_and(|line| line.text.starts_with("import "));
    is_balanced && (!is_import || lines.iter().any(|line| line.text.contains(['\'', '"'])))
}

fn end_script(lines: &[Line], partials: &mut Partials, log: &mut Log) {
    let Some(first) = lines.first() else { return };
    if let Some((name, path)) = partial(&first.text) {
        partials.insert(name, path);
        return;
    }
    let word = if first.text.starts_with("import ") { "MDX import" } else { "MDX export" };
    log.left_out(word, first.number, excerpt(&joined(lines)));
}

/// Reads `import Name from './_part.mdx'`.
fn partial(text: &str) -> Option<(String, String)> {
    let (name, path) = text.strip_prefix("import ")?.split_once(" from ")?;
    let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    let is_page = [".md", ".mdx"].iter().any(|end| path.ends_with(end));
    let is_name = name.trim().chars().all(char::is_alphanumeric);
    (is_page && is_name).then(|| (name.trim().to_owned(), path.to_owned()))
}

/// Takes `{/* … */}` out.
fn without_comments(lines: Vec<Line>) -> Vec<Line> {
    let code = code_mask(&lines);
    let mut is_open = false;
    let mut made = Vec::with_capacity(lines.len());
    for (mut line, is_code) in lines.into_iter().zip(code) {
        if !is_open && (is_code || !line.text.contains("{/*")) {
            made.push(line);
            continue;
        }
        let (mut kept, mut rest) = (String::new(), line.text.as_str());
        loop {
            let mark = if is_open { "*/}" } else { "{/*" };
            let Some((before, after)) = rest.split_once(mark) else { break };
            if !is_open {
                kept.push_str(before);
            }
            is_open = !is_open;
            rest = after;
        }
        if !is_open {
            kept.push_str(rest);
        }
        line.text = kept;
        made.push(line);
    }
    made
}

/// Rewrites components; the text of those that mean nothing here stays.
pub(super) fn convert(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let mut lines = joined_tags(lines, is_unclosed);
    replaced(&mut lines, scan, &mut |tag, number| link_tag(tag, number, log));
    let lines = separated(lines, scan, &|_, before| before.trim().is_empty());
    let mut lines = rewritten(&lines, scan, &mut |block| write(block, log));
    replaced(&mut lines, scan, &mut |tag, number| {
        if tag.form != TagForm::Close {
            log.left_out(&format!("component {}", tag.name), number, excerpt(&tag.raw));
        }
        Some(String::new())
    });
    lines
}

/// Returns whether a tag in `text` begins and does not end.
fn is_unclosed(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let after = rest.get(at + 1..).unwrap_or_default();
        let is_tag = after.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic());
        let is_code = rest.get(..at).is_some_and(|before| before.matches('`').count() % 2 == 1);
        match tag_end(after) {
            None if is_tag && !is_code => return true,
            _ => rest = after,
        }
    }
    false
}

/// Returns where the tag whose inner part begins `text` ends: the index of its `>`, outside of quotes and braces.
fn tag_end(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, symbol) in text.char_indices() {
        match (quote, symbol) {
            (Some(open), symbol) if open == symbol => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(symbol),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at),
            (Some(_) | None, _) => {}
        }
    }
    None
}

/// Finds the next component: a tag whose name begins with a capital.
fn scan(text: &str) -> Option<(Range<usize>, Tag)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('<')?;
        let inner = text.get(start + 1..)?;
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_component = name.starts_with(|first: char| first.is_ascii_uppercase())
            || inner.starts_with('>')
            || inner.starts_with("/>");
        let is_code = text.get(..start)?.matches('`').count() % 2 == 1;
        match tag_end(inner).filter(|_| is_component && !is_code && is_name(name)) {
            None => from = start + 1,
            Some(end) => {
                let range = start..start + 1 + end + 1;
                let raw = text.get(range.clone())?.to_owned();
                return Some((range, tag_of(inner.get(..end)?, raw)));
            }
        }
    }
}

/// Returns whether `text` begins with a name and not with an address such as `<Https://a.example>` or a type `<T>`.
fn is_name(text: &str) -> bool {
    let end =
        text.find(|symbol: char| !(symbol.is_alphanumeric() || matches!(symbol, '.' | '_'))).unwrap_or(text.len());
    end != 1 && text.get(end..).is_some_and(|rest| rest.starts_with(['>', '/', ' ', '\n', '\t']))
}

fn tag_of(inner: &str, raw: String) -> Tag {
    let (inner, form) = match (inner.strip_prefix('/'), inner.strip_suffix('/')) {
        (Some(rest), _) => (rest, TagForm::Close),
        (None, Some(rest)) => (rest, TagForm::Alone),
        (None, None) => (inner, TagForm::Open),
    };
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    Tag { name: name.trim().to_owned(), form, arguments: properties(rest), raw }
}

/// Reads `a="x" b={'y'} c`; the value of an expression that is not a text is left out.
pub(super) fn properties(text: &str) -> Arguments {
    let mut arguments = Arguments::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|symbol: char| symbol.is_whitespace() || symbol == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let Some(after) = after.trim_start().strip_prefix('=') else {
            arguments.positional.push(key.to_owned());
            rest = after.trim_start();
            continue;
        };
        let after = after.trim_start();
        let (value, after) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = after.get(1..).unwrap_or_default();
                inner.split_once(quote).map_or((inner, ""), |(value, rest)| (value, rest))
            }
            Some('{') => {
                let end = braces_end(after);
                let inner = after.get(1..end.saturating_sub(1)).unwrap_or_default().trim();
                let text = ['"', '\'', '`'].iter().find_map(|quote| inner.strip_prefix(*quote)?.strip_suffix(*quote));
                (text.unwrap_or_default(), after.get(end..).unwrap_or_default())
            }
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if !key.is_empty() {
            arguments.named.push((key.to_owned(), value.to_owned()));
        }
        rest = after.trim_start();
    }
    arguments
}

fn braces_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, symbol) in text.char_indices() {
        match symbol {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// Rewrites `<Link to="x">` within a sentence.
fn link_tag(tag: &Tag, number: usize, log: &mut Log) -> Option<String> {
    // The end is rewritten where the beginning is; both are on one line, or the leftovers are listed.
    match (tag.name.as_str(), tag.form) {
        ("br" | "Br", _) => Some("<br>".to_owned()),
        ("Image" | "ThemedImage" | "Img", TagForm::Alone) => {
            let source = tag.arguments.named(&["src", "img", "light"])?;
            log.carried("component Image", number);
            Some(format!("![{}]({source})", tag.arguments.named(&["alt", "title"]).unwrap_or_default()))
        }
        _ => None,
    }
}

fn write(block: Block<'_>, log: &mut Log) -> Vec<Line> {
    let Block { tag, body, indent, number } = block;
    let name = tag.name.as_str();
    let shown = format!("component {name}");
    let body = body.map(|body| dedented(&body, common_indent(&body)));
    let title = tag.arguments.named(&["title", "label", "summary", "header", "name", "heading"]);
    match (name, body) {
        // A fragment groups what is in it.
        ("", Some(body)) => indented(body, indent),
        ("Tabs" | "CodeGroup", Some(body)) => indented(first_open(body), indent),
        ("TabItem" | "Tab" | "CodeGroupItem", Some(body)) => {
            log.changed("tab", number, "each tab is a part that a reader opens");
            let fold = if tag.arguments.has("default") { Fold::Open } else { Fold::Closed };
            let title = tag.arguments.named(&["label", "title", "value"]).unwrap_or("Tab");
            details(title, fold, &body, indent, number)
        }
        ("Details" | "Accordion" | "Expandable" | "Collapsible", Some(body)) => {
            log.carried("details", number);
            details(title.unwrap_or("Details"), Fold::Closed, &body, indent, number)
        }
        (
            "Admonition" | "Callout" | "Note" | "Tip" | "Warning" | "Info" | "Caution" | "Danger" | "Important",
            Some(body),
        ) => {
            log.carried("admonition", number);
            let word = tag.arguments.named(&["type", "kind"]).unwrap_or(match name {
                "Admonition" | "Callout" => "note",
                name => name,
            });
            callout(word, tag.arguments.named(&["title"]), &body, indent, number)
        }
        (_, body) => {
            if tag.form == TagForm::Close {
                return Vec::new();
            }
            let address = tag.arguments.named(&["to", "href", "url", "src"]);
            let words = title.or(address);
            let mut made = vec![Line::new("", number)];
            match (address, words) {
                (Some(address), Some(words)) => {
                    log.changed(&shown, number, "a link and its text");
                    made.push(Line::new(format!("{indent}[{words}]({})", address.replace(' ', "%20")), number));
                }
                (None, Some(words)) => {
                    log.changed(&shown, number, "its title and its text");
                    made.push(Line::new(format!("{indent}**{words}**"), number));
                }
                _ => {
                    let rest = if body.is_some() { "; its text stays" } else { "" };
                    log.left_out(&shown, number, format!("{}{rest}", excerpt(&tag.raw)));
                }
            }
            made.push(Line::new("", number));
            made.extend(indented(body.unwrap_or_default(), indent));
            made.push(Line::new("", number));
            made
        }
    }
}

fn indented(body: Vec<Line>, indent: &str) -> Vec<Line> {
    let shifted =
        |line: Line| if line.is_blank() { line } else { Line::new(format!("{indent}{}", line.text), line.number) };
    body.into_iter().map(shifted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::lines_of;

    fn converted(text: &str) -> (String, Vec<String>, Partials) {
        let mut log = Log::new("a.mdx");
        let (lines, partials) = without_scripts(lines_of(text, 1), &mut log);
        let made = joined(&convert(lines, &mut log));
        let tidy: Vec<&str> = made.lines().filter(|line| !line.trim().is_empty()).collect();
        let notes = log
            .constructs
            .into_iter()
            .map(|one| format!("{} {}: {} {}", one.place, one.fate.word(), one.name, one.note));
        (tidy.join("\n"), notes.collect(), partials)
    }

    #[test]
    fn components_with_a_meaning_are_rewritten() {
        let text = "import Tabs from '@theme/Tabs';\nimport Part from './_part.mdx';\nexport const a = {\n  b: 1,\n};\n\n<Tabs>\n  <TabItem value=\"one\" label=\"One\" default>\n\n    First {/* not shown */}text.\n\n  </TabItem>\n  <TabItem value=\"two\">Second</TabItem>\n</Tabs>\n\n```js\nimport x from 'y';\n```\n";
        let (made, notes, partials) = converted(text);
        assert_eq!(
            made,
            "<details open>\n<summary>One</summary>\nFirst text.\n</details>\n<details>\n<summary>two</summary>\nSecond\n</details>\n```js\nimport x from 'y';\n```"
        );
        assert_eq!(partials.get("Part").map(String::as_str), Some("./_part.mdx"));
        assert_eq!(notes.len(), 4, "{notes:?}");
        assert_eq!(
            notes.first().map(String::as_str),
            Some("line 1 left out: MDX import import Tabs from '@theme/Tabs';")
        );
    }

    #[test]
    fn a_script_without_an_end_takes_one_line() {
        let (made, notes, _) = converted("export const a = '(';\n\nText.\n");
        assert_eq!((made.as_str(), notes.len()), ("Text.", 1));
    }

    #[test]
    fn unknown_components_leave_their_text() {
        let text = "<Grid columns={3}>\n<Box\n  to=\"/a\"\n  title=\"A thing\">\nInner\n</Box>\n</Grid>\nIn a <Chip color=\"x\">sentence</Chip>, `<Code>` and List<T>.\n";
        let (made, notes, _) = converted(text);
        assert_eq!(made, "[A thing](/a)\nInner\nIn a sentence, `<Code>` and List<T>.");
        assert_eq!(
            notes,
            [
                "line 2 changed: component Box a link and its text",
                "line 1 left out: component Grid <Grid columns={3}>; its text stays",
                "line 8 left out: component Chip <Chip color=\"x\">",
            ]
        );
    }
}
