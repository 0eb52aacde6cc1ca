//! A finding as the site reports it.

use super::exposure::Exposure;
use super::masks::Masks;
use super::settled_place::SettledPlace;
use crate::finding::{Finding, Fix, Rule, Severity};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

/// A finding with the severity of the site, not suppressed, and without credentials.
///
/// Only [`settle_findings`] makes one. Its fields are read through [`Settled`] and cannot be changed.
#[derive(Clone)]
pub struct SettledFinding {
    settled: Settled,
    source_path: Box<str>,
    subject: String,
    fix: Option<Fix>,
}

/// What a settled finding says; every text is masked.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is on this site.
    pub severity: Severity,
    /// Where it is.
    pub place: SettledPlace,
    /// What is wrong, with numbers.
    pub message: String,
    /// What to do about it, as one sentence.
    pub help: String,
    /// The owner of the entry, if it has one.
    pub owner: Option<String>,
    /// Further places that explain it, each with a few words.
    pub related: Vec<(SettledPlace, String)>,
    /// How many things of its kind there are, if the finding is about their number.
    pub count: Option<u64>,
    /// The commit in which it was found, if that is not the present state.
    pub commit: Option<String>,
    /// The open opportunities that it affects, if they were requested.
    pub exposure: Option<Exposure>,
}

/// Masks `findings`, and sorts them. `secrets` are further findings about credentials, such as suppressed ones: what
/// they found is masked too.
pub fn settle_findings(findings: Vec<Finding>, secrets: &[Finding]) -> Vec<SettledFinding> {
    let masks = Masks::new(secrets, &findings);
    let mut settled: Vec<_> = findings.into_par_iter().map(|finding| SettledFinding::new(finding, &masks)).collect();
    settled.sort_by(SettledFinding::order);
    settled
}

impl SettledFinding {
    fn new(finding: Finding, masks: &Masks) -> Self {
        let related = finding.related.iter();
        let settled = Settled {
            rule: finding.rule,
            severity: finding.severity,
            place: masks.place(&finding.place),
            message: masks.text(&finding.message),
            help: masks.text(&finding.help),
            owner: finding.owner.as_deref().map(|owner| masks.text(owner)),
            related: related.map(|(place, words)| (masks.place(place), masks.text(words))).collect(),
            count: finding.count,
            commit: finding.commit,
            exposure: None,
        };
        let source_path = finding.place.file.path().into();
        Self { settled, source_path, subject: masks.text(&finding.subject), fix: finding.fix }
    }

    /// Returns the path of the file as the disk has it, for comparisons; [`SettledPlace::path`] is the one to print.
    pub fn source_path(&self) -> &str {
        &self.source_path
    }

    /// Returns what distinguishes the finding from others of its rule in its file.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the fix as an edit of the file, if it is certain.
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }

    /// Adds the open opportunities that the finding affects.
    #[must_use]
    pub fn with_exposure(mut self, exposure: Exposure) -> Self {
        self.settled.exposure = Some(exposure);
        self
    }

    /// Returns the finding in the general words of its rule, for readers who may not see its own.
    #[must_use]
    pub fn in_words_of_rule(&self) -> Self {
        let (message, help) = (self.rule.summary.to_owned(), self.rule.help.to_owned());
        Self { settled: Settled { message, help, related: Vec::new(), ..self.settled.clone() }, ..self.clone() }
    }

    /// Orders findings by path, place, rule and message.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |finding: &'_ Self| (finding.place.span, finding.rule.id);
        let path = self.source_path.cmp(&other.source_path);
        path.then_with(|| (key(self), &self.message).cmp(&(key(other), &other.message)))
    }
}

impl Deref for SettledFinding {
    type Target = Settled;

    fn deref(&self) -> &Settled {
        &self.settled
    }
}

/// Shows what a report may show.
impl fmt::Debug for SettledFinding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settled.fmt(formatter)
    }
}
