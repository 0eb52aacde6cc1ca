//! Stages that sound closed and count as open.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Stages;
use crate::rules::quotable::quoted_name;
use crate::rules::shared::Shared;
use std::collections::BTreeMap;

/// A stage whose name says that it is closed counts as open.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/open-stage",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A stage that sounds closed counts as open, since nothing says that it is terminal.",
    help: "Name the stages of closed opportunities in `terminal_stages` of [opportunities].",
    page: include_str!("open_stage.md"),
};

/// Words of the names of closed stages.
const CLOSED: [&str; 11] = [
    "closed",
    "won",
    "win",
    "lost",
    "done",
    "cancelled",
    "canceled",
    "archived",
    "rejected",
    "disqualified",
    "abandoned",
];

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let own = &check.settings.opportunities;
    let Some(snapshot) = check.snapshot else { return Vec::new() };
    let stages = Stages::new(own, Some(snapshot));
    // Settings that fit the source have been decided; those of which nothing occurs may be those of another one.
    let is_decided = own.terminal_stages.is_some()
        && snapshot.opportunities.iter().any(|opportunity| stages.is_terminal(&opportunity.stage));
    if is_decided {
        return Vec::new();
    }
    let mut counts = BTreeMap::<&str, usize>::new();
    for one in &snapshot.opportunities {
        *counts.entry(one.stage.as_str()).or_default() += 1;
    }
    counts.retain(|stage, _| stages.is_open(stage) && sounds_closed(stage));
    let finding = |(stage, count): (&str, usize)| {
        let message = format!("the stage {} counts as open; opportunities in it: {count}", quoted_name(stage));
        Finding::new(&RULE, source_place(check.settings), message).subject(stage)
    };
    counts.into_iter().map(finding).collect()
}

fn sounds_closed(stage: &str) -> bool {
    let stage = stage.to_lowercase();
    stage.split(|symbol: char| !symbol.is_alphanumeric()).any(|word| CLOSED.contains(&word))
}
