//! Parts of a demo that no requirement covers.

use crate::entry::{DemoSection, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::source::Spanned;

/// A part of a demo shows no requirement of it.
pub(crate) static RULE: Rule = Rule {
    id: "demos/unmapped-section",
    family: Family::Demos,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A part of a demo shows none of its requirements.",
    help: "Name the requirement that it shows, in the same words or by its number, or drop the part.",
    page: include_str!("unmapped_section.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Demo(demo) = &subject.entry.kind_fields else { return Vec::new() };
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let sections = demo.sections.iter().enumerate();
    let unmapped = sections.filter(|(_, section)| !is_mapped(section, &demo.requirements));
    unmapped
        .map(|(index, section)| {
            let value = section.requirement.as_ref().or(section.title.as_ref());
            let span = value.map_or(subject.entry.head, |value| value.span);
            let message = format!("part {} shows none of the {} requirements", index + 1, demo.requirements.len());
            subject.finding(&RULE, span, message).subject(format!("sections[{index}]"))
        })
        .collect()
}

/// Returns whether the part names a requirement, by its words or by its number from 1.
fn is_mapped(section: &DemoSection, requirements: &[Spanned<String>]) -> bool {
    let Some(name) = &section.requirement else { return false };
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let by_number = name.parse::<usize>().is_ok_and(|number| (1..=requirements.len()).contains(&number));
    by_number || requirements.iter().any(|requirement| fold(requirement) == fold(name))
}
