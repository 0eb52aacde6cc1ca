//! Words that customers do not use.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::Role;
use crate::rules::own_subject::OwnSubject;

/// A text for customers uses a word of the house.
pub(crate) static RULE: Rule = Rule {
    id: "style/jargon",
    family: Family::Style,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text for customers uses a word from the site's list of jargon.",
    help: "Write what customers say.",
    page: include_str!("jargon.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let jargon = subject.vocabularies.jargon();
    if !subject.is_live() || !subject.is_outside() || jargon.is_empty() {
        return Vec::new();
    }
    let prose = subject.prose();
    let mut found = Vec::new();
    for sentence in prose.sentences().iter().filter(|sentence| prose.role(sentence) != Role::Heading) {
        for named in jargon.find(prose.text_of(sentence)) {
            let range = sentence.range.start + named.range.start..sentence.range.start + named.range.end;
            if prose.is_quoted(range.start) {
                continue;
            }
            let message = format!("customers do not say “{}”", prose.text().get(range.clone()).unwrap_or_default());
            let finding = subject.finding(&RULE, prose.span(&range), message);
            found.push(if named.id.is_empty() { finding } else { finding.help(format!("Say: {}.", named.id)) });
        }
    }
    found
}
