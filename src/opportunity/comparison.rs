//! What a new snapshot takes over from the one before: when rows were first seen, and how their stages changed.

use super::activity::StageChange;
use super::record::Opportunity;
use super::snapshot::Snapshot;
use super::timestamp::Timestamp;

/// How many changes of its stage an opportunity keeps.
const CHANGES: usize = 20;

impl Snapshot {
    /// Adds what `previous` knows: the day on which each opportunity was first seen, the changes of its stage, and its
    /// activity if it was not read again. Without a previous snapshot each was first seen when it was created.
    #[must_use]
    pub fn following(mut self, previous: Option<&Self>) -> Self {
        let Some(as_of) = self.as_of else { return self };
        for opportunity in &mut self.opportunities {
            let before = previous.map(|previous| previous.get(&opportunity.id));
            match before {
                None => opportunity.first_seen = opportunity.created,
                Some(None) => opportunity.first_seen = Some(as_of),
                Some(Some(before)) => follow(opportunity, before, as_of),
            }
        }
        self
    }
}

fn follow(opportunity: &mut Opportunity, before: &Opportunity, as_of: Timestamp) {
    opportunity.first_seen = before.first_seen.or(before.created);
    opportunity.stage_changes.clone_from(&before.stage_changes);
    if !is_same(&before.stage, &opportunity.stage) {
        let (from, to) = (before.stage.clone(), opportunity.stage.clone());
        opportunity.stage_changes.push(StageChange { at: as_of, from, to });
    }
    let surplus = opportunity.stage_changes.len().saturating_sub(CHANGES);
    opportunity.stage_changes.drain(..surplus);
    if opportunity.activity.is_none() {
        opportunity.activity.clone_from(&before.activity);
    }
}

/// Stages are compared as everywhere: trimmed and without regard to case.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunity::snapshot::Origin;

    fn moment(hour: u32) -> Timestamp {
        Timestamp::parse(&format!("2026-03-01T{hour:02}:00:00Z")).unwrap()
    }

    fn snapshot(hour: u32, rows: &[(&str, &str)]) -> Snapshot {
        let row = |(id, stage): &(&str, &str)| Opportunity {
            id: (*id).to_owned(),
            stage: (*stage).to_owned(),
            created: Some(moment(1)),
            ..Opportunity::default()
        };
        let rows = rows.iter().map(row).collect();
        Snapshot { as_of: Some(moment(hour)), ..Snapshot::new(Origin::Notion, rows) }
    }

    #[test]
    fn rows_keep_when_they_were_first_seen_and_how_their_stage_changed() {
        let first = snapshot(5, &[("a", "Demo"), ("b", "Demo")]).following(None);
        let second = snapshot(6, &[("a", "POC"), ("b", " DEMO"), ("c", "Demo")]).following(Some(&first));
        let third = snapshot(7, &[("a", "Lost"), ("b", "Demo"), ("c", "Demo")]).following(Some(&second));
        let seen: Vec<_> = third.opportunities.iter().map(|one| one.first_seen).collect();
        assert_eq!(seen, [Some(moment(1)), Some(moment(1)), Some(moment(6))]);
        let changes: Vec<Vec<_>> = third
            .opportunities
            .iter()
            .map(|one| one.stage_changes.iter().map(|change| (change.at, &*change.from, &*change.to)).collect())
            .collect();
        assert_eq!(changes, [vec![(moment(6), "Demo", "POC"), (moment(7), "POC", "Lost")], vec![], vec![]]);
        assert_eq!(third.clone().following(Some(&third)), third, "nothing changed");
    }

    #[test]
    fn only_the_last_changes_are_kept() {
        let mut last = snapshot(0, &[("a", "0")]).following(None);
        for round in 1..=u32::try_from(CHANGES).unwrap() + 1 {
            last = snapshot(round, &[("a", &round.to_string())]).following(Some(&last));
        }
        let changes = &last.opportunities[0].stage_changes;
        assert_eq!((changes.len(), &*changes[0].from), (CHANGES, "1"));
    }
}
