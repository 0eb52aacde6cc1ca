//! Diagrams without an alternative text.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::markdown::Markdown;
use crate::rules::subject::Subject;
use crate::source::Span;
use pulldown_cmark::{CodeBlockKind, Event, Tag};

/// A diagram has no words beside it.
pub(crate) static RULE: Rule = Rule {
    id: "architectures/diagram-without-alt",
    family: Family::Architectures,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A diagram has no alternative text.",
    help: "Write the text between `![` and `]`, or `accTitle:` in the Mermaid diagram.",
    page: include_str!("diagram_without_alt.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Architecture || !subject.is_live() {
        return Vec::new();
    }
    let images = entry.body.links.iter().filter(|link| link.is_image && is_silent(entry.file.slice(link.target.span)));
    let mut found: Vec<Finding> =
        images.map(|link| subject.finding(&RULE, link.target.span, "this image has no text")).collect();
    found.extend(
        silent_diagrams(entry.text())
            .into_iter()
            .map(|span| subject.finding(&RULE, span.shifted(entry.body.span.start), "this diagram has no title")),
    );
    found
}

/// Returns whether an image, as written, has nothing between `![` and `]`.
fn is_silent(image: &str) -> bool {
    image.strip_prefix("![").is_some_and(|rest| rest.trim_start().starts_with(']'))
}

fn silent_diagrams(body: &str) -> Vec<Span> {
    if !body.contains("mermaid") {
        return Vec::new();
    }
    let markdown = Markdown::new(body);
    let fences = markdown.events().filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if language.starts_with("mermaid") => Some(range),
        _ => None,
    });
    let is_silent = |text: &str| !text.contains("accTitle") && !text.contains("accDescr");
    fences
        .filter(|range| body.get(range.clone()).is_some_and(is_silent))
        .map(|range| {
            let first_line = body.get(range.clone()).and_then(|text| text.find('\n')).unwrap_or(range.len());
            Span::new(range.start..range.start + first_line)
        })
        .collect()
}
