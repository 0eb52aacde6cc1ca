//! A rule: what is checked, how much it matters, and the page that explains it.

use std::fmt;

/// A check's name, weight and explanation. Its definition stands beside the check.
#[derive(Debug)]
pub struct Rule {
    /// `family/fault`, such as `freshness/stale-claim`; stable for ever.
    pub id: &'static str,
    /// The severity unless a site says otherwise.
    pub severity: Severity,
    /// The smallest profile that runs it.
    pub profile: Profile,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
    /// What to do about a finding, in one sentence.
    pub help: &'static str,
    /// Its page in Markdown: what, why, `## Fails` and `## Passes` with examples that run as tests.
    pub page: &'static str,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed: `check` exits 1.
    Error,
}

/// How much of the catalogue a site runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// What a newcomer meets.
    Essential,
    /// Everything.
    Strict,
}

impl Rule {
    /// Returns the part of the id before the slash.
    pub fn family(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(family, _)| family)
    }

    /// Returns whether no setting may switch the rule off or lower it: what it finds must never be published.
    pub fn has_floor(&self) -> bool {
        self.severity == Severity::Error && matches!(self.family(), "secrets" | "audience")
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
