//! The forms that pages of this program have for boxes and for what a reader opens.

use super::lines::{Line, code_mask, trimmed};

/// Returns the kind of callout for the word of another tool, and whether that word says more than the kind.
fn kind_of(word: &str) -> (&'static str, bool) {
    match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "primary" | "secondary" | "default" | "seealso" | "light" => ("NOTE", false),
        "tip" | "hint" | "success" | "check" | "done" => ("TIP", false),
        "important" => ("IMPORTANT", false),
        "warning" | "warn" | "attention" => ("WARNING", false),
        "caution" | "danger" | "error" | "failure" | "fail" => ("CAUTION", false),
        _ => ("NOTE", true),
    }
}

/// Returns whether `word` names a kind of callout in one of the other tools.
pub(super) fn is_kind(word: &str) -> bool {
    let others = [
        "abstract",
        "summary",
        "tldr",
        "todo",
        "question",
        "help",
        "faq",
        "missing",
        "bug",
        "example",
        "snippet",
        "quote",
        "cite",
        "admonition",
        "callout",
        "security",
        "versionadded",
        "deprecated",
    ];
    !kind_of(word).1 || others.contains(&word.to_ascii_lowercase().as_str())
}

/// Makes a callout of `body`; `title` is what the author wrote, `None` if nothing.
pub(super) fn callout(word: &str, title: Option<&str>, body: &[Line], indent: &str, number: usize) -> Vec<Line> {
    let (kind, says_more) = kind_of(word);
    let own = (says_more && title.is_none()).then(|| capitalised(word));
    let title = title.map(str::to_owned).or(own).filter(|title| {
        let is_default = title.eq_ignore_ascii_case(kind) || title.eq_ignore_ascii_case(word) && !says_more;
        !title.trim().is_empty() && !is_default
    });
    let mut made = vec![Line::new("", number), Line::new(format!("{indent}> [!{kind}]"), number)];
    if let Some(title) = title {
        made.push(Line::new(format!("{indent}> **{}**", title.trim()), number));
        made.push(Line::new(format!("{indent}>"), number));
    }
    for line in trimmed(body) {
        let text = if line.is_blank() { format!("{indent}>") } else { format!("{indent}> {}", line.text) };
        made.push(Line::new(text, line.number));
    }
    made.push(Line::new("", made.last().map_or(number, |line| line.number)));
    made
}

/// Rewrites the first lines of callouts that have a title (`> [!NOTE] Title`), that fold, or whose kind is not one of ours.
pub(super) fn with_own_titles(lines: Vec<Line>) -> Vec<Line> {
    let code = code_mask(&lines);
    let mut made = Vec::with_capacity(lines.len());
    for (line, is_code) in lines.into_iter().zip(code) {
        let Some((before, word, title)) = head_of(&line.text).filter(|_| !is_code) else {
            made.push(line);
            continue;
        };
        let (kind, says_more) = kind_of(word);
        let own = (says_more && title.is_empty()).then(|| capitalised(word));
        let title = own.unwrap_or_else(|| title.to_owned());
        made.push(Line::new(format!("{before}[!{kind}]"), line.number));
        if !title.is_empty() {
            made.push(Line::new(format!("{before}**{}**", title.replace("**", "")), line.number));
            made.push(Line::new(before.trim_end(), line.number));
        }
    }
    made
}

/// Reads `> [!word]- Title`: what is before the mark, the word and the title; `None` for other lines.
fn head_of(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[!")?;
    let is_quote = before.contains('>') && before.chars().all(|symbol| matches!(symbol, '>' | ' ' | '\t'));
    let (word, title) = rest.split_once(']')?;
    let is_word = !word.is_empty() && word.chars().all(|symbol| symbol.is_alphanumeric() || symbol == '-');
    // `[!a](b)` is a link.
    let is_link = title.starts_with(['(', '[']);
    (is_quote && is_word && !is_link).then(|| (before, word, title.trim_start_matches(['+', '-']).trim()))
}

/// Whether a reader sees the text at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// It is shown.
    Open,
    /// A reader opens it.
    Closed,
}

/// Makes a part that a reader opens, in the HTML that code hosts show too.
pub(super) fn details(title: &str, fold: Fold, body: &[Line], indent: &str, number: usize) -> Vec<Line> {
    let open = if fold == Fold::Open { " open" } else { "" };
    let title = without_marks(title);
    let mut made = vec![
        Line::new("", number),
        Line::new(format!("{indent}<details{open}>"), number),
        Line::new(format!("{indent}<summary>{title}</summary>"), number),
        Line::new("", number),
    ];
    for line in trimmed(body) {
        let text = if line.is_blank() { String::new() } else { format!("{indent}{}", line.text) };
        made.push(Line::new(text, line.number));
    }
    let last = made.last().map_or(number, |line| line.number);
    made.extend([Line::new("", last), Line::new(format!("{indent}</details>"), last), Line::new("", last)]);
    made
}

/// Opens the first of the parts in `lines`, unless one is open.
pub(super) fn first_open(mut lines: Vec<Line>) -> Vec<Line> {
    let is = |line: &Line, mark: &str| line.text.trim() == mark;
    if !lines.iter().any(|line| is(line, "<details open>"))
        && let Some(first) = lines.iter_mut().find(|line| is(line, "<details>"))
    {
        first.text = first.text.replace("<details>", "<details open>");
    }
    lines
}

/// Returns the text of a title for HTML: no marks of Markdown, no tags.
fn without_marks(title: &str) -> String {
    let mut plain = String::new();
    let mut is_tag = false;
    for symbol in title.trim().chars() {
        match symbol {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '`' | '*' => {}
            '&' if !is_tag => plain.push_str("&amp;"),
            symbol if !is_tag => plain.push(symbol),
            _ => {}
        }
    }
    if plain.trim().is_empty() { "Details".to_owned() } else { plain.trim().to_owned() }
}

/// Returns `word` with a capital at its beginning.
pub(super) fn capitalised(word: &str) -> String {
    let mut symbols = word.chars();
    symbols.next().map_or_else(String::new, |first| first.to_uppercase().chain(symbols).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::{joined, lines_of};

    #[test]
    fn callouts_of_other_dialects_get_a_kind_of_ours_and_their_title() {
        let text = "> [!NOTE] Hugo **modules**\n> Text\n\n- a\n\n  > [!question]- \n  > Text\n\n> [!tip]\n> [!a](b)\n\n```\n> [!note] x\n```\n";
        let made = joined(&with_own_titles(lines_of(text, 1)));
        assert_eq!(
            made,
            "> [!NOTE]\n> **Hugo modules**\n>\n> Text\n\n- a\n\n  > [!NOTE]\n  > **Question**\n  >\n  > Text\n\n> [!TIP]\n> [!a](b)\n\n```\n> [!note] x\n```\n"
        );
    }
}
