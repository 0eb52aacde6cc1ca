//! Findings without their file, as later runs use them again.

use super::finding::Finding;
use super::fix::Fix;
use super::place::Place;
use super::rule::{Rule, Severity};
use crate::source::{SourceFile, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A finding whose places are all in one file, without that file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFinding {
    rule: String,
    severity: Severity,
    span: Span,
    message: String,
    /// `None` if it is that of the rule.
    help: Option<String>,
    owner: Option<String>,
    related: Vec<(Span, String)>,
    subject: String,
    fix: Option<Fix>,
    count: Option<u64>,
    is_decision: bool,
    unless_unread: Option<Span>,
}

impl KeptFinding {
    /// Takes `finding`; `None` if it has a place in another file or in a commit, or is about a secret value.
    pub fn of(finding: &Finding) -> Option<Self> {
        // Every field is named, so that a new one is not forgotten.
        let Finding {
            rule,
            severity,
            place,
            message,
            help,
            owner,
            related,
            subject,
            value,
            fix,
            count,
            commit,
            is_decision,
            unless_unread,
        } = finding;
        let is_elsewhere = related.iter().any(|(other, _)| !Arc::ptr_eq(&other.file, &place.file));
        if is_elsewhere || value.is_some() || commit.is_some() {
            return None;
        }
        Some(Self {
            rule: rule.id.to_owned(),
            severity: *severity,
            span: place.span,
            message: message.clone(),
            help: (help != rule.help).then(|| help.clone()),
            owner: owner.clone(),
            related: related.iter().map(|(place, words)| (place.span, words.clone())).collect(),
            subject: subject.clone(),
            fix: fix.clone(),
            count: *count,
            is_decision: *is_decision,
            unless_unread: *unless_unread,
        })
    }

    /// Returns the finding in `file`, whose rule `rules` finds by its id; `None` if there is no such rule.
    pub fn in_file(self, file: &Arc<SourceFile>, rules: impl Fn(&str) -> Option<&'static Rule>) -> Option<Finding> {
        let rule = rules(&self.rule)?;
        let related = self.related.into_iter().map(|(span, words)| (Place::new(file, span), words));
        Some(Finding {
            rule,
            severity: self.severity,
            place: Place::new(file, self.span),
            message: self.message,
            help: self.help.unwrap_or_else(|| rule.help.to_owned()),
            owner: self.owner,
            related: related.collect(),
            subject: self.subject,
            value: None,
            fix: self.fix,
            count: self.count,
            commit: None,
            is_decision: self.is_decision,
            unless_unread: self.unless_unread,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Family, Floor, Profile, ValueDigest};

    static RULE: Rule = Rule {
        id: "style/test",
        family: Family::Style,
        severity: Severity::Warning,
        floor: Floor::Settable,
        profile: Profile::Essential,
        summary: "s",
        help: "h",
        page: "",
    };

    fn rules(id: &str) -> Option<&'static Rule> {
        (id == RULE.id).then_some(&RULE)
    }

    #[test]
    fn a_finding_is_recalled_as_it_was() {
        let file = SourceFile::new("a.md", "one two three".to_owned());
        let at = |start, end| Place::new(&file, Span { start, end });
        let plain = Finding::new(&RULE, at(0, 3), "m");
        let mut full = plain.clone().help("other").owner(Some("ann")).subject("x").fix(Span { start: 0, end: 1 }, "O");
        full = full.count(2).decision().unless_unread(Some(Span { start: 4, end: 7 })).see(at(4, 7), "why");
        full.severity = Severity::Error;
        for finding in [plain, full] {
            let kept = KeptFinding::of(&finding).unwrap();
            let bytes = postcard::to_allocvec(&kept).unwrap();
            let recalled: KeptFinding = postcard::from_bytes(&bytes).unwrap();
            let recalled = recalled.in_file(&file, rules).unwrap();
            assert_eq!(format!("{recalled:?}"), format!("{finding:?}"));
            assert!(KeptFinding::of(&finding).unwrap().in_file(&file, |_| None).is_none(), "no such rule");
        }
    }

    #[test]
    fn what_is_not_in_the_file_alone_is_not_kept() {
        let file = SourceFile::new("a.md", "one".to_owned());
        let other = SourceFile::new("a.md", "one".to_owned());
        let finding = || Finding::new(&RULE, Place::new(&file, Span::default()), "m");
        assert!(KeptFinding::of(&finding()).is_some(), "the control");
        assert!(KeptFinding::of(&finding().see(Place::new(&other, Span::default()), "x")).is_none());
        assert!(KeptFinding::of(&finding().value(ValueDigest::of("v"))).is_none());
        assert!(KeptFinding::of(&finding().in_commit("abc")).is_none());
    }
}
