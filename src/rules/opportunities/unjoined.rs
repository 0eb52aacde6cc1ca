//! Names in opportunities that lead to no entry.

use super::place::source_place;
use crate::finding::{Finding, Rule};
use crate::opportunity::{Opportunity, Stages};
use crate::rules::quotable::quoted_name;
use crate::rules::shared::Shared;
use std::collections::BTreeMap;

/// How many opportunities a message names.
const NAMED: usize = 3;

/// A name and the open opportunities that have it.
pub(super) type Unjoined<'a> = BTreeMap<&'a str, Vec<&'a Opportunity>>;

/// Returns the open opportunities, sorted by id; none if there is no source.
pub(super) fn open<'a>(shared: &Shared<'a>) -> Vec<&'a Opportunity> {
    let snapshot = shared.check.snapshot;
    let stages = Stages::new(&shared.check.settings.opportunities, snapshot);
    let all = snapshot.iter().flat_map(|snapshot| &snapshot.opportunities);
    all.filter(|opportunity| stages.is_open(&opportunity.stage)).collect()
}

/// Groups the names that `names` takes from the open opportunities and that `is_known` does not know.
pub(super) fn unjoined<'a>(
    shared: &Shared<'a>,
    names: fn(&Opportunity) -> &[String],
    is_known: impl Fn(&str) -> bool,
) -> Unjoined<'a> {
    let mut found = Unjoined::new();
    for opportunity in open(shared) {
        for name in names(opportunity).iter().filter(|name| !is_known(name)) {
            found.entry(name.as_str()).or_default().push(opportunity);
        }
    }
    found
}

/// Makes the finding on `name`: what it is not, the opportunities that have it with a link, and what may be meant.
pub(super) fn finding(
    shared: &Shared<'_>,
    rule: &'static Rule,
    name: &str,
    what: &str,
    of: &[&Opportunity],
) -> Finding {
    let message = format!("{} is {what}; open opportunities that name it: {}", quoted_name(name), listed(of));
    Finding::new(rule, source_place(shared.check.settings), message).subject(name)
}

/// The first opportunities by name, with the address of their row where there is one.
pub(super) fn listed(opportunities: &[&Opportunity]) -> String {
    let shown = opportunities.iter().take(NAMED).map(|one| match &one.url {
        Some(url) => format!("{} <{url}>", one.name),
        None => format!("{} ({})", one.name, one.id),
    });
    let further = opportunities.len().saturating_sub(NAMED);
    let further = (further > 0).then(|| format!("{further} more"));
    shown.chain(further).collect::<Vec<_>>().join(", ")
}
