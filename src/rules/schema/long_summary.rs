//! Summaries that no list can show.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The longest summary, in characters.
const LONGEST: usize = 200;

/// A summary is too long.
pub(crate) static RULE: Rule = Rule {
    id: "schema/long-summary",
    family: Family::Schema,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A summary is longer than 200 characters.",
    help: "Keep the answer and leave the rest to the text.",
    page: include_str!("long_summary.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let summary = subject.entry.summary.iter();
    let long = summary.filter_map(|summary| {
        let length = summary.value.chars().count();
        let message = format!("the summary has {length} characters; at most {LONGEST} fit where it is shown");
        (length > LONGEST).then(|| subject.finding(&RULE, summary.span, message).subject("summary"))
    });
    long.collect()
}
