//! What a report says, whatever its format.

use super::printable::printable;
use crate::config::Demonstration;
use crate::finding::{Rule, Severity};
use crate::freshness::{ClaimCounts, ClaimsChange};
use crate::settled::{PublishVerdict, SettledFinding};
use chrono::NaiveDate;

/// Whether text carries terminal colours; only the format `full` ever does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// ANSI escape sequences.
    Always,
}

/// How much of a site a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it: a command fails if a build would publish nothing.
    Whole,
    /// Some files or rules, or a change: only the findings fail a command, and the verdict is information.
    Part,
}

/// What was read of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// Its entries, of this number.
    Entries(usize),
    /// Its content files, of this number: they were searched, and most of them not parsed.
    Files(usize),
    /// Nothing: a questionnaire with this number of questions was checked, and not the site.
    Questions(usize),
}

/// Everything a report says.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What was found, in the order of [`SettledFinding::order`].
    pub findings: &'a [SettledFinding],
    /// Whether the site may be published.
    pub publish: &'a PublishVerdict,
    /// How much of the site the findings are about; the verdict is always about all of it.
    pub extent: Extent,
    /// The fingerprint of each finding, in the same order.
    pub fingerprints: &'a [String],
    /// Every rule that ran, for formats that describe rules.
    pub rules: &'a [&'static Rule],
    /// The version of fieldbook.
    pub tool_version: &'a str,
    /// The day of the check.
    pub today: NaiveDate,
    /// What is said of a site that is a demonstration; `None` for other sites.
    pub demonstration: Option<&'a Demonstration>,
    /// Whether text is coloured.
    pub color: Color,
    /// What was read.
    pub read: Read,
    /// Of how many of the entries or files that were read findings are reported; `None` if the report is about commits.
    pub reported: Option<usize>,
    /// How many claims the site has, by state; `None` if they were not read.
    pub claims: Option<ClaimCounts>,
    /// What the change that is checked did to that number; `None` for a check of the whole site.
    pub claims_change: Option<ClaimsChange>,
    /// Prefix of every path in formats that a forge reads: the site's folder from the top of the repository, with a `/`
    /// at the end; empty at the top.
    pub prefix: &'a str,
}

impl Report<'_> {
    /// Says how many findings of each severity there are and how many of them can be fixed, such as `2 errors, 1 warning
    /// (1 fixable with --fix) in 96 entries`.
    pub(super) fn summary(&self) -> String {
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
        let counts = counts.map(|(severity, word)| (self.count(severity), word));
        let counts: Vec<_> = counts.iter().filter(|(count, _)| *count > 0).map(|(n, word)| plural(*n, word)).collect();
        let found = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
        let fixable = self.findings.iter().filter(|finding| finding.fix().is_some()).count();
        let found = if fixable > 0 { format!("{found} ({fixable} fixable with --fix)") } else { found };
        let (read, one, many) = match self.read {
            Read::Entries(entries) => (entries, "entry", "entries"),
            Read::Files(files) => (files, "file", "files"),
            Read::Questions(questions) => (questions, "question", "questions"),
        };
        match self.reported {
            None => found,
            Some(reported) if reported < read => format!("{found} in {reported} of {read} {many}"),
            Some(_) if read == 1 => format!("{found} in 1 {one}"),
            Some(_) => format!("{found} in {read} {many}"),
        }
    }

    /// Says that the site is a demonstration, and for which day its states are computed; `None` for other sites.
    pub(super) fn demonstration(&self) -> Option<String> {
        self.demonstration.map(|demonstration| demonstration.sentence(self.today))
    }

    /// Says how many claims there are in each state, and under a comparison what the change did; `None` for a site that
    /// has none and had none.
    pub(super) fn claims(&self) -> Option<String> {
        let claims = self.claims?;
        let change = self.claims_change.filter(|change| *change != ClaimsChange::default() || claims.claims > 0);
        match change {
            Some(change) => Some(format!("{claims}; this change: {change}")),
            None => (claims.claims > 0).then(|| claims.to_string()),
        }
    }

    /// Says what a build would do with the site, in a few words.
    pub(super) fn verdict(&self) -> &'static str {
        match self.publish {
            PublishVerdict::Publish => "a build publishes the site",
            PublishVerdict::Hold(_) => "a build publishes nothing",
            PublishVerdict::NotChecked if matches!(self.read, Read::Questions(_)) => "the site was not checked",
            PublishVerdict::NotChecked => "only some rules ran, so it is not known whether a build publishes the site",
        }
    }

    /// Says why a build would publish nothing, each reason on one line; empty if it would publish the site.
    pub(super) fn reasons(&self) -> Vec<String> {
        self.publish.causes().iter().map(|cause| printable(&cause.to_string())).collect()
    }

    /// Returns the number of findings of one severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
