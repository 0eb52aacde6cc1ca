//! Links to what has been replaced.

use crate::config::Status;
use crate::entry::{Entry, NamedId};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::library::Target;
use crate::rules::subject::Subject;
use crate::source::Span;

/// A link leads to an entry that was replaced.
pub(crate) static RULE: Rule = Rule {
    id: "links/superseded-target",
    family: Family::Links,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A link or an id leads to an entry that is replaced, deprecated or archived.",
    help: "Lead to what replaces it.",
    page: include_str!("superseded_target.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let links = subject.entry.body.links.iter().zip(subject.targets());
    let linked = links.filter_map(|(link, target)| match target {
        Target::Entry(found, _) => old(subject, found, link.target.span),
        _ => None,
    });
    let named = subject.entry.named_ids().into_iter();
    let named = named.filter_map(|NamedId { id, .. }| match subject.check().library.resolve_id(&id.value) {
        Target::Entry(found, _) if found.supersedes.iter().any(|old| old.value == id.value) => {
            let message = format!("`{}` was replaced", id.value);
            Some(subject.finding(&RULE, id.span, message).help(format!("Write `{}`.", found.id)))
        }
        Target::Entry(found, _) => old(subject, &found, id.span),
        _ => None,
    });
    linked.chain(named).collect()
}

fn old(subject: &Subject<'_>, target: &Entry, span: Span) -> Option<Finding> {
    let successor = subject.shared.successor(&target.id).filter(|id| *id != subject.entry.id);
    let state = match target.status.value {
        Status::Archived => "archived, so it has no page",
        Status::Deprecated => "deprecated",
        _ => successor.map(|_| "replaced")?,
    };
    // Whatever replaces an entry may well say so.
    if subject.entry.supersedes.iter().any(|old| old.value == target.id) {
        return None;
    }
    let finding = subject.finding(&RULE, span, format!("`{}` is {state}", target.id));
    Some(match successor {
        Some(id) => finding.help(format!("Lead to `{id}`, which replaces it.")),
        None => finding,
    })
}
