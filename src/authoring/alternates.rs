//! Other wordings added to the front matter of an answer; the rest of its file stays byte for byte.

use crate::entry::{Entry, KindFields};

/// A text to be inserted into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Before which byte.
    pub offset: usize,
    /// What.
    pub text: String,
}

/// Returns where and how `wordings` are added to the `alternates` of `entry`; `None` if its file is written in a form in
/// which there is no certain place. The caller reads the file again and compares.
pub fn add_alternates(entry: &Entry, wordings: &[String]) -> Option<Insertion> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return None };
    let text = entry.file.text();
    let quoted: Vec<String> = wordings.iter().map(|wording| double_quoted(wording)).collect();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(last) = answer.alternates.last() else {
        let short = answer.short_answer.as_ref().map(|short| short.span);
        let anchor = answer.question.as_ref().map(|question| question.span).or(short)?;
        let offset = line_start(text, anchor.start as usize)?;
        let indent = text.get(offset..)?.chars().take_while(|symbol| *symbol == ' ').collect::<String>();
        return Some(Insertion { offset, text: format!("{indent}alternates: [{}]{end}", quoted.join(", ")) });
    };
    let (from, to) = (last.span.start as usize, last.span.end as usize);
    let start = line_start(text, from)?;
    let before = text.get(start..from)?.trim_end_matches(['"', '\'']);
    if before.trim() == "-" {
        let offset = to + text.get(to..)?.find(['\r', '\n'])?;
        let item = format!("{end}{before}");
        return Some(Insertion { offset, text: format!("{item}{}", quoted.join(&item)) });
    }
    // The span of a quoted value may or may not have its quotes.
    let is_quote = |symbol: char| symbol == '"' || symbol == '\'';
    let opening = text.get(..from)?.chars().next_back().filter(|symbol| is_quote(*symbol));
    let has_closing = opening.is_some_and(|quote| text.get(to..).is_some_and(|rest| rest.starts_with(quote)));
    let offset = if has_closing { to + 1 } else { to };
    Some(Insertion { offset, text: format!(", {}", quoted.join(", ")) })
}

fn line_start(text: &str, at: usize) -> Option<usize> {
    Some(text.get(..at)?.rfind('\n').map_or(0, |index| index + 1))
}

/// Returns `text` in double quotes; what JSON escapes, YAML reads too (YAML 1.2.2, section 5.7).
pub(super) fn double_quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
