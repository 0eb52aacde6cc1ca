//! Links and ids that lead nowhere.

use super::respelling::{id_fix, path_fix, target_span};
use crate::entry::{Link, NamedId};
use crate::finding::{Family, Finding, Fix, Floor, Profile, Rule, Severity};
use crate::library::Target;
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;
use crate::values::nearest;

/// A link or an id leads nowhere.
pub(crate) static RULE: Rule = Rule {
    id: "links/broken-internal",
    family: Family::Links,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A link or an id leads to no entry and to no file.",
    help: "Correct it, or take it out.",
    page: include_str!("broken_internal.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let links = subject.entry.body.links.iter().zip(subject.targets());
    let mut found: Vec<Finding> = links.filter_map(|(link, target)| broken(subject, link, target)).collect();
    for NamedId { field, id } in subject.entry.named_ids() {
        let (name, claim) = id.value.split_once('#').unwrap_or((&id.value, ""));
        match subject.check().library.resolve_id(name) {
            Target::Missing(_) => {
                let message = ambiguous(subject, name)
                    .unwrap_or_else(|| format!("entry {} does not exist{}", quoted(name), hint(subject, name)));
                let finding = subject.finding(&RULE, id.span, message).subject(format!("{field}: {}", id.value));
                found.push(with(finding, id_fix(subject, id.span, name)));
            }
            Target::Entry(entry, _) if !claim.is_empty() && entry.claim(claim).is_none() => {
                let message = format!("`{}` has no claim called {}", entry.id, quoted(claim));
                found.push(subject.finding(&RULE, id.span, message).subject(format!("{field}: {}", id.value)));
            }
            _ => {}
        }
    }
    found
}

fn broken(subject: &Subject<'_>, link: &Link, target: &Target) -> Option<Finding> {
    let message = match target {
        Target::Missing(path) if path.is_empty() => "this link has no target".to_owned(),
        Target::Missing(path) => ambiguous(subject, path)
            .filter(|_| link.is_wiki)
            .unwrap_or_else(|| format!("{} does not exist{}", quoted(path), hint(subject, path))),
        Target::Unsafe => "only http, https, mailto and tel links are published".to_owned(),
        Target::Asset(path) if subject.check().assets.is_some_and(|assets| !assets.contains(path)) => {
            format!("file {} does not exist", quoted(path))
        }
        _ => return None,
    };
    let fix = match target {
        Target::Missing(id) if link.is_wiki => target_span(subject, link).and_then(|span| id_fix(subject, span, id)),
        Target::Missing(path) => target_span(subject, link).and_then(|span| path_fix(subject, span, path)),
        _ => None,
    };
    Some(with(subject.finding(&RULE, link.target.span, message), fix))
}

/// Says that several entries have the last part `name`, with all their ids.
fn ambiguous(subject: &Subject<'_>, name: &str) -> Option<String> {
    let ids: Vec<String> =
        subject.check().library.named_alike(name).iter().map(|entry| format!("`{}`", entry.id)).collect();
    let (last, others) = ids.split_last().filter(|(_, others)| !others.is_empty())?;
    Some(format!("{} is ambiguous: write {} or {last}", quoted(name), others.join(", ")))
}

fn with(finding: Finding, fix: Option<Fix>) -> Finding {
    Finding { fix, ..finding }
}

/// Proposes the entry whose id is nearest to `path`, compared without its root and its extension.
fn hint(subject: &Subject<'_>, path: &str) -> String {
    let root = subject.entry.root.as_ref();
    let bare = path.strip_prefix(root).map_or(path, |rest| rest.trim_start_matches('/'));
    let bare = bare.strip_suffix(".md").unwrap_or(bare).trim_end_matches('/');
    // Only entries of the same folder are compared: slips of the keyboard are in the last part.
    let folder = bare.rsplit_once('/').map_or("", |(folder, _)| folder);
    let entries = subject.check().library.entries();
    let first = entries.partition_point(|entry| entry.id.as_str() < folder);
    let nearby = entries.iter().skip(first).map(|entry| entry.id.as_str());
    let near = nearest(bare, nearby.take_while(|id| id.starts_with(folder)).take(2000));
    near.map_or(String::new(), |id| format!("; did you mean `{id}`?"))
}
