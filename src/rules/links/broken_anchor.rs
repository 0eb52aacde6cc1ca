//! Links to parts of a page that it does not have.

use super::respelling::target_span;
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity, respelt};
use crate::library::Target;
use crate::rules::quotable::is_quotable;
use crate::rules::subject::Subject;
use crate::values::nearest;

/// A link leads to a heading that its page does not have.
pub(crate) static RULE: Rule = Rule {
    id: "links/broken-anchor",
    family: Family::Links,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A link leads to a heading or a claim that its page does not have.",
    help: "Correct the part after `#`.",
    page: include_str!("broken_anchor.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let links = subject.entry.body.links.iter().zip(subject.targets());
    let broken = links.filter_map(|(link, target)| {
        let (page, anchor) = match target {
            Target::Entry(entry, Some(anchor)) => (entry, anchor),
            Target::Anchor(anchor) => (subject.entry, anchor),
            _ => return None,
        };
        if has_anchor(page, anchor) {
            return None;
        }
        let headings = || page.body.headings.iter().map(|heading| heading.anchor.as_str());
        let hint = nearest(anchor, headings()).map_or(String::new(), |near| format!("; did you mean `#{near}`?"));
        let name = format!("#{anchor}");
        let what = if is_quotable(&name) { format!("no heading `{name}`") } else { "no such heading".to_owned() };
        let message = format!("`{}` has {what}{hint}", page.id);
        let finding = subject.finding(&RULE, link.target.span, message);
        let span = target_span(subject, link);
        let written = span.map_or("", |span| subject.entry.file.slice(span));
        let head = written.strip_suffix(anchor.as_str()).filter(|head| head.ends_with('#'));
        Some(match (span, head, respelt(anchor, headings())) {
            (Some(span), Some(head), Some(meant)) => finding.fix(span, format!("{head}{meant}")),
            _ => finding,
        })
    });
    broken.collect()
}

/// Returns whether `entry`, or the file it shares with others, has a place called `anchor`.
fn has_anchor(entry: &Entry, anchor: &str) -> bool {
    let is_heading = entry.body.headings.iter().any(|heading| heading.anchor == anchor);
    if is_heading || entry.claim(anchor).is_some() || anchor == "top" {
        return true;
    }
    let text = entry.file.text();
    let own = ["id=\"", "name=\"", "id='", "name='"].iter().any(|mark| {
        text.match_indices(mark).any(|(index, _)| {
            text.get(index + mark.len()..)
                .and_then(|rest| rest.strip_prefix(anchor))
                .is_some_and(|rest| rest.starts_with(['"', '\'']))
        })
    });
    own || shares_heading(entry, anchor)
}

/// Looks at the headings of the whole file: the answers of one file are on one page.
fn shares_heading(entry: &Entry, anchor: &str) -> bool {
    let is_whole = entry.kind != crate::kinds::Kind::Answers && entry.kind != crate::kinds::Kind::Answer;
    let mut anchors = crate::markdown::Anchors::default();
    let headings = entry.file.text().lines().filter(|line| line.starts_with('#'));
    !is_whole && headings.map(|line| anchors.next(line.trim_start_matches('#'))).any(|known| known == anchor)
}
