//! May the site be published: the one answer for `check`, `build`, `serve` and every report.

use super::settled_finding::SettledFinding;
use crate::finding::{Family, Reach, Severity};
use std::collections::BTreeMap;
use std::fmt;

/// Whether a site may be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PublishVerdict {
    /// It may.
    #[default]
    Publish,
    /// It may not; the published site stays as it is.
    Hold(Vec<HoldCause>),
    /// It is not known: only some rules ran, and those hold nothing.
    NotChecked,
}

/// Why a site is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldCause {
    /// The id of the rule whose findings hold the build, or one of `settings`, `missing-page`, `unknown-readers`,
    /// `missing-customers`, `stale-opportunities`, `demonstration` and `nothing-visible`.
    pub cause: String,
    /// How many findings or entries it is about.
    pub count: usize,
    /// What it is, in a few words.
    pub message: String,
}

/// The cause if no entry is visible to the readers of a build.
const NOTHING_VISIBLE: &str = "nothing-visible";

/// What decides besides findings.
#[derive(Debug, Clone, Copy)]
pub struct PublishFacts<'a> {
    /// The path of the settings.
    pub settings: &'a str,
    /// The ids of the entries that are left out because another has their id or page.
    pub missing_pages: &'a [String],
    /// For whom the build is.
    pub reach: Reach,
    /// Why they see no entry; `None` if they see some.
    pub nothing_visible: Option<&'a str>,
    /// Whether a content file could not be read, so that it is unknown who may read it.
    pub has_unreadable: bool,
    /// The private roots that are missing while no list of customers was read.
    pub missing_roots: &'a [String],
    /// Why the opportunities may not be published; `None` if they may.
    pub stale_opportunities: Option<&'a str>,
    /// Why a demonstration may not be shown to its readers; `None` if it may, and for other sites.
    pub demonstration: Option<&'a str>,
}

impl PublishVerdict {
    /// Decides from all `findings` of a site, those of the baseline included, and the `facts` of the build.
    pub fn new(findings: &[SettledFinding], facts: &PublishFacts<'_>) -> Self {
        let mut causes = of_findings(findings, facts);
        let is_shared = facts.reach == Reach::Shared;
        let mut hold = |cause: &str, count: usize, message: String| {
            causes.push(HoldCause { cause: cause.to_owned(), count, message });
        };
        if !facts.missing_pages.is_empty() {
            let ids = facts.missing_pages.join(", ");
            let message = format!("another entry has the id or the page of {ids} (schema/duplicate-id)");
            hold("missing-page", facts.missing_pages.len(), message);
        }
        if is_shared && facts.has_unreadable {
            let message = "a file cannot be read, so it is unknown who may read it".to_owned();
            hold("unknown-readers", 1, message);
        }
        if is_shared && !facts.missing_roots.is_empty() {
            let roots = facts.missing_roots.join(", ");
            let message = format!("customers.yaml was not read, because a private root is missing: {roots}");
            hold("missing-customers", facts.missing_roots.len(), message);
        }
        if let Some(reason) = facts.stale_opportunities {
            hold("stale-opportunities", 1, reason.to_owned());
        }
        if let Some(reason) = facts.demonstration {
            hold("demonstration", 1, reason.to_owned());
        }
        if let Some(reason) = facts.nothing_visible {
            hold(NOTHING_VISIBLE, 0, reason.to_owned());
        }
        if causes.is_empty() { Self::Publish } else { Self::Hold(causes) }
    }

    /// Returns the word of the verdict in reports.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Hold(_) => "hold",
            Self::NotChecked => "not-checked",
        }
    }

    /// Returns whether the site is held.
    pub fn is_hold(&self) -> bool {
        matches!(self, Self::Hold(_))
    }

    /// Returns why the site is held; empty if it may be published.
    pub fn causes(&self) -> &[HoldCause] {
        match self {
            Self::Publish | Self::NotChecked => &[],
            Self::Hold(causes) => causes,
        }
    }

    /// Returns whether a preview keeps its last good site. An empty site is shown, since a new site begins empty.
    pub fn blocks_preview(&self) -> bool {
        self.causes().iter().any(|cause| cause.cause != NOTHING_VISIBLE)
    }
}

/// Returns whether `finding` holds a build for `reach`: its rule prevents publication, or it is an error in the settings at
/// `settings`.
pub fn holds_build(finding: &SettledFinding, settings: &str, reach: Reach) -> bool {
    let is_of_settings = finding.rule.family == Family::Schema && finding.source_path() == settings;
    finding.rule.holds(finding.severity, reach) || (finding.severity == Severity::Error && is_of_settings)
}

fn of_findings(findings: &[SettledFinding], facts: &PublishFacts<'_>) -> Vec<HoldCause> {
    let mut by_rule: BTreeMap<&str, (usize, &SettledFinding)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| holds_build(finding, facts.settings, facts.reach)) {
        by_rule.entry(finding.rule.id).or_insert((0, finding)).0 += 1;
    }
    let cause = |(rule, (count, first)): (&str, (usize, &SettledFinding))| {
        let (path, start) = (&first.place.path, first.place.start);
        let place = format!("{path}:{}:{}", start.line, start.column);
        let at = if count == 1 { "at" } else { "first at" };
        let message = format!("{}; {at} {place}", first.rule.summary.trim_end_matches('.'));
        HoldCause { cause: rule.to_owned(), count, message }
    };
    by_rule.into_iter().map(cause).collect()
}

/// Writes the cause on one line.
impl fmt::Display for HoldCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cause, count, message } = self;
        let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
        write!(formatter, "held by {cause}{times}: {message}")
    }
}

/// Writes one line per cause.
impl fmt::Display for PublishVerdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, cause) in self.causes().iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            write!(formatter, "{line_end}{cause}")?;
        }
        Ok(())
    }
}
