//! Meeting points that a network team cannot open.

use crate::entry::{IntegrationPoint, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// An integration point leaves open how the systems talk.
pub(crate) static RULE: Rule = Rule {
    id: "architectures/integration-incomplete",
    family: Family::Architectures,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An integration point leaves open protocol, direction or authentication.",
    help: "Write what is missing; `none` where there is none.",
    page: include_str!("integration_incomplete.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Architecture(architecture) = &subject.entry.kind_fields else { return Vec::new() };
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let points = architecture.integration_points.iter().enumerate();
    let incomplete = points.filter_map(|(index, point)| {
        let missing = missing(point);
        let span = [&point.system, &point.protocol, &point.direction, &point.auth].into_iter().flatten().next();
        let span = span.map_or(subject.entry.head, |value| value.span);
        let message = format!("integration point {} lacks {}", index + 1, missing.join(", "));
        (!missing.is_empty())
            .then(|| subject.finding(&RULE, span, message).subject(format!("integration_points[{index}]")))
    });
    incomplete.collect()
}

fn missing(point: &IntegrationPoint) -> Vec<&'static str> {
    let parts = [
        ("`system`", &point.system),
        ("`protocol`", &point.protocol),
        ("`direction`", &point.direction),
        ("`auth`", &point.auth),
    ];
    parts.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect()
}
