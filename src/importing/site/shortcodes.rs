//! Shortcodes of Hugo: `{{< name … >}}` and `{{% name … %}}`.

use super::callout::{Fold, callout, details, first_open, is_kind};
use super::lines::{Line, common_indent, dedented};
use super::log::{Log, excerpt};
use super::tags::{Arguments, Block, Tag, TagForm, joined_tags, replaced, rewritten, separated};
use std::ops::Range;

/// What shortcodes may ask for.
pub(super) trait Lookup {
    /// Returns the parameter of the page or the site called `name`.
    fn parameter(&self, name: &str) -> Option<String>;
    /// Returns the text of the file at `path`, and what the shortcodes in it may ask for.
    fn file(&self, path: &str) -> Result<(String, Box<dyn Lookup + '_>), &'static str>;
}

/// The shortcodes that are parts of a sentence.
const INLINE: [&str; 9] = ["param", "ref", "relref", "site", "link", "abbr", "icon", "version", "glossary_tooltip"];

/// Rewrites the shortcodes with a plain meaning in `lines`.
pub(super) fn convert(lines: Vec<Line>, lookup: &dyn Lookup, log: &mut Log) -> Vec<Line> {
    let mut lines = joined_tags(lines, |text| {
        let open = text.matches("{{<").count() + text.matches("{{%").count();
        open > text.matches(">}}").count() + text.matches("%}}").count()
    });
    replaced(&mut lines, scan, &mut |tag, number| inline(tag, number, lookup, log));
    let lines = separated(lines, scan, &|tag, before| !INLINE.contains(&tag.name.as_str()) && !is_in_code(before));
    rewritten(&lines, scan, &mut |block| write(block, lookup, log))
}

fn is_in_code(before: &str) -> bool {
    before.matches('`').count() % 2 == 1
}

/// Finds the next shortcode; escaped ones (`{{</* … */>}}`) are text.
fn scan(text: &str) -> Option<(Range<usize>, Tag)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("{{")?;
        let rest = text.get(start + 2..)?;
        let end = match rest.chars().next() {
            Some('<') => ">}}",
            Some('%') => "%}}",
            _ => {
                from = start + 2;
                continue;
            }
        };
        let inner = rest.get(1..)?;
        let length = inner.find(end)?;
        let words = inner.get(..length)?;
        let range = start..start + 3 + length + 3;
        if words.trim_start().starts_with("/*") {
            from = range.end;
            continue;
        }
        let raw = text.get(range.clone())?.to_owned();
        return Some((range, tag_of(words, raw)));
    }
}

fn tag_of(words: &str, raw: String) -> Tag {
    let words = words.trim();
    let (words, form) = if let Some(rest) = words.strip_prefix('/') {
        (rest.trim(), TagForm::Close)
    } else if let Some(rest) = words.strip_suffix('/') {
        (rest.trim(), TagForm::Alone)
    } else {
        (words, TagForm::Open)
    };
    let (name, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    Tag { name: name.to_owned(), form, arguments: arguments(rest), raw }
}

/// Reads `"one" two key="three"`.
pub(super) fn arguments(text: &str) -> Arguments {
    let mut arguments = Arguments::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end =
            rest.find(|symbol: char| symbol.is_whitespace() || matches!(symbol, '=' | '"' | '`')).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (key, after) = match after.strip_prefix('=') {
            Some(after) if !word.is_empty() => (Some(word), after),
            _ if word.is_empty() => (None, after),
            _ => {
                arguments.positional.push(word.to_owned());
                rest = after.trim_start();
                continue;
            }
        };
        let (value, after) = value_of(after);
        match key {
            Some(key) => arguments.named.push((key.to_owned(), value)),
            None => arguments.positional.push(value),
        }
        rest = after.trim_start();
    }
    arguments
}

/// Reads a value at the beginning of `text`; at least one character is taken.
fn value_of(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '`' | '\'')) else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim_start_matches('=').to_owned(), rest);
    };
    let mut value = String::new();
    let mut symbols = text.char_indices().skip(1);
    while let Some((at, symbol)) = symbols.next() {
        match symbol {
            '\\' if quote == '"' => value.extend(symbols.next().map(|(_, escaped)| escaped)),
            symbol if symbol == quote => return (value, text.get(at + 1..).unwrap_or_default()),
            symbol => value.push(symbol),
        }
    }
    (value, "")
}

/// Returns what a shortcode within a sentence becomes; `None` if it stays.
fn inline(tag: &Tag, number: usize, lookup: &dyn Lookup, log: &mut Log) -> Option<String> {
    let first = |names: &[&str]| tag.arguments.at_or_named(0, names).map(str::to_owned);
    match tag.name.as_str() {
        "param" | "site" => {
            let value = lookup.parameter(&first(&["name", "key"])?)?;
            log.changed("shortcode param", number, "its present value");
            Some(value)
        }
        "ref" | "relref" => {
            log.carried(&format!("shortcode {}", tag.name), number);
            Some(format!("{}{}", super::links::HUGO_REF, first(&["path"])?.replace(' ', "%20")))
        }
        "abbr" | "glossary_tooltip" => {
            let text = tag.arguments.named(&["text", "term", "term_id"]).map(str::to_owned).or_else(|| first(&[]))?;
            log.changed(&format!("shortcode {}", tag.name), number, "its words alone");
            Some(text)
        }
        _ => None,
    }
}

fn write(block: Block<'_>, lookup: &dyn Lookup, log: &mut Log) -> Vec<Line> {
    let Block { tag, body, indent, number } = block;
    let arguments = &tag.arguments;
    let name = tag.name.as_str();
    let shown = format!("shortcode {name}");
    let line = |text: String| vec![Line::new(format!("{indent}{text}"), number)];
    let short_name = name.rsplit('/').next().unwrap_or(name);
    if let (Some((word, title)), Some(body)) = (box_of(short_name, arguments), &body) {
        log.carried(&shown, number);
        return callout(&word, title.as_deref(), &dedented(body, common_indent(body)), indent, number);
    }
    match (short_name, body) {
        ("details" | "expand" | "collapse" | "accordion", Some(body)) => {
            log.carried(&shown, number);
            let title = arguments.named(&["title", "summary"]).or(arguments.positional.first().map(String::as_str));
            let fold = if arguments.named(&["open"]) == Some("true") { Fold::Open } else { Fold::Closed };
            details(title.unwrap_or("Details"), fold, &dedented(&body, common_indent(&body)), indent, number)
        }
        ("tab" | "tabitem" | "tabcontent", Some(body)) => {
            log.changed(&shown, number, "each tab is a part that a reader opens");
            let title = arguments
                .named(&["header", "name", "title", "label", "tabName"])
                .or(arguments.positional.first().map(String::as_str));
            let body = tab_code(dedented(&body, common_indent(&body)), arguments, number);
            details(title.unwrap_or("Tab"), Fold::Closed, &body, indent, number)
        }
        ("tabs" | "tabpane" | "codetabs" | "tabset", Some(body)) => first_open(body),
        ("highlight", Some(body)) => {
            log.carried(&shown, number);
            fenced(&body, arguments.positional.first().map_or("", String::as_str), indent, number)
        }
        ("code-toggle", Some(body)) => {
            log.changed(&shown, number, "in the one form in which it is written");
            fenced(&body, settings_language(&body), indent, number)
        }
        ("mermaid", Some(body)) => {
            log.carried(&shown, number);
            fenced(&body, "mermaid", indent, number)
        }
        ("figure" | "imgproc" | "img" | "image", body) => match arguments.at_or_named(0, &["src", "link"]) {
            Some(source) => {
                log.carried(&shown, number);
                let caption = arguments.named(&["caption", "title"]).map(str::to_owned);
                let alternative = arguments.named(&["alt"]).or(caption.as_deref()).unwrap_or_default().to_owned();
                let mut made = line(format!("![{alternative}]({})", source.replace(' ', "%20")));
                if let Some(caption) = caption.filter(|caption| *caption != alternative) {
                    made.extend([Line::new("", number), Line::new(format!("{indent}*{caption}*"), number)]);
                }
                made.extend(body.unwrap_or_default());
                made
            }
            None => left_out(tag, body, number, log),
        },
        ("youtube" | "vimeo", _) => match arguments.at_or_named(0, &["id"]) {
            Some(id) => {
                log.changed(&shown, number, "a link to the video");
                let title = arguments.named(&["title"]).unwrap_or("Video");
                let site =
                    if short_name == "youtube" { "https://www.youtube.com/watch?v=" } else { "https://vimeo.com/" };
                line(format!("[{title}]({site}{id})"))
            }
            None => left_out(tag, None, number, log),
        },
        ("include" | "readfile" | "snippet", _) => included(tag, indent, number, lookup, log),
        (_, body) => left_out(tag, body, number, log),
    }
}

/// Returns the word and the title of the box that a shortcode makes.
fn box_of(name: &str, arguments: &Arguments) -> Option<(String, Option<String>)> {
    let named = arguments.named(&["title", "heading"]).map(str::to_owned);
    let first = arguments.positional.first().map(String::as_str);
    match name {
        "alert" | "notice" | "callout" | "admonition" | "hint" | "pageinfo" | "block" => {
            let word =
                arguments.named(&["color", "type", "level", "context", "style", "kind"]).or(first).unwrap_or("note");
            let known = if is_kind(word) { word } else { "note" };
            let title = named.or_else(|| arguments.positional.get(1).cloned());
            Some((known.to_owned(), title))
        }
        name if is_kind(name) => Some((name.to_owned(), named.or_else(|| first.map(str::to_owned)))),
        _ => None,
    }
}

/// Makes the text of a tab that holds code a fence.
fn tab_code(body: Vec<Line>, arguments: &Arguments, number: usize) -> Vec<Line> {
    let is_fenced = body.iter().any(|line| line.text.trim_start().starts_with("```"));
    match arguments.named(&["lang", "codelang"]) {
        Some(language) if !is_fenced => fenced(&body, language, "", number),
        _ => body,
    }
}

fn fenced(body: &[Line], language: &str, indent: &str, number: usize) -> Vec<Line> {
    let mut made = vec![Line::new(format!("{indent}```{language}"), number)];
    made.extend(body.iter().cloned());
    made.push(Line::new(format!("{indent}```"), body.last().map_or(number, |line| line.number)));
    made
}

/// Returns the language of settings that a reader could see in several.
fn settings_language(body: &[Line]) -> &'static str {
    let first = body.iter().map(|line| line.text.trim()).find(|text| !text.is_empty() && !text.starts_with('#'));
    match first.unwrap_or_default() {
        text if text.starts_with('{') => "json",
        text if text.starts_with('[') || text.contains('=') => "toml",
        _ => "yaml",
    }
}

fn included(tag: &Tag, indent: &str, number: usize, lookup: &dyn Lookup, log: &mut Log) -> Vec<Line> {
    let shown = format!("shortcode {}", tag.name);
    let Some(path) = tag.arguments.at_or_named(0, &["file", "path"]) else { return left_out(tag, None, number, log) };
    match lookup.file(path) {
        Err(why) => {
            log.left_out(&shown, number, format!("{path}: {why}"));
            Vec::new()
        }
        Ok((text, inner)) => {
            log.carried(&shown, number);
            let lines: Vec<Line> = text.lines().map(|text| Line::new(format!("{indent}{text}"), number)).collect();
            if tag.arguments.named(&["code"]) == Some("true") {
                fenced(&lines, tag.arguments.named(&["lang"]).unwrap_or_default(), indent, number)
            } else {
                convert(lines, inner.as_ref(), log)
            }
        }
    }
}

/// Takes out the marks of a shortcode that means nothing here; the text between them stays.
fn left_out(tag: &Tag, body: Option<Vec<Line>>, number: usize, log: &mut Log) -> Vec<Line> {
    if tag.form != TagForm::Close {
        let rest = if body.is_some() { "; its text stays" } else { "" };
        log.left_out(&format!("shortcode {}", tag.name), number, format!("{}{rest}", excerpt(&tag.raw)));
    }
    body.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::{joined, lines_of};

    struct Known;

    impl Lookup for Known {
        fn parameter(&self, name: &str) -> Option<String> {
            (name == "version").then(|| "3.6".to_owned())
        }

        fn file(&self, path: &str) -> Result<(String, Box<dyn Lookup + '_>), &'static str> {
            match path {
                "a.md" => Ok(("A".to_owned(), Box::new(Known))),
                "b.md" => Ok(("B {{< param version >}}".to_owned(), Box::new(Known))),
                _ => Err("there is no such file"),
            }
        }
    }

    fn converted(text: &str) -> (String, Vec<String>) {
        let mut log = Log::new("a.md");
        let made = joined(&convert(lines_of(text, 1), &Known, &mut log));
        let tidy: Vec<&str> = made.lines().filter(|line| !line.is_empty()).collect();
        let notes = log.constructs.into_iter().map(|one| format!("{}: {} {}", one.fate.word(), one.name, one.note));
        (tidy.join("\n"), notes.collect())
    }

    #[test]
    fn shortcodes_with_a_plain_meaning_are_rewritten() {
        let text = "{{% alert title=\"One\" color=\"warning\" %}}a {{< param version >}}{{% /alert %}}\n[x]({{< relref \"a b.md#c\" >}})\n{{< figure src=\"a.png\" alt=\"A\" caption=\"C\" >}}\n{{< youtube abc >}}\n{{< readfile file=\"a.md\" code=\"true\" lang=\"sh\" >}}\n{{% include \"b.md\" %}}\n{{< code-toggle >}}\n[[x]]\na = 1\n{{< /code-toggle >}}\n";
        let (made, _) = converted(text);
        assert_eq!(
            made,
            "> [!WARNING]\n> **One**\n>\n> a 3.6\n[x](hugo-ref:a%20b.md#c)\n![A](a.png)\n*C*\n[Video](https://www.youtube.com/watch?v=abc)\n```sh\nA\n```\nB 3.6\n```toml\n[[x]]\na = 1\n```"
        );
    }

    #[test]
    fn tabs_become_parts_and_unknown_ones_are_listed() {
        let text = "{{< tabpane >}}\n{{< tab header=\"Go\" lang=\"go\" >}}\nfunc\n{{< /tab >}}\n{{< /tabpane >}}\n{{< cards a=1 >}}\nb\n{{< /cards >}}\n`{{< code >}}`\n{{</* escaped */>}}\n";
        let (made, notes) = converted(text);
        assert_eq!(
            made,
            "<details open>\n<summary>Go</summary>\n```go\nfunc\n```\n</details>\nb\n`{{< code >}}`\n{{</* escaped */>}}"
        );
        assert_eq!(
            notes,
            [
                "changed: shortcode tab each tab is a part that a reader opens",
                "left out: shortcode cards {{< cards a=1 >}}; its text stays"
            ]
        );
    }

    #[test]
    fn arguments_end() {
        let read = arguments("one \"two three\" k=\"v \\\" w\" j=x `raw` = \"open");
        assert_eq!(read.positional.get(..3), Some(&["one".to_owned(), "two three".to_owned(), "raw".to_owned()][..]));
        assert_eq!(read.named, [("k".to_owned(), "v \" w".to_owned()), ("j".to_owned(), "x".to_owned())]);
    }
}
