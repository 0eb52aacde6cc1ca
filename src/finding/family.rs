//! The families of rules: the part of a rule's id before the slash.

/// What a group of rules is about. The site's settings, suppressions and `--rules` can name a whole family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Answers for questionnaires.
    Answers,
    /// Reference architectures.
    Architectures,
    /// Who may read what.
    Audience,
    /// Battlecards.
    Battlecards,
    /// Promises: prices, guarantees, roadmap.
    Commitments,
    /// Demo scripts.
    Demos,
    /// The digest.
    Digest,
    /// Claims and their sources.
    Evidence,
    /// Internal addresses in what others read.
    Exposure,
    /// How old each statement is.
    Freshness,
    /// Product gaps.
    Gaps,
    /// Fair wording about others and about losses.
    Honesty,
    /// Links.
    Links,
    /// The opportunity source.
    Opportunities,
    /// Proofs of concept.
    Pocs,
    /// Filled questionnaires.
    Questionnaire,
    /// Review and approval.
    Review,
    /// The form of content and settings.
    Schema,
    /// Credentials.
    Secrets,
    /// The site as a whole.
    Site,
    /// Wording.
    Style,
    /// Suppressions and the baseline.
    Suppression,
    /// Win plans.
    Winplans,
}

impl Family {
    /// Every family, sorted by word.
    pub const ALL: [Self; 23] = [
        Self::Answers,
        Self::Architectures,
        Self::Audience,
        Self::Battlecards,
        Self::Commitments,
        Self::Demos,
        Self::Digest,
        Self::Evidence,
        Self::Exposure,
        Self::Freshness,
        Self::Gaps,
        Self::Honesty,
        Self::Links,
        Self::Opportunities,
        Self::Pocs,
        Self::Questionnaire,
        Self::Review,
        Self::Schema,
        Self::Secrets,
        Self::Site,
        Self::Style,
        Self::Suppression,
        Self::Winplans,
    ];

    /// Returns the family's name, as in rule ids and settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Architectures => "architectures",
            Self::Audience => "audience",
            Self::Battlecards => "battlecards",
            Self::Commitments => "commitments",
            Self::Demos => "demos",
            Self::Digest => "digest",
            Self::Evidence => "evidence",
            Self::Exposure => "exposure",
            Self::Freshness => "freshness",
            Self::Gaps => "gaps",
            Self::Honesty => "honesty",
            Self::Links => "links",
            Self::Opportunities => "opportunities",
            Self::Pocs => "pocs",
            Self::Questionnaire => "questionnaire",
            Self::Review => "review",
            Self::Schema => "schema",
            Self::Secrets => "secrets",
            Self::Site => "site",
            Self::Style => "style",
            Self::Suppression => "suppression",
            Self::Winplans => "winplans",
        }
    }
}
