//! Blocks of MkDocs whose text is indented: admonitions (`!!!`), details (`???`) and tabs (`===`).

use super::callout::{Fold, callout, details};
use super::lines::{Line, code_mask, dedented, indent};
use super::log::Log;

/// The first line of such a block.
enum Head {
    Admonition { word: String, title: Option<String> },
    Details { word: String, title: Option<String>, fold: Fold },
    Tab { title: String },
}

/// Rewrites the blocks in `lines`.
pub(super) fn convert(lines: &[Line], log: &mut Log) -> Vec<Line> {
    let code = code_mask(lines);
    let mut made = Vec::with_capacity(lines.len());
    let (mut at, mut after_tab) = (0, false);
    while let Some(line) = lines.get(at) {
        let head = if code.get(at) == Some(&true) { None } else { Head::read(line.text.trim()) };
        let Some(head) = head else {
            after_tab = after_tab && line.is_blank();
            made.push(line.clone());
            at += 1;
            continue;
        };
        let own = indent(&line.text);
        let rest = lines.get(at + 1..).unwrap_or_default();
        let mut length = rest.iter().take_while(|line| line.is_blank() || indent(&line.text) >= own + 4).count();
        while length > 0 && rest.get(length - 1).is_some_and(Line::is_blank) {
            length -= 1;
        }
        let body = dedented(rest.get(..length).unwrap_or_default(), own + 4);
        let body = convert(&body, log);
        let is_tab = matches!(head, Head::Tab { .. });
        made.extend(head.write(
            &body,
            &" ".repeat(own),
            if after_tab { Fold::Closed } else { Fold::Open },
            line.number,
            log,
        ));
        after_tab = is_tab;
        at += 1 + length;
    }
    made
}

impl Head {
    fn read(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("===") {
            let rest = rest.trim_start_matches(['!', '+']).trim();
            return quoted(rest).map(|title| Self::Tab { title });
        }
        if let Some(rest) = text.strip_prefix("!!!") {
            let (word, title) = word_and_title(rest)?;
            return Some(Self::Admonition { word, title });
        }
        let rest = text.strip_prefix("???")?;
        let (rest, fold) = rest.strip_prefix('+').map_or((rest, Fold::Closed), |rest| (rest, Fold::Open));
        let (word, title) = word_and_title(rest)?;
        Some(Self::Details { word, title, fold })
    }

    fn write(self, body: &[Line], indent: &str, fold_of_tab: Fold, number: usize, log: &mut Log) -> Vec<Line> {
        match self {
            Self::Admonition { word, title } => {
                log.carried("admonition", number);
                callout(&word, title.as_deref(), body, indent, number)
            }
            Self::Details { word, title, fold } => {
                log.carried("details", number);
                let title = title.unwrap_or_else(|| super::callout::capitalised(&word));
                details(&title, fold, body, indent, number)
            }
            Self::Tab { title } => {
                log.changed("tab", number, "each tab is a part that a reader opens");
                details(&title, fold_of_tab, body, indent, number)
            }
        }
    }
}

/// Reads `note "Title"`, in which further words are classes of the style.
fn word_and_title(rest: &str) -> Option<(String, Option<String>)> {
    let rest = rest.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.trim_end().trim_end_matches('"').replace("\\\"", "\""))),
        None => (rest, None),
    };
    let word = words
        .split_whitespace()
        .next()
        .filter(|word| word.chars().all(|symbol| symbol.is_alphanumeric() || "-_".contains(symbol)));
    match (word, &title) {
        (Some(word), _) => Some((word.to_owned(), title)),
        (None, Some(_)) => Some(("note".to_owned(), title)),
        (None, None) => None,
    }
}

fn quoted(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let inner = text.get(1..)?;
    inner.strip_suffix(sign).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::{joined, lines_of};

    #[test]
    fn boxes_and_tabs_have_the_forms_of_this_program() {
        let text = "A\n\n!!! danger inline end \"Look *out*\"\n    One.\n\n    ```\n    !!! note\n    ```\n\n    ??? note\n        Two.\nB\n\n=== \"C\"\n\n    c\n\n=== \"D\"\n\n    d\n\n!!! tip \"\"\n    Three\n";
        let mut log = Log::new("a.md");
        let made = joined(&convert(&lines_of(text, 1), &mut log));
        let tidy: Vec<&str> = made.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            tidy,
            [
                "A",
                "> [!CAUTION]",
                "> **Look *out***",
                ">",
                "> One.",
                ">",
                "> ```",
                "> !!! note",
                "> ```",
                ">",
                ">",
                "> <details>",
                "> <summary>Note</summary>",
                ">",
                "> Two.",
                ">",
                "> </details>",
                "B",
                "<details open>",
                "<summary>C</summary>",
                "c",
                "</details>",
                "<details>",
                "<summary>D</summary>",
                "d",
                "</details>",
                "> [!TIP]",
                "> Three"
            ]
        );
        let names: Vec<(&str, &str)> =
            log.constructs.iter().map(|one| (one.name.as_str(), one.place.as_str())).collect();
        assert_eq!(
            names,
            [
                ("details", "line 10"),
                ("admonition", "line 3"),
                ("tab", "line 14"),
                ("tab", "line 18"),
                ("admonition", "line 22")
            ]
        );
    }

    #[test]
    fn headings_and_emphasis_are_no_blocks() {
        let text = "===\n!!!\n??? \n=== C\ntext !!! note\n";
        let mut log = Log::new("a.md");
        assert_eq!(joined(&convert(&lines_of(text, 1), &mut log)), text);
        assert_eq!(log.constructs, []);
    }
}
