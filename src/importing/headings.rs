//! Markdown whose headings are questions.
//!
//! The level of heading that most often asks is the level of the questions. Under a question, a paragraph that begins
//! with "Also asked as" or the like lists other wordings; a bold word at the beginning (`**Yes.**`) is the short
//! answer; a block quote at the end is advice to the author, which must not be sent to a customer, so it goes under a
//! heading of its own beside the answer. Everything else stays as it was written.

use super::answers::{Answered, one_line, write_file};
use super::import::{Import, Source, Written};
use super::plural::plural;
use crate::entry::{Body, Heading, ShortAnswer};
use crate::markdown::slug;
use crate::source::{SourceFile, Span};
use fieldbook_questionnaire::layout::short_answer_words::short_answer_of;
use std::sync::Arc;

/// How a paragraph of other wordings begins, in lower case and without marks.
const ALSO: [&str; 7] = [
    "also asked as",
    "also asked",
    "other wordings",
    "alternates",
    "alternative wordings",
    "also known as",
    "variants",
];
/// Beginnings of questions that need no answer, in lower case.
const ASKING: [&str; 12] =
    ["describe", "provide", "explain", "list", "do ", "does ", "is ", "are ", "how ", "what ", "which ", "please "];

/// Turns each file into a file of answers of the same name; files without questions are left out and named.
pub fn import_headings(sources: &[Source]) -> Import {
    let mut import = Import::default();
    for source in sources {
        let Ok(text) = std::str::from_utf8(&source.bytes) else {
            import.leave_out(&source.path, "no UTF-8 text");
            continue;
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        match read(&source.path, &text, None) {
            None => import.leave_out(&source.path, "no headings that ask"),
            Some(page) => {
                let written = Written { path: target(&source.path), bytes: page.text.into_bytes() };
                import.add(&source.path, written, plural(page.count, "answer"), page.notes);
            }
        }
    }
    import
}

/// Makes a file of answers of one text, with this title; `None` if no heading of it asks.
pub(super) fn answers_page(path: &str, text: &str, title: Option<&str>) -> Option<(String, Vec<String>)> {
    let page = read(path, text, title)?;
    Some((page.text, page.notes))
}

/// Returns the name of the file, since a folder of answers has no deeper order.
fn target(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name);
    format!("{stem}.md")
}

struct Page {
    text: String,
    count: usize,
    notes: Vec<String>,
}

fn read(path: &str, text: &str, title: Option<&str>) -> Option<Page> {
    let file = SourceFile::new(path, text.to_owned());
    let body = Body::scan(text, Span::new(0..text.len()));
    let level = question_level(&body.headings)?;
    let (mut intro, mut answers, mut group) = (Vec::new(), Vec::new(), None::<String>);
    let first = body.headings.first().map_or(text.len(), |heading| heading.span.range().start);
    intro.push(text.get(..first).unwrap_or_default().trim_matches('\n').to_owned());
    let headings: Vec<&Heading> = body.headings.iter().filter(|heading| heading.level <= level).collect();
    for (index, heading) in headings.iter().enumerate() {
        let end = headings.get(index + 1).map_or(text.len(), |next| next.span.range().start);
        let below = text.get(heading.span.range().end..end).unwrap_or_default();
        if heading.level == level {
            answers.push(answered(heading, below, group.as_deref()));
            continue;
        }
        group = (heading.level > 1).then(|| heading.text.clone());
        let shown = if heading.level > 1 { format!("### {}", heading.text) } else { written(&file, heading) };
        intro.push(format!("{shown}\n\n{}", without_rules(below)).trim_matches('\n').to_owned());
    }
    let intro = intro.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let own = || body.headings.iter().all(|heading| heading.level > 1).then(|| name_of(path));
    let title = title.map(str::to_owned).or_else(own);
    let notes = notes(&answers);
    Some(Page { text: write_file(title.as_deref(), &intro, &answers), count: answers.len(), notes })
}

fn written(file: &Arc<SourceFile>, heading: &Heading) -> String {
    file.slice(heading.span).trim_end().to_owned()
}

fn name_of(path: &str) -> String {
    one_line(&target(path).trim_end_matches(".md").replace(['-', '_'], " "))
}

/// Finds the level of 2 to 4 whose headings ask most often; half of them must.
fn question_level(headings: &[Heading]) -> Option<u8> {
    let asks = |heading: &&&Heading| {
        let text = heading.text.to_lowercase();
        text.trim_end().ends_with('?') || ASKING.iter().any(|word| text.starts_with(word))
    };
    let counted = (2..=4).map(|level| {
        let own: Vec<&Heading> = headings.iter().filter(|heading| heading.level == level).collect();
        (own.iter().filter(asks).count(), own.len(), level)
    });
    let best = counted.filter(|(asking, all, _)| *asking > 0 && asking * 2 >= *all);
    best.max_by_key(|(asking, _, level)| (*asking, std::cmp::Reverse(*level))).map(|(_, _, level)| level)
}

fn answered(heading: &Heading, below: &str, group: Option<&str>) -> Answered {
    let mut answer = Answered { question: one_line(&heading.text), ..Answered::default() };
    answer.tags = group.map(slug).into_iter().collect();
    let mut blocks = blocks(&without_rules(below));
    if let Some(index) = blocks.iter().position(|block| other_wordings(block).is_some()) {
        answer.alternates = other_wordings(&blocks.remove(index)).unwrap_or_default();
    }
    let mut guidance = Vec::new();
    while blocks.len() > 1 && blocks.last().is_some_and(|block| block.lines().all(|line| line.starts_with('>'))) {
        guidance.extend(blocks.pop());
    }
    guidance.reverse();
    answer.short = blocks.first().and_then(|block| short_answer(block));
    answer.guidance = guidance.join("\n\n");
    answer.text = blocks.join("\n\n");
    answer
}

/// Splits at empty lines outside fences.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let (mut is_open, mut is_fenced) = (false, false);
    for line in text.lines() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            is_fenced = !is_fenced;
        }
        if line.trim().is_empty() && !is_fenced {
            is_open = false;
            continue;
        }
        match blocks.last_mut().filter(|_| is_open) {
            Some(block) => {
                block.push('\n');
                block.push_str(line);
            }
            None => blocks.push(line.to_owned()),
        }
        is_open = true;
    }
    blocks
}

/// Takes the rules at both ends away: they parted one question from the next.
fn without_rules(text: &str) -> String {
    let is_rule = |line: &&str| line.trim().is_empty() || matches!(line.trim(), "---" | "***" | "___");
    let lines: Vec<&str> = text.lines().skip_while(is_rule).collect();
    let kept = lines.len() - lines.iter().rev().take_while(|line| is_rule(line)).count();
    lines.into_iter().take(kept).collect::<Vec<_>>().join("\n")
}

/// Reads a paragraph or list of other wordings: `*Also asked as: "…" / "…"*`.
fn other_wordings(block: &str) -> Option<Vec<String>> {
    let bare = one_line(block.trim().trim_matches(|symbol| matches!(symbol, '*' | '_')));
    let lower = bare.to_lowercase();
    let lead = ALSO.iter().find(|lead| lower.starts_with(**lead))?;
    let rest = bare.get(lead.len()..)?.trim_start_matches([':', '*', '_', ' ']);
    let in_quotes: Vec<&str> = rest.split(['"', '“', '”']).skip(1).step_by(2).collect();
    let parts: Vec<&str> = if in_quotes.is_empty() { rest.split(" / ").collect() } else { in_quotes };
    let parts = parts.into_iter().map(|part| part.trim().trim_start_matches("- ").to_owned());
    Some(parts.filter(|part| !part.is_empty()).collect())
}

/// Reads the bold word at the beginning: `**Yes.** …`.
fn short_answer(block: &str) -> Option<ShortAnswer> {
    let word = block.strip_prefix("**")?.split_once("**")?.0;
    short_answer_of(word.trim_end_matches(['.', ',', ':', ' ']))
}

fn notes(answers: &[Answered]) -> Vec<String> {
    let count = |is: fn(&Answered) -> bool| answers.iter().filter(|answer| is(answer)).count();
    let counts = [
        (count(|answer| !answer.alternates.is_empty()), "with other wordings"),
        (count(|answer| answer.short.is_some()), "with a short answer"),
        (count(|answer| !answer.guidance.is_empty()), "with advice, now under `### Guidance`"),
        (count(|answer| answer.text.contains("[[")), "with blanks to fill in (`[[ … ]]`)"),
        (count(|answer| answer.text.trim().is_empty()), "without a text"),
    ];
    counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
}
