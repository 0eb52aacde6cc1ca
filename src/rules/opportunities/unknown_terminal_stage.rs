//! Terminal stages of the settings that the source does not have.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::quotable::quoted_name;
use crate::rules::shared::Shared;
use crate::values::nearest;
use std::collections::BTreeSet;

/// A stage that the settings call terminal does not exist.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/unknown-terminal-stage",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A stage in `terminal_stages`, `won_stages` or `lost_stages` does not exist, so closed opportunities may count as open.",
    help: "Write the stage as the source spells it, or remove it.",
    page: include_str!("unknown_terminal_stage.md"),
};

/// What to do where it is not known which stages exist.
const UNLISTED: &str =
    "List all stages of the source in `stages` of [opportunities], or write the stage as the source spells it.";

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let (own, Some(snapshot)) = (&check.settings.opportunities, check.snapshot) else { return Vec::new() };
    let listed: BTreeSet<&str> =
        own.stages.iter().map(|stage| &*stage.value).chain(snapshot.stages.iter().map(String::as_str)).collect();
    let seen: BTreeSet<&str> = snapshot.opportunities.iter().map(|one| one.stage.as_str()).collect();
    let known: Vec<&str> = listed.union(&seen).copied().filter(|stage| !stage.trim().is_empty()).collect();
    let is_same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let mut findings = Vec::new();
    for stage in own.terminal_stages.iter().flatten().chain(&own.won_stages).chain(&own.lost_stages) {
        if known.iter().any(|known| is_same(known, &stage.value)) {
            continue;
        }
        let near = nearest(&stage.value, known.iter().copied());
        let place = Place::new(&check.settings.file, stage.span);
        // Without a list, a stage that no opportunity has yet may exist.
        if listed.is_empty() && near.is_none() {
            if known.is_empty() {
                continue;
            }
            let message = format!(
                "no opportunity is in the stage {}, and nothing lists the stages; there are {}",
                quoted_name(stage),
                known.join(", ")
            );
            let finding = Finding::new(&RULE, place, message).help(UNLISTED);
            findings.push(Finding { severity: Severity::Warning, ..finding });
            continue;
        }
        let hint =
            near.map_or_else(|| format!("it has {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        let message = format!("the source has no stage {}; {hint}", quoted_name(stage));
        findings.push(Finding::new(&RULE, place, message));
    }
    findings
}
