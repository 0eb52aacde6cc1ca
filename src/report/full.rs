//! The report for people at a terminal: each finding with its source line, what explains it, its fix and its owner.

use super::contents::{Color, Report};
use super::printable::printable;
use super::shown::{Shown, decisions};
use crate::finding::Severity;
use crate::settled::{Excerpt, SettledPlace};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Renders every finding, a blank line apart, and the summary.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let renderer = match report.color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let mut text = String::new();
    for shown in shown {
        text.push_str(&renderer.render(&[group(shown)]));
        text.push_str("\n\n");
    }
    if let Some((head, decisions)) = decisions(shown).split_first() {
        text.extend([head, "\n"]);
        text.extend(decisions.iter().flat_map(|line| ["  ", line, "\n"]));
    }
    if report.findings.len() > MANY {
        text.push_str(&by_rule(report));
    }
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}; {}", report.summary(), report.verdict());
    for reason in report.reasons() {
        let _ = writeln!(text, "{reason}");
    }
    for line in [report.claims(), report.demonstration()].into_iter().flatten() {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// The most findings that are listed without a count per rule.
const MANY: usize = 20;

/// Counts the findings of each rule, the most frequent first.
fn by_rule(report: &Report<'_>) -> String {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in report.findings {
        *counts.entry((finding.severity, finding.rule.id)).or_default() += 1;
    }
    let mut lines: Vec<_> = counts.into_iter().collect();
    lines.sort_by_key(|((severity, rule), count)| (Reverse(*count), Reverse(*severity), *rule));
    let mut text = String::new();
    for ((severity, rule), count) in lines {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{count:>6} {severity}[{rule}]");
    }
    text
}

fn group<'s>(shown: &'s Shown<'_>) -> Group<'s> {
    let mut elements = place(shown.place, AnnotationKind::Primary, None);
    for (related, words) in &shown.related {
        elements.extend(place(related, AnnotationKind::Context, Some(words)));
    }
    elements.push(Level::HELP.message(shown.help.as_str()).into());
    if let Some(owner) = &shown.owner {
        elements.push(Level::NOTE.with_name("owner").message(owner.as_str()).into());
    }
    level(shown.severity).primary_title(shown.message.as_str()).id(shown.rule.id).elements(elements)
}

/// Returns the source lines of `settled`, or where they are and why they are not shown.
fn place<'s>(settled: &'s SettledPlace, kind: AnnotationKind, words: Option<&'s str>) -> Vec<Element<'s>> {
    let path = printable(&settled.path);
    let why = match &settled.excerpt {
        Excerpt::Lines(lines, meant) => {
            let annotation = kind.span(meant.clone()).label(words);
            let snippet = Snippet::source(lines.as_str()).line_start(settled.start.line as usize).path(path);
            return vec![snippet.annotation(annotation).into()];
        }
        Excerpt::Secret => "the line is not shown: it holds a secret",
        Excerpt::Long => "the line is not shown: it is too long",
    };
    let origin = Origin::path(path).line(settled.start.line as usize).char_column(settled.start.column as usize);
    let words = words.map(|words| Level::NOTE.message(words).into());
    std::iter::once(origin.into()).chain(words).chain([Level::NOTE.message(why).into()]).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}
