//! How we compare: what the claims say about each capability of each competitor.
//!
//! A claim joins the cell of its `capability` and of the competitor that its entry is about. The stances of a cell's
//! claims make its verdict: one that speaks against us outweighs any that speaks for us, since a reader who trusts a
//! matrix too much loses a deal, and context decides nothing. What no claim decides is unknown, and never a "no".

use super::input::SiteInput;
use crate::entry::{Claim, Entry, Stance};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the claims of a cell come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparison {
    /// We have or do more.
    Win,
    /// Neither is ahead.
    Parity,
    /// The competitor has or does more.
    Lose,
    /// No claim decides it.
    Unknown,
}

impl Comparison {
    /// Returns every verdict, best first.
    pub(super) fn all() -> [Self; 4] {
        [Self::Win, Self::Parity, Self::Lose, Self::Unknown]
    }

    /// Returns its words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Win => "We win",
            Self::Parity => "Parity",
            Self::Lose => "We lose",
            Self::Unknown => "Unknown",
        }
    }

    /// Returns its name in classes and filters.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Win => "we-win",
            Self::Parity => "parity",
            Self::Lose => "we-lose",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the icon that says the same.
    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Win => "up",
            Self::Parity => "equal",
            Self::Lose => "down",
            Self::Unknown => "unknown",
        }
    }

    /// Returns what a claim of this stance says by itself.
    pub(super) fn of_stance(stance: Option<Stance>) -> Self {
        match stance {
            Some(Stance::WeWin) => Self::Win,
            Some(Stance::Parity) => Self::Parity,
            Some(Stance::WeLose) => Self::Lose,
            Some(Stance::Context) | None => Self::Unknown,
        }
    }

    /// Returns what claims of these stances come to: the worst for us of those that decide.
    pub(super) fn of_stances(stances: impl Iterator<Item = Option<Stance>>) -> Self {
        let decided = stances.map(Self::of_stance).filter(|verdict| *verdict != Self::Unknown);
        decided.max().unwrap_or(Self::Unknown)
    }
}

/// The claims of one cell: each entry with the index of its claim.
pub(super) type Cell<'a> = Vec<(&'a Arc<Entry>, usize)>;

/// Every cell that has a claim, by competitor and capability.
#[derive(Debug, Default)]
pub(super) struct Matrix<'a> {
    by_competitor: BTreeMap<&'a str, BTreeMap<&'a str, Cell<'a>>>,
    capabilities: BTreeSet<&'a str>,
}

impl<'a> Matrix<'a> {
    /// Gathers the claims of the library, in one pass.
    pub(super) fn new(input: &SiteInput<'a>) -> Self {
        let mut matrix = Self::default();
        for entry in input.library.entries() {
            let compares = |claim: &Claim| claim.capability.is_some();
            if !entry.claims.iter().any(compares) {
                continue;
            }
            let Some(competitor) = input.library.competitor_of(entry) else { continue };
            for (index, claim) in entry.claims.iter().enumerate() {
                let Some(capability) = &claim.capability else { continue };
                let cells = matrix.by_competitor.entry(competitor.id.as_str()).or_default();
                cells.entry(capability.value.as_str()).or_default().push((entry, index));
                matrix.capabilities.insert(capability.value.as_str());
            }
        }
        matrix
    }

    /// Returns the cells of the competitor with this id, by capability.
    pub(super) fn of_competitor(&self, id: &str) -> Option<&BTreeMap<&'a str, Cell<'a>>> {
        self.by_competitor.get(id)
    }

    /// Returns the cell of a competitor and a capability, where it has a claim.
    pub(super) fn cell(&self, competitor: &str, capability: &str) -> Option<&Cell<'a>> {
        self.by_competitor.get(competitor).and_then(|cells| cells.get(capability))
    }

    /// Returns the ids of the capabilities that a person compared.
    pub(super) fn capabilities(&self) -> &BTreeSet<&'a str> {
        &self.capabilities
    }

    /// Returns the verdict of a cell.
    pub(super) fn verdict(cell: &Cell<'_>) -> Comparison {
        let stance = |claim: &Claim| claim.stance.as_ref().map(|stance| stance.value);
        Comparison::of_stances(cell.iter().filter_map(|(entry, index)| entry.claims.get(*index)).map(stance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_against_us_decides() {
        let verdict = |stances: &[Stance]| Comparison::of_stances(stances.iter().copied().map(Some)).word();
        assert_eq!(verdict(&[Stance::WeWin, Stance::WeLose, Stance::Parity]), "we-lose");
        assert_eq!(verdict(&[Stance::WeWin, Stance::Parity]), "parity");
        assert_eq!(verdict(&[Stance::Context, Stance::WeWin]), "we-win");
        assert_eq!(verdict(&[Stance::Context]), "unknown");
        assert_eq!(verdict(&[]), "unknown");
    }
}
