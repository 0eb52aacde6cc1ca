//! Won and lost deals in which a competitor was named.

use crate::library::Library;
use crate::opportunity::{Outcome, Snapshot, Stages};
use std::collections::{BTreeMap, BTreeSet};

/// How many decided deals make a rate; fewer are not significant, and may reveal one deal.
const FEWEST: usize = 5;

/// The decided deals against one competitor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WinLoss {
    /// Those we won.
    pub(super) won: usize,
    /// All that were won or lost.
    pub(super) decided: usize,
    /// Those that ended in neither way, or whose stage does not say which.
    pub(super) undecided: usize,
}

/// Counts the decided deals of each competitor, by its id; those with too few are left out.
pub(super) fn win_losses(snapshot: &Snapshot, library: &Library, stages: &Stages) -> BTreeMap<String, WinLoss> {
    let mut win_losses = BTreeMap::<String, WinLoss>::new();
    for opportunity in &snapshot.opportunities {
        if stages.is_open(&opportunity.stage) {
            continue;
        }
        let outcome = stages.outcome(&opportunity.stage);
        let named = opportunity.competitors.iter().filter_map(|name| library.competitor(name));
        let ids: BTreeSet<&str> = named.map(|competitor| competitor.id.as_str()).collect();
        for id in ids {
            let counted = win_losses.entry(id.to_owned()).or_default();
            counted.won += usize::from(outcome == Some(Outcome::Won));
            counted.decided += usize::from(outcome.is_some());
            counted.undecided += usize::from(outcome.is_none());
        }
    }
    win_losses.retain(|_, counted| counted.decided >= FEWEST);
    win_losses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;
    use crate::library::Lists;
    use crate::opportunity::{Opportunity, Origin};

    #[test]
    fn a_rate_needs_five_decided_deals() {
        let files = read_content(&[("content/competitors/globex.md", "---\nname: Globex\n---\n")]);
        let library = Library::new(files, Lists::default()).0;
        let counted = |stages: &[&str]| {
            let opportunity = |stage: &&str| Opportunity {
                stage: (*stage).to_owned(),
                competitors: vec!["Globex".to_owned(), "globex".to_owned()],
                ..Opportunity::default()
            };
            let opportunities = stages.iter().map(opportunity).collect();
            let snapshot = Snapshot::new(Origin::File, opportunities);
            win_losses(&snapshot, &library, &Stages::default()).remove("competitors/globex")
        };
        assert_eq!(counted(&["WIN", "Lost", "lost", "WIN"]), None);
        let counted = counted(&["WIN", "Lost", "lost", "WIN", " win ", "Transferred", "Proposal", "Won the trial"]);
        assert_eq!(counted, Some(WinLoss { won: 3, decided: 5, undecided: 1 }));
    }
}
