//! One suppression of a site, and what it does to a finding.

use super::settings_use::SettingsUse;
use crate::finding::{AllowedValue, Finding, Fix, Nature, Place, Rule, SuppressionEnd};
use crate::rules::first_seen::FirstSeen;
use crate::rules::secrets::PLACEHOLDER;
use crate::rules::selection::selects;
use crate::rules::selectors::is_selector;
use crate::source::{SourceFile, Span, Spanned};
use chrono::NaiveDate;
use globset::GlobMatcher;
use std::sync::Arc;

/// One rule that is suppressed at one place.
#[derive(Debug)]
pub(super) struct ActiveSuppression {
    /// Where it is written.
    pub(super) file: Arc<SourceFile>,
    pub(super) form: Form,
    pub(super) reach: Reach,
    pub(super) rule: Spanned<String>,
    pub(super) has_reason: bool,
    pub(super) until: SuppressionEnd,
    pub(super) value: AllowedValue,
    pub(super) nature: Nature,
    /// When it came in; looked up only where no end is written.
    pub(super) first_seen: FirstSeen,
    /// How it is taken out, where that touches nothing else.
    pub(super) removal: Option<Fix>,
}

/// How a suppression is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As a comment in the text.
    Comment,
    /// As fields, of front matter or `site.toml`.
    Fields,
}

/// Which findings a suppression can reach.
#[derive(Debug)]
pub(super) enum Reach {
    /// Those in a part of its file.
    Part(Span),
    /// Those in files whose path fits.
    Paths(GlobMatcher),
    /// None: there is no block after the comment, or the pattern cannot be read.
    Nothing,
}

/// What a suppression does to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// It takes it out.
    Suppressed,
    /// Nothing for readers outside the company, for whom only what is not a secret is left out.
    InsideOnly,
    /// Nothing, since it does not say which value it allows.
    WithoutFingerprint,
    /// Nothing, since it allows another value.
    OtherValue,
}

impl ActiveSuppression {
    /// Returns whether it has no end of its own and could have an effect. What is not a secret stays none.
    pub(super) fn is_undated(&self) -> bool {
        self.until == SuppressionEnd::Unwritten && self.nature == Nature::Secret && is_selector(&self.rule.value)
    }

    /// Returns whether it has not ended, and all that is written can be read.
    pub(super) fn has_effect(&self, today: NaiveDate) -> bool {
        let is_readable = !matches!(self.value, AllowedValue::Unreadable(_));
        let has_begun = match &self.until {
            SuppressionEnd::Unwritten if self.nature == Nature::NotASecret => true,
            SuppressionEnd::Unwritten => self.first_seen.last_day(today).is_ok_and(|last| last >= today),
            SuppressionEnd::On(until) => until.value >= today,
            SuppressionEnd::Unreadable(_) => false,
        };
        is_readable && has_begun
    }

    /// Returns what it does to `finding`. What must never be published is suppressed by its full id and with a reason only,
    /// and a secret by its fingerprint only.
    pub(super) fn effect(&self, finding: &Finding, used: &SettingsUse<'_>) -> Effect {
        let is_meant = selects(&self.rule.value, finding.rule) && self.reaches(finding) && self.has_effect(used.today);
        let has_floor = finding.rule.has_floor();
        if !is_meant || (has_floor && self.rule.value != finding.rule.id) {
            return Effect::None;
        }
        if let Some(value) = finding.value {
            let expected = used.settings.salt.as_ref().map(|salt| value.fingerprint(salt));
            match self.value.fingerprint() {
                None if is_bound(finding) => return Effect::WithoutFingerprint,
                Some(_) if expected.is_none() => return Effect::WithoutFingerprint,
                Some(written) if expected.as_deref() != Some(written) => return Effect::OtherValue,
                _ => {}
            }
        }
        if has_floor && !self.has_reason {
            return Effect::None;
        }
        let is_leak = has_floor && is_bound(finding) && self.nature == Nature::Secret;
        if is_leak && used.is_for_outsiders() { Effect::InsideOnly } else { Effect::Suppressed }
    }

    fn reaches(&self, finding: &Finding) -> bool {
        let (path, start) = (finding.place.file.path(), finding.place.span.start);
        match &self.reach {
            Reach::Part(part) => {
                path == self.file.path() && part.start <= start && start < part.end.max(part.start + 1)
            }
            Reach::Paths(paths) => paths.is_match(path),
            Reach::Nothing => false,
        }
    }

    /// Returns the place at which it names its rule.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.file, self.rule.span)
    }

    /// Makes a finding about it.
    pub(super) fn finding(&self, rule: &'static Rule, span: Span, message: String) -> Finding {
        Finding::new(rule, Place::new(&self.file, span), message).subject(format!("suppress: {}", self.name()))
    }

    /// Returns the rule, with the fingerprint where one is named.
    pub(super) fn name(&self) -> String {
        let rule = &self.rule.value;
        self.value.fingerprint().map_or_else(|| rule.clone(), |print| format!("{rule} fingerprint={print}"))
    }
}

/// Returns whether `finding` is suppressed by the fingerprint of its value only.
pub(super) fn is_bound(finding: &Finding) -> bool {
    finding.value.is_some() && finding.rule != &PLACEHOLDER
}
