//! What elements of HTML mean for the text in them, and which of them end others.

use html5ever::tokenizer::Tag;

/// The number of meanings.
pub(super) const MEANINGS: usize = 7;

/// What an open element means for the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Struck through.
    Struck,
    /// Folded away, or not shown.
    Folded,
    /// No text of the page: a style, a fallback.
    Skipped,
    /// Perhaps the mark of a note.
    Raised,
    /// A script with the data of the page.
    Data,
    /// A heading.
    Heading,
    /// It only ends what it contains.
    Plain,
}

/// Returns what an element that begins with `tag` means, by its name, its attributes and its classes.
pub(super) fn meaning(tag: &Tag) -> Meaning {
    let value = |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| &*one.value);
    let style: String = value("style").unwrap_or_default().split_whitespace().collect::<String>().to_ascii_lowercase();
    let has_class =
        |name: &str| value("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == name));
    match &*tag.name {
        "script" if is_data(value("type"), value("id")) => Meaning::Data,
        "style" | "noscript" | "iframe" | "noframes" | "xmp" | "script" => Meaning::Skipped,
        _ if style.contains("line-through") || has_class("line-through") => Meaning::Struck,
        "del" | "s" | "strike" => Meaning::Struck,
        "template" => Meaning::Folded,
        "details" if value("open").is_none() => Meaning::Folded,
        _ if value("hidden").is_some() || value("aria-hidden") == Some("true") => Meaning::Folded,
        _ if style.contains("display:none") || style.contains("visibility:hidden") => Meaning::Folded,
        // Text for screen readers, by its usual style and the names that style sheets give it.
        _ if style.contains("clip:rect(") || style.contains("width:1px") && style.contains("height:1px") => {
            Meaning::Folded
        }
        _ if value("class").is_some_and(is_for_screen_readers) => Meaning::Folded,
        "sup" => Meaning::Raised,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "legend" | "caption" | "dt" => Meaning::Heading,
        _ if value("class").is_some_and(is_title) => Meaning::Heading,
        _ => Meaning::Plain,
    }
}

/// Returns whether one of the classes is that of text which only screen readers read.
fn is_for_screen_readers(classes: &str) -> bool {
    let names =
        ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "show-for-sr"];
    let is_it = |class: &str| {
        let prefix = names.iter().find_map(|name| class.strip_suffix(name));
        prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('-'))
    };
    classes.split_whitespace().any(|class| class != "not-sr-only" && is_it(class))
}

/// Returns whether one of the classes is that of the title of a box.
fn is_title(classes: &str) -> bool {
    let endings = ["-title", "-heading", "__title", "__heading"];
    classes.split_whitespace().any(|class| endings.iter().any(|ending| class.ends_with(ending)))
}

/// Returns whether a script can hold the texts of the page: JSON, or the calls with which frameworks pass data.
fn is_data(kind: Option<&str>, id: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    id == Some("__NEXT_DATA__") || kind.is_empty() || kind.contains("json") || kind.contains("javascript")
}

/// Returns the open elements that the start of an element called `name` ends.
pub(super) fn implied_end(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "li" => Some(&["li"]),
        "dt" | "dd" => Some(&["dt", "dd"]),
        "td" | "th" => Some(&["td", "th"]),
        "tr" => Some(&["tr"]),
        "option" => Some(&["option"]),
        "address" | "article" | "aside" | "blockquote" | "details" | "div" | "dl" | "fieldset" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "main" | "nav" | "ol"
        | "p" | "pre" | "section" | "table" | "ul" => Some(&["p"]),
        _ => None,
    }
}

/// Returns whether elements outside of one called `name` stay open.
pub(super) fn is_scope(name: &str) -> bool {
    matches!(name, "table" | "ul" | "ol" | "dl" | "select" | "button" | "template" | "div" | "section" | "article")
}

/// The elements that are lines of their own, sorted.
const BLOCKS: [&str; 53] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "label",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Returns whether an element called `name` is a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sorted_so_that_each_is_found() {
        assert!(BLOCKS.is_sorted());
        assert!(BLOCKS.iter().all(|name| is_block(name)) && !is_block("b"));
    }
}
