//! Which stages there are, and which of them end a deal.

/// The stages of a site: the terminal ones, and all that are known where a person lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stages {
    /// Stages that end a deal, compared trimmed and without regard to case.
    pub terminal: Vec<String>,
    /// All stages there are; empty if they are not configured, and then any stage but none at all is known.
    pub known: Vec<String>,
}

impl Default for Stages {
    /// `WIN`, `Lost` and `Transferred` are terminal; nothing is said about the others.
    fn default() -> Self {
        Self { terminal: ["WIN", "Lost", "Transferred"].map(str::to_owned).to_vec(), known: Vec::new() }
    }
}

impl Stages {
    /// Returns whether `stage` ends a deal.
    pub fn is_terminal(&self, stage: &str) -> bool {
        contains(&self.terminal, stage)
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

fn contains(stages: &[String], stage: &str) -> bool {
    let stage = stage.trim().to_lowercase();
    stages.iter().any(|candidate| candidate.trim().to_lowercase() == stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_case_do_not_reopen_a_deal() {
        let stages = Stages { known: vec!["Discovery".to_owned()], ..Stages::default() };
        assert!(["WIN", " win ", "LOST", "transferred\n"].iter().all(|stage| stages.is_terminal(stage)));
        assert!(["", "Winning", "Discovery"].iter().all(|stage| stages.is_open(stage)));
        assert!(stages.is_known("discovery") && stages.is_known("won ") == stages.is_known("Won"));
        assert!(!stages.is_known("Limbo") && !stages.is_known(" ") && Stages::default().is_known("Limbo"));
    }
}
