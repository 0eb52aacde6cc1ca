//! HTML in Markdown that the page does not show.

use crate::config::RawHtml;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::markdown::lost_html;
use crate::rules::own_subject::OwnSubject;
use crate::source::Span;

/// A page loses text because raw HTML is left out of it.
pub(crate) static RULE: Rule = Rule {
    id: "style/dropped-html",
    family: Family::Style,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A page leaves out HTML with text or pictures in it.",
    help: "Write it as Markdown, or set `raw_html = \"sanitise\"` in site.toml.",
    page: include_str!("dropped_html.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if subject.vocabularies.settings.site.raw_html != RawHtml::Drop {
        return Vec::new();
    }
    let Some(lost) = lost_html(subject.entry.text()) else { return Vec::new() };
    let characters = counted(lost.characters, "character of text", "characters of text");
    let embedded = counted(lost.embedded, "picture or embedded object", "pictures or embedded objects");
    let parts: Vec<String> = [characters, embedded].into_iter().flatten().collect();
    let message = format!("the page leaves out raw HTML with {}", parts.join(" and "));
    let first_line = subject.entry.text().get(lost.first.clone()).and_then(|html| html.lines().next());
    let first = lost.first.start..lost.first.start + first_line.map_or(0, str::len);
    let finding = subject.finding(&RULE, Span::new(first).shifted(subject.entry.body.span.start), message);
    vec![finding.subject("raw HTML").count(lost.characters as u64)]
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
}
