//! Which stages there are, and which of them end a deal.

use super::snapshot::Snapshot;
use crate::config::OpportunitySettings;
use crate::source::Spanned;

/// Stages that end a deal if the settings name none, besides those that the source marks.
const USUAL_TERMINAL: [&str; 6] = ["WIN", "Won", "Closed Won", "Lost", "Closed Lost", "Transferred"];

/// Words in the names of stages of deals that were won.
const WON_WORDS: [&str; 3] = ["won", "win", "signed"];
/// Words in the names of stages of deals that were lost.
const LOST_WORDS: [&str; 4] = ["lost", "loss", "lose", "disqualified"];

/// How a decided deal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was won.
    Won,
    /// It was lost.
    Lost,
}

/// The stages of a site: the terminal ones, and all that are known where settings or source list them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stages {
    /// Stages that end a deal, compared trimmed and without regard to case.
    terminal: Vec<String>,
    /// Whether the settings name the terminal ones, so that the source does not add to them.
    is_configured: bool,
    /// Stages of deals that were won, and those of deals that were lost; each empty if the names decide.
    won: Vec<String>,
    lost: Vec<String>,
    /// All stages there are; empty if they are not listed, and then any stage except an empty one is known.
    known: Vec<String>,
}

impl Default for Stages {
    /// The usual stages that end a deal are terminal; nothing is said about the others.
    fn default() -> Self {
        Self {
            terminal: USUAL_TERMINAL.map(str::to_owned).to_vec(),
            is_configured: false,
            won: Vec::new(),
            lost: Vec::new(),
            known: Vec::new(),
        }
    }
}

impl Stages {
    /// Returns the stages of a site with these settings and this snapshot. The terminal ones are those of the settings; if the
    /// settings name none, they are the usual ones and those that the source marks, such as Notion's group `Complete`.
    pub fn new(settings: &OpportunitySettings, snapshot: Option<&Snapshot>) -> Self {
        let stages = Self::of_settings(settings);
        match snapshot {
            Some(snapshot) => stages.with_source(&snapshot.stages, &snapshot.terminal_stages),
            None => stages,
        }
    }

    /// Returns the stages as far as the settings say.
    pub fn of_settings(settings: &OpportunitySettings) -> Self {
        let names = |stages: &[Spanned<String>]| stages.iter().map(|stage| stage.value.clone()).collect();
        let (won, lost) = (names(&settings.won_stages), names(&settings.lost_stages));
        let stages = Self { known: names(&settings.stages), won, lost, ..Self::default() };
        match &settings.terminal_stages {
            Some(terminal) => Self { terminal: names(terminal), is_configured: true, ..stages },
            None => stages,
        }
    }

    /// Adds what the source says: all its `listed` stages, and which of them are `terminal`.
    #[must_use]
    pub fn with_source(mut self, listed: &[String], terminal: &[String]) -> Self {
        if !self.is_configured {
            self.terminal.extend_from_slice(terminal);
        }
        self.known.extend_from_slice(listed);
        self
    }

    /// Returns whether `stage` ends a deal.
    pub fn is_terminal(&self, stage: &str) -> bool {
        contains(&self.terminal, stage) || contains(&self.won, stage) || contains(&self.lost, stage)
    }

    /// Returns how a deal in `stage` ended; `None` if it is open, or ended otherwise, such as by a transfer. The settings decide,
    /// else the words of the name.
    pub fn outcome(&self, stage: &str) -> Option<Outcome> {
        if !self.is_terminal(stage) {
            return None;
        }
        match (contains(&self.won, stage), contains(&self.lost, stage)) {
            (true, false) => Some(Outcome::Won),
            (false, true) => Some(Outcome::Lost),
            (true, true) => None,
            (false, false) => {
                // A configured list is complete.
                let is_won = self.won.is_empty() && has_word(stage, &WON_WORDS);
                let is_lost = self.lost.is_empty() && has_word(stage, &LOST_WORDS);
                match (is_won, is_lost) {
                    (true, false) => Some(Outcome::Won),
                    (false, true) => Some(Outcome::Lost),
                    _ => None,
                }
            }
        }
    }

    /// Returns whether a deal in `stage` is still open; an unknown or empty stage is.
    pub fn is_open(&self, stage: &str) -> bool {
        !self.is_terminal(stage)
    }

    /// Returns whether `stage` is one of those listed or terminal. An empty stage never is.
    pub fn is_known(&self, stage: &str) -> bool {
        !stage.trim().is_empty() && (self.known.is_empty() || self.is_terminal(stage) || contains(&self.known, stage))
    }
}

fn has_word(stage: &str, words: &[&str]) -> bool {
    let stage = stage.to_lowercase();
    stage.split(|symbol: char| !symbol.is_alphanumeric()).any(|word| words.contains(&word))
}

fn contains(stages: &[String], stage: &str) -> bool {
    let stage = stage.trim().to_lowercase();
    stages.iter().any(|candidate| candidate.trim().to_lowercase() == stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunity::snapshot::Origin;
    use crate::source::Span;

    #[test]
    fn spaces_and_case_do_not_reopen_a_deal() {
        let stages = Stages::default().with_source(&["Discovery".to_owned()], &[]);
        assert!(["WIN", " win ", "LOST", "transferred\n", "closed won"].iter().all(|stage| stages.is_terminal(stage)));
        assert!(["", "Winning", "Discovery", "Closed"].iter().all(|stage| stages.is_open(stage)));
        assert!(stages.is_known("discovery") && stages.is_known("won ") == stages.is_known("Won"));
        assert!(!stages.is_known("Limbo") && !stages.is_known(" ") && Stages::default().is_known("Limbo"));
    }

    #[test]
    fn the_source_marks_terminal_stages_unless_the_settings_name_them() {
        let terminal = |settings: &OpportunitySettings| {
            let snapshot =
                Snapshot { terminal_stages: vec!["Done".to_owned()], ..Snapshot::new(Origin::Notion, vec![]) };
            let stages = Stages::new(settings, Some(&snapshot));
            ["Done", "Lost", "Archived"].map(|stage| stages.is_terminal(stage))
        };
        let configured = vec![Spanned::new("Archived".to_owned(), Span::default())];
        assert_eq!(terminal(&OpportunitySettings::default()), [true, true, false]);
        let settings = OpportunitySettings { terminal_stages: Some(configured), ..OpportunitySettings::default() };
        assert_eq!(terminal(&settings), [false, false, true]);
    }

    #[test]
    fn settings_decide_how_a_deal_ended_and_else_its_words() {
        let text = |text: &str| vec![Spanned::new(text.to_owned(), Span::default())];
        let outcomes = |won: &[&str], lost: &[&str]| {
            let settings = OpportunitySettings {
                won_stages: won.iter().flat_map(|stage| text(stage)).collect(),
                lost_stages: lost.iter().flat_map(|stage| text(stage)).collect(),
                ..OpportunitySettings::default()
            };
            let stages = Stages::new(&settings, None);
            ["WIN", "Closed Lost", "Transferred", "Live", "Gone", "Won the trial"].map(|stage| stages.outcome(stage))
        };
        let (won, lost) = (Some(Outcome::Won), Some(Outcome::Lost));
        assert_eq!(outcomes(&[], &[]), [won, lost, None, None, None, None]);
        assert_eq!(outcomes(&[" live "], &[]), [None, lost, None, won, None, None]);
        assert_eq!(outcomes(&["Live"], &["Gone"]), [None, None, None, won, lost, None]);
        assert_eq!(outcomes(&["Live"], &["live"]), [None, None, None, None, None, None], "it cannot be both");
    }
}
