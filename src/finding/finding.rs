//! A finding, and how a rule makes one.

use super::fix::Fix;
use super::place::Place;
use super::rule::{Rule, Severity};
use super::value_digest::ValueDigest;
use crate::source::Span;

/// One fault, at one place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is on this site; begins as the rule's own severity.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, with numbers. Never holds a secret.
    pub message: String,
    /// What to do about it, as one sentence.
    pub help: String,
    /// Who owns the matter, where that is known.
    pub owner: Option<String>,
    /// Further places that explain it, such as the setting that decided, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What keeps the finding apart from others of its rule in its file: a field path or heading, and the value's
    /// text. Enters the fingerprint, so it contains no line number and no secret.
    pub subject: String,
    /// The secret value that it is about, as a digest. Enters the fingerprint, keyed wherever that is shown.
    pub value: Option<ValueDigest>,
    /// The fix as an edit, where it is certain.
    pub fix: Option<Fix>,
    /// How many things of its kind there are, if the finding is about their number.
    pub count: Option<u64>,
    /// The commit in which it was found, if that is not the present state.
    pub commit: Option<String>,
    /// Whether it reports a decision about the checks themselves, which reviewers of a change must see.
    pub is_decision: bool,
    /// Where a value is written of what the finding calls missing; the finding is left out if it is reported there that
    /// this value cannot be read.
    pub unless_unread: Option<Span>,
}

impl Finding {
    /// Begins a finding of `rule` at `place`; the fix is the rule's own until [`Finding::help`] gives a closer one.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        let subject = place.file.slice(place.span).split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            rule,
            severity: rule.severity,
            place,
            message: message.into(),
            help: rule.help.to_owned(),
            owner: None,
            related: Vec::new(),
            subject,
            value: None,
            fix: None,
            count: None,
            commit: None,
            is_decision: false,
            unless_unread: None,
        }
    }

    /// Replaces the fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Names who owns the matter.
    #[must_use]
    pub fn owner(mut self, owner: Option<impl Into<String>>) -> Self {
        self.owner = owner.map(Into::into);
        self
    }

    /// Replaces the subject that the fingerprint uses.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Names the secret value that it is about.
    #[must_use]
    pub fn value(mut self, value: ValueDigest) -> Self {
        self.value = Some(value);
        self
    }

    /// Offers to write `text` in the place of the bytes at `span` of the finding's file.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    /// Says how many things of its kind there are, for a finding about their number.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// Names the commit in which it was found.
    #[must_use]
    pub fn in_commit(mut self, commit: impl Into<String>) -> Self {
        self.commit = Some(commit.into());
        self
    }

    /// Marks it as a decision about the checks themselves, for reviewers of a change.
    #[must_use]
    pub fn decision(mut self) -> Self {
        self.is_decision = true;
        self
    }

    /// Names the place of a value, if there is one, that may be what the finding calls missing.
    #[must_use]
    pub fn unless_unread(mut self, value: Option<Span>) -> Self {
        self.unless_unread = value;
        self
    }

    /// Adds a place that explains the finding.
    #[must_use]
    pub fn see(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Orders findings by path, place, rule and message.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |finding: &'_ Self| (finding.place.span, finding.rule.id);
        (self.place.file.path(), key(self), &self.message).cmp(&(other.place.file.path(), key(other), &other.message))
    }
}
