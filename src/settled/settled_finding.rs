//! A finding as the site reports it.

use super::exposure::Exposure;
use super::masks::Masks;
use super::settled_place::SettledPlace;
use crate::finding::{Finding, Fix, Rule, Severity, ValueDigest};
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
    value: Option<ValueDigest>,
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
    /// Whether it reports a decision about the checks themselves, which reviewers of a change must see.
    pub is_decision: bool,
    /// Number of open opportunities that it affects, as far as they are known; reports name what affects most first.
    pub affected: usize,
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
            is_decision: finding.is_decision,
            affected: 0,
            exposure: None,
        };
        let source_path = finding.place.file.path().into();
        Self { settled, source_path, subject: masks.text(&finding.subject), value: finding.value, fix: finding.fix }
    }

    /// Returns the path of the file as the disk has it, for comparisons; [`SettledPlace::path`] is the one to print.
    pub fn source_path(&self) -> &str {
        &self.source_path
    }

    /// Returns what distinguishes the finding from others of its rule in its file.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the secret value that it is about, as a digest.
    pub fn value(&self) -> Option<ValueDigest> {
        self.value
    }

    /// Returns the fix as an edit of the file, if it is certain.
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }

    /// Adds the number of open opportunities that the finding affects.
    #[must_use]
    pub fn with_affected(mut self, affected: usize) -> Self {
        self.settled.affected = affected;
        self
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Family, Place};
    use crate::settled::test_rules::rule;
    use crate::source::{SourceFile, Span};

    static RULE: Rule = rule("site/test", Family::Site);
    static SECOND: Rule = rule("site/test-2", Family::Site);

    fn finding(path: &str, start: usize, rule: &'static Rule, message: &str) -> Finding {
        let file = SourceFile::new(path, "x".repeat(9));
        Finding::new(rule, Place::new(&file, Span::new(start..start + 1)), message)
    }

    #[test]
    fn findings_are_sorted_by_path_place_rule_and_message() {
        let findings = vec![
            finding("content/b.md", 0, &RULE, "1"),
            finding("content/a.md", 2, &RULE, "2"),
            finding("content/a.md", 1, &SECOND, "3"),
            finding("content/a.md", 1, &RULE, "5"),
            finding("content/a.md", 1, &RULE, "4"),
        ];
        let settled = settle_findings(findings, &[]);
        let messages: Vec<_> = settled.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["4", "5", "3", "2", "1"]);
        assert_eq!(settled.first().map(SettledFinding::source_path), Some("content/a.md"));
    }

    #[test]
    fn a_fix_and_an_exposure_are_kept() {
        let with_fix = finding("content/a.md", 0, &RULE, "m").fix(Span::new(0..1), "y");
        let fix = with_fix.fix.clone();
        let settled = settle_findings(vec![with_fix, finding("content/b.md", 0, &RULE, "n")], &[]);
        assert_eq!(settled.iter().map(|one| one.fix().cloned()).collect::<Vec<_>>(), [fix, None]);
        let exposure = Exposure { opportunities: 2, sums: Vec::new() };
        let first = settled.into_iter().next().unwrap();
        assert_eq!(first.exposure, None);
        assert_eq!(first.with_exposure(exposure.clone()).exposure, Some(exposure));
    }
}
