//! Links to what their readers may not see.

use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::library::Target;
use crate::rules::subject::Subject;
use crate::source::Span;

/// An entry links to one of a stricter audience.
pub(crate) static RULE: Rule = Rule {
    id: "audience/link-to-stricter",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "An entry links to one of a stricter audience; the link would reveal its title.",
    help: "Remove the link, or change the audience of one of the two entries.",
    page: include_str!("link_to_stricter.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_outside() {
        // Inside, a build leaves out what its readers may not see, title and link together.
        return Vec::new();
    }
    let links = subject.entry.body.links.iter().zip(subject.targets());
    let linked = links.filter_map(|(link, target)| match target {
        Target::Entry(found, _) => stricter(subject, found, link.target.span),
        _ => None,
    });
    linked.collect()
}

fn stricter(subject: &Subject<'_>, target: &Entry, span: Span) -> Option<Finding> {
    let audiences = &subject.check().settings.audiences;
    let (own, other) = (subject.entry.audience.value, target.audience.value);
    if other <= own {
        return None;
    }
    let message = format!(
        "this entry is for `{}`, but links to `{}`, which is for `{}`",
        audiences.name(own),
        target.id,
        audiences.name(other)
    );
    Some(
        subject
            .finding(&RULE, span, message)
            .see(subject.place(subject.entry.audience.span), "the audience of this entry"),
    )
}
