//! The settings as values.

use super::{
    Allowance, Audience, Audiences, CredentialPattern, Demonstration, EvidenceSettings, OpportunitySettings,
    QuestionnaireSettings,
};
use crate::finding::Salt;
use crate::source::{Interval, SourceFile, Span, Spanned};
use crate::values::Choice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All of `site.toml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file, empty where there is none.
    pub file: Arc<SourceFile>,
    /// `[site]`.
    pub site: Site,
    /// `[audiences]`.
    pub audiences: Audiences,
    /// `[[roots]]`: the folders that hold content.
    pub roots: Vec<Root>,
    /// `[defaults."folder"]` by folder, relative to its root.
    pub defaults: BTreeMap<String, Defaults>,
    /// `[freshness]`.
    pub freshness: FreshnessSettings,
    /// `[rules]` and `[[rules.for]]`.
    pub rules: RuleSettings,
    /// `[[allow]]`: secret values that are allowed in files that cannot hold a comment.
    pub allowed: Vec<Allowance>,
    /// `[limits]`.
    pub limits: Limits,
    /// `[[secrets.patterns]]`: formats of credentials that the table does not have.
    pub credential_patterns: Vec<CredentialPattern>,
    /// `[exposure]`: patterns of hosts that only the company reaches.
    pub internal_hosts: Vec<Spanned<String>>,
    /// `[evidence]`: how pages of sources are looked at.
    pub evidence: EvidenceSettings,
    /// `[gaps] weights` by severity, for the attributed amount.
    pub gap_weights: BTreeMap<String, u64>,
    /// `[opportunities]`.
    pub opportunities: OpportunitySettings,
    /// `[rfp]`.
    pub questionnaires: QuestionnaireSettings,
    /// `[fingerprints] salt`: what fingerprints of secrets are keyed with; `None` if the site has none.
    pub salt: Option<Salt>,
    /// `[search] synonyms`: the path of the list.
    pub synonyms: Spanned<String>,
}

/// `[site]`.
#[derive(Debug, Clone)]
pub struct Site {
    /// The name of the site.
    pub title: String,
    /// Where it is published, with a slash at its end; empty if it is not set.
    pub base_url: String,
    /// A link that opens a file for editing, with `{path}` in it.
    pub edit_url: Option<String>,
    /// A link that opens a new issue, with `{title}` in it.
    pub issue_url: Option<String>,
    /// The language of the pages (BCP 47).
    pub language: String,
    /// The theme's folder below `themes/`.
    pub theme: Spanned<String>,
    /// What happens to HTML in Markdown.
    pub raw_html: RawHtml,
    /// Whether all rules run or only those a newcomer meets.
    pub strict: bool,
    /// What makes a date or an approval count.
    pub attestation: Attestation,
    /// `demo` and `as_of`: the day as of which states are computed; `None` for the present day.
    pub demonstration: Option<Demonstration>,
}

/// What makes the date of a check or an approval count, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attestation {
    /// That it is written.
    Text,
    /// That the person it names made the commit that introduced it.
    Author,
    /// That the person also signed this commit, and Git verifies the signature.
    Signed,
}

impl Choice for Attestation {
    const WORDS: &'static [(&'static str, Self)] =
        &[("text", Self::Text), ("author", Self::Author), ("signed", Self::Signed)];
}

impl Attestation {
    /// Returns the word that the settings use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, attestation)| *attestation == self).map_or("signed", |(word, _)| word)
    }
}

/// What happens to HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// It is left out.
    Drop,
    /// It is passed through a sanitiser.
    Sanitise,
}

impl Choice for RawHtml {
    const WORDS: &'static [(&'static str, Self)] = &[("drop", Self::Drop), ("sanitise", Self::Sanitise)];
}

/// A folder of content.
#[derive(Debug, Clone)]
pub struct Root {
    /// Its path beside the settings.
    pub path: Spanned<String>,
    /// Whether deal kinds and customer data may be here.
    pub private: bool,
}

/// What entries of one folder inherit.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Where the folder is named.
    pub span: Span,
    /// The owner.
    pub owner: Option<Spanned<String>>,
    /// The audience.
    pub audience: Option<Audience>,
    /// How long a verification holds.
    pub review_every: Option<Interval>,
    /// The tags.
    pub tags: Vec<Spanned<String>>,
    /// The status.
    pub status: Option<Status>,
}

/// The life cycle of an entry, independent of freshness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Being written; inside only.
    Draft,
    /// Taken over from elsewhere, where nothing says whether it was approved; inside only.
    Unreviewed,
    /// Waiting for approval.
    InReview,
    /// Approved.
    Approved,
    /// Replaced by something else.
    Deprecated,
    /// Kept for the record.
    Archived,
}

impl Choice for Status {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("draft", Self::Draft),
        ("unreviewed", Self::Unreviewed),
        ("in-review", Self::InReview),
        ("approved", Self::Approved),
        ("deprecated", Self::Deprecated),
        ("archived", Self::Archived),
    ];
}

impl Status {
    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, status)| *status == self).map_or("draft", |(word, _)| word)
    }
}

/// `[freshness]`.
#[derive(Debug, Clone)]
pub struct FreshnessSettings {
    /// Whether what only time brings is an error in a full check.
    pub fail: bool,
    /// How long a verification holds, by topic of claim or kind of entry.
    pub intervals: BTreeMap<String, Spanned<Interval>>,
    /// How long before it ends something is listed as due; `None` for as long as readers see `Check soon`.
    pub warn_before: Option<Spanned<Interval>>,
    /// The staleness budget.
    pub budget: Budget,
}

/// The staleness budget.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    /// At most this many stale claims.
    pub stale: Option<Spanned<u64>>,
    /// None that an opportunity closing within this time depends on.
    pub stale_exposed_within: Option<Spanned<Interval>>,
}

/// Severities that a site sets.
#[derive(Debug, Clone, Default)]
pub struct RuleSettings {
    /// For every file.
    pub everywhere: Vec<RuleSetting>,
    /// For files whose path fits one of the patterns, later ones winning.
    pub by_path: Vec<(Vec<Spanned<String>>, Vec<RuleSetting>)>,
}

/// One line of `[rules]`.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// A rule id or a family.
    pub selector: Spanned<String>,
    /// What it is set to.
    pub level: Spanned<Level>,
}

/// What a rule can be set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not run.
    Off,
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Choice for Level {
    const WORDS: &'static [(&'static str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("info", Self::Info), ("off", Self::Off)];
}

/// `[limits]`, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest content file.
    pub file: u64,
    /// The largest front matter.
    pub front_matter: u64,
}
