//! Opportunities that are not known.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;

/// A gap names an opportunity that the source does not have.
pub(crate) static RULE: Rule = Rule {
    id: "gaps/unknown-opportunity",
    family: Family::Gaps,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A gap names an opportunity that the opportunity source does not have.",
    help: "Write the id as the source has it; names of customers have no place here.",
    page: include_str!("unknown_opportunity.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (KindFields::Gap(gap), Some(snapshot)) = (&subject.entry.kind_fields, subject.check().snapshot) else {
        return Vec::new();
    };
    // A row that an incomplete snapshot lacks may well exist.
    if !snapshot.complete {
        return Vec::new();
    }
    let is_left_out = |id: &str| snapshot.left_out.iter().any(|left| left.id == id);
    let unknown = gap.opportunities.iter().filter(|id| snapshot.get(id).is_none() && !is_left_out(id));
    unknown
        .map(|id| {
            let message = format!("the opportunity source has no opportunity {}", quoted(id));
            subject.finding(&RULE, id.span, message)
        })
        .collect()
}
