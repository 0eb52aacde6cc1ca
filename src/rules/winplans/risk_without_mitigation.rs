//! Risks that are only watched.

use crate::entry::{KindFields, Risk};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::is_only_placeholder;
use crate::rules::subject::Subject;

/// One of the first three risks has no mitigation.
pub(crate) static RULE: Rule = Rule {
    id: "winplans/risk-without-mitigation",
    family: Family::Winplans,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "One of the first three risks has no mitigation, or one such as “TBD” or “monitor”.",
    help: "Write the action, the person who does it, and by when.",
    page: include_str!("risk_without_mitigation.md"),
};

/// Words that name no action, besides placeholders.
const IDLE: [&str; 8] = ["none", "n/a", "monitor", "monitor it", "monitoring", "watch", "accept", "keep an eye on it"];

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Winplan(plan) = &subject.entry.kind_fields else { return Vec::new() };
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let first = plan.risks.iter().take(3).enumerate();
    let idle = first.filter(|(_, risk)| is_idle(risk));
    idle.map(|(index, risk)| {
        let value = risk.mitigation.as_ref().or(risk.risk.as_ref());
        let span = value.map_or(subject.entry.head, |value| value.span);
        let message = format!("risk {} has no mitigation", index + 1);
        subject.finding(&RULE, span, message).subject(format!("risks[{index}]"))
    })
    .collect()
}

fn is_idle(risk: &Risk) -> bool {
    let text = risk.mitigation.as_ref().map_or("", |mitigation| mitigation.as_str());
    let bare = text.trim().trim_end_matches('.').to_lowercase();
    is_only_placeholder(text) || IDLE.contains(&bare.as_str())
}
