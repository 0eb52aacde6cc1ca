//! A rule: what is checked, how much it matters, and the page that explains it.

use super::family::Family;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A check's name, weight and explanation. Its definition is beside the check.
#[derive(Debug)]
pub struct Rule {
    /// `family/fault`, such as `freshness/stale-claim`; never changes.
    pub id: &'static str,
    /// The family, which is also the first part of the id.
    pub family: Family,
    /// The default severity.
    pub severity: Severity,
    /// What an error of the rule prevents, whatever a site sets.
    pub floor: Floor,
    /// The smallest profile that runs it.
    pub profile: Profile,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
    /// What to do about a finding, in one sentence.
    pub help: &'static str,
    /// Its page in Markdown: what, why, `## Fails` and `## Passes` with examples that run as tests; below
    /// each failing one a comment says what is found.
    pub page: &'static str,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What an error of a rule prevents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Floor {
    /// Nothing: a site may switch the rule off or change its severity.
    Settable,
    /// Publication, and a new preview, unless a site lowers the severity: a page would be missing.
    Completeness,
    /// Publication to readers outside the company or of one customer: no setting switches such an error off or lowers it.
    /// What the rule finds elsewhere is settable, and a build for the whole company reports it.
    Sharing,
    /// Publication, and a new preview: no setting switches the rule off or lowers it.
    Publication,
}

/// For whom a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// For the whole company.
    Company,
    /// For readers outside the company, or for one customer.
    Shared,
}

impl Rule {
    /// Returns the page as people read it: without the comments that say what a check finds in each example, which its
    /// test reads.
    pub fn readable_page(&self) -> String {
        let is_note = |line: &&str| line.starts_with("<!-- finds: ");
        let mut page = String::with_capacity(self.page.len());
        let mut lines = self.page.lines().peekable();
        while let Some(line) = lines.next() {
            let is_gap = line.is_empty() && lines.peek().is_some_and(is_note);
            if !is_gap && !is_note(&line) {
                page.push_str(line);
                page.push('\n');
            }
        }
        page
    }

    /// Returns whether no setting may switch the rule's errors off or lower them: what they are about must never be
    /// published, or never outside the company.
    pub fn has_floor(&self) -> bool {
        self.floor >= Floor::Sharing
    }

    /// Returns whether a site may change findings of this rule with `severity`.
    pub fn is_settable(&self, severity: Severity) -> bool {
        match self.floor {
            Floor::Settable | Floor::Completeness => true,
            Floor::Sharing => severity < Severity::Error,
            Floor::Publication => false,
        }
    }

    /// Returns whether a finding of this rule with `severity` holds builds and previews, of some readers at least.
    pub fn blocks_publication(&self, severity: Severity) -> bool {
        self.holds(severity, Reach::Shared)
    }

    /// Returns whether a finding of this rule with `severity` holds builds and previews for `reach`.
    pub fn holds(&self, severity: Severity, reach: Reach) -> bool {
        let is_concerned = self.floor != Floor::Sharing || reach == Reach::Shared;
        severity == Severity::Error && self.floor >= Floor::Completeness && is_concerned
    }
}

/// Rules are equal if their ids are.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
