//! A file of answers, put together.

use crate::entry::ShortAnswer;
use crate::markdown::slug;
use crate::values::quoted;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One question with its answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Answered {
    /// The question, on one line.
    pub(super) question: String,
    /// Other wordings.
    pub(super) alternates: Vec<String>,
    /// The answer in one word.
    pub(super) short: Option<ShortAnswer>,
    /// Names to filter by.
    pub(super) tags: Vec<String>,
    /// Documents behind the answer.
    pub(super) evidence: Vec<String>,
    /// Further fields, with their values as YAML.
    pub(super) fields: Vec<(String, String)>,
    /// What has no field: name and text, kept as comments.
    pub(super) kept: Vec<(String, String)>,
    /// The answer's text.
    pub(super) text: String,
    /// Advice to the author, which is not part of the answer.
    pub(super) guidance: String,
}

/// Writes a file of answers: front matter, `intro`, and one heading for each question.
pub(super) fn write_file(title: Option<&str>, intro: &str, answers: &[Answered]) -> String {
    let mut text = "---\nkind: answers\n".to_owned();
    if let Some(title) = title {
        push(&mut text, "title", title);
    }
    text.push_str("status: unreviewed\n---\n");
    if !intro.trim().is_empty() {
        text.push('\n');
        text.push_str(intro.trim_matches('\n'));
        text.push('\n');
    }
    let mut taken = BTreeSet::new();
    for answer in answers {
        let name = slug(&answer.question).trim_matches('-').to_owned();
        let mut own = name.clone();
        let mut count = 1;
        while !taken.insert(own.clone()) {
            count += 1;
            own = format!("{name}-{count}");
        }
        let id = (own != name).then_some(own.as_str());
        write_answer(&mut text, answer, id);
    }
    text
}

fn write_answer(text: &mut String, answer: &Answered, id: Option<&str>) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\n## {}\n", heading(&answer.question));
    let fence = fence(answer, id);
    if !fence.is_empty() {
        let _ = write!(text, "\n```yaml\n{fence}```\n");
    }
    let body = answer.text.trim_matches('\n');
    if !answer.guidance.trim().is_empty() {
        let guidance = answer.guidance.trim_matches('\n');
        let _ = write!(text, "\n### Standard\n\n{body}\n\n### Guidance\n\n{guidance}\n");
    } else if !body.is_empty() {
        let _ = write!(text, "\n{body}\n");
    }
}

fn fence(answer: &Answered, id: Option<&str>) -> String {
    let mut fence = String::new();
    if let Some(id) = id {
        push(&mut fence, "id", id);
    }
    if let Some(short) = answer.short {
        let _ = writeln!(fence, "short_answer: {}", short.word());
    }
    if !answer.alternates.is_empty() {
        fence.push_str("alternates:\n");
        for alternate in &answer.alternates {
            let _ = writeln!(fence, "  - {}", quoted(alternate));
        }
    }
    for (key, texts) in [("tags", &answer.tags), ("evidence", &answer.evidence)] {
        if !texts.is_empty() {
            let list: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            let _ = writeln!(fence, "{key}: [{}]", list.join(", "));
        }
    }
    for (name, value) in &answer.fields {
        let _ = writeln!(fence, "{name}: {value}");
    }
    for (name, value) in &answer.kept {
        // A comment that begins like a fence would end the one around it.
        let value = value.lines().map(str::trim).collect::<Vec<_>>().join(" / ");
        let _ = writeln!(fence, "# {}: {value}", one_line(name));
    }
    fence
}

fn push(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key}: {}", quoted(value));
}

/// Folds white space, so that a text fits on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps Markdown from reading the last mark of a question as the end of a heading or of its attributes.
fn heading(question: &str) -> String {
    let question = one_line(question);
    match question.chars().next_back() {
        Some(last @ ('#' | '}')) => format!("{}\\{last}", question.trim_end_matches(last)),
        _ => question,
    }
}

/// Keeps plain text from being read as headings, rules or fences; soft line ends become line ends.
pub(super) fn plain(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let start = line.trim_start();
        let is_rule = start.len() >= 2 && start.chars().all(|symbol| matches!(symbol, '=' | '-'));
        let is_marked = start.starts_with('#') || start.starts_with("```") || start.starts_with("~~~") || is_rule;
        lines.push(if is_marked { format!("\\{start}") } else { line.trim_end().to_owned() });
    }
    lines.join("\n")
}
