//! Links to files that no site publishes.

use crate::entry::Link;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::library::{Served, Target, served_link, served_picture};
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;

/// A link or a picture names a file of a type that is not published.
pub(crate) static RULE: Rule = Rule {
    id: "links/unpublished-file",
    family: Family::Links,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A link or a picture names a file of a type that is not published.",
    help: "Add the file in a type that browsers do not run, such as PDF, PNG or ZIP.",
    page: include_str!("unpublished_file.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let links = subject.entry.body.links.iter().zip(subject.targets());
    links.filter_map(|(link, target)| unpublished(subject, link, target)).collect()
}

fn unpublished(subject: &Subject<'_>, link: &Link, target: &Target) -> Option<Finding> {
    let Target::Asset(path) = target else { return None };
    // A file that does not exist is reported as such.
    subject.check().assets.filter(|assets| assets.contains(path))?;
    let served = if link.is_image { served_picture(path) } else { served_link(path) };
    let message = match (served, link.is_image) {
        (Served::AsIs | Served::Cleaned, _) => return None,
        (Served::Never, true) => format!("{} is not of a type that pages show as a picture", quoted(path)),
        (Served::Never, false) => format!("{} is not of a type that is published", quoted(path)),
    };
    Some(subject.finding(&RULE, link.target.span, message).subject(path.as_str()))
}
