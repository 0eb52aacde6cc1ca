//! Diagrams that cannot be drawn, whose readers see the source instead.

use crate::diagrams::DiagramError;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::markdown::Markdown;
use crate::rules::subject::Subject;
use crate::source::Span;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// A Mermaid fence gives no drawing.
pub(crate) static RULE: Rule = Rule {
    id: "architectures/undrawn-diagram",
    family: Family::Architectures,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A Mermaid diagram cannot be drawn; the page shows its source.",
    help: "Fix the source at the given line, or split the diagram.",
    page: include_str!("undrawn_diagram.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(renderer), entry) = (subject.check().diagrams, subject.entry) else { return Vec::new() };
    if !entry.text().contains("mermaid") {
        return Vec::new();
    }
    let undrawn = |fence: Fence| {
        let fault = renderer.render(&fence.source).err()?;
        let span = faulty_line(entry.text(), &fence, &fault).shifted(entry.body.span.start);
        Some(subject.finding(&RULE, span, format!("this diagram is not drawn: {}", fault.message)))
    };
    fences(entry.text()).into_iter().filter_map(undrawn).collect()
}

/// A Mermaid fence of a body.
struct Fence {
    /// What is between the marks.
    source: String,
    /// The bytes of the body from the first mark to the last.
    bytes: std::ops::Range<usize>,
}

fn fences(body: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<Fence> = None;
    for (event, bytes) in Markdown::new(body).events() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) if is_mermaid(&words) => {
                open = Some(Fence { source: String::new(), bytes });
            }
            Event::Text(text) => open.iter_mut().for_each(|fence| fence.source.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            _ => {}
        }
    }
    fences
}

/// Reads the first word after the marks as the page does.
fn is_mermaid(words: &str) -> bool {
    words.split([' ', ',', '{']).next().is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
}

/// Returns the line that the fault is about, without its indentation; the fence's first where the fault has none.
fn faulty_line(body: &str, fence: &Fence, fault: &DiagramError) -> Span {
    let text = body.get(fence.bytes.clone()).unwrap_or_default();
    let faulty_line = fault.line.map_or(0, |line| line + 1);
    let mut start = fence.bytes.start;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index == faulty_line {
            let indentation = line.len() - line.trim_start().len();
            return Span::new(start + indentation..start + line.trim_end().len().max(indentation));
        }
        start += line.len();
    }
    Span::new(fence.bytes.start..fence.bytes.start)
}
