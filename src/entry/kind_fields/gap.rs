//! Gaps, and objections that may depend on one.

use crate::source::Spanned;
use crate::values::{Choice, Fields};
use serde::{Deserialize, Serialize};

/// What a gap adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Gap {
    /// How much it hurts.
    pub severity: Option<Spanned<Severity>>,
    /// What to do instead; `None` if there is nothing.
    pub workaround: Option<Spanned<String>>,
    /// What it costs the customer and us.
    pub impact: Option<Spanned<String>>,
    /// The capability that lacks.
    pub capability: Option<Spanned<String>>,
    /// Where it is.
    pub state: Option<Spanned<GapState>>,
    /// The version that closed it.
    pub shipped_in: Option<Spanned<String>>,
    /// Ids of the opportunities that miss it.
    pub opportunities: Vec<Spanned<String>>,
    /// Where it is tracked.
    pub tracker: Option<Spanned<String>>,
}

impl Gap {
    /// Returns whether the product has it now.
    pub fn is_shipped(&self) -> bool {
        self.shipped_in.is_some() || self.state.as_ref().is_some_and(|state| state.value == GapState::Shipped)
    }

    /// Returns what to do instead; people also write `none`.
    pub fn usable_workaround(&self) -> Option<&str> {
        let words = self.workaround.as_ref().map(|words| words.value.as_str());
        words.filter(|words| !words.trim().eq_ignore_ascii_case("none"))
    }
}

/// How much a gap hurts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The deal is lost without it.
    Blocker,
    /// The deal is harder without it.
    Major,
    /// It is noticed.
    Minor,
}

impl Choice for Severity {
    const WORDS: &'static [(&'static str, Self)] =
        &[("blocker", Self::Blocker), ("major", Self::Major), ("minor", Self::Minor)];
}

impl Severity {
    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, severity)| *severity == self).map_or("minor", |(word, _)| word)
    }
}

/// Where a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GapState {
    /// No work has begun.
    Open,
    /// A person will.
    Planned,
    /// It is closed.
    Shipped,
    /// It stays.
    Declined,
}

impl Choice for GapState {
    const WORDS: &'static [(&'static str, Self)] =
        &[("open", Self::Open), ("planned", Self::Planned), ("shipped", Self::Shipped), ("declined", Self::Declined)];
}

impl GapState {
    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("open", |(word, _)| word)
    }
}

pub(crate) fn read_gap(fields: &Fields<'_>) -> Gap {
    let gap = Gap {
        severity: fields.choice("severity"),
        workaround: fields.text("workaround"),
        impact: fields.text("impact"),
        capability: fields.text("capability"),
        state: fields.choice("state"),
        shipped_in: fields.text("shipped_in"),
        opportunities: fields.names("opportunities"),
        tracker: fields.text("tracker"),
    };
    if gap.severity.is_none() {
        fields.missing("severity", "`blocker`, `major` or `minor`");
    }
    if gap.workaround.is_none() {
        fields.missing("workaround", "what to do meanwhile; `none` must be written");
    }
    if gap.impact.is_none() {
        fields.missing("impact", "what it costs the customer and the business");
    }
    gap
}

/// What an objection adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Objection {
    /// What it is about.
    pub about: Option<Spanned<String>>,
    /// The reply, in at most 80 words.
    pub response: Option<Spanned<String>>,
    /// Evidence for the reply.
    pub evidence: Vec<Spanned<String>>,
    /// The gap, where the objection is true.
    pub gap: Option<Spanned<String>>,
}

pub(crate) fn read_objection(fields: &Fields<'_>) -> Objection {
    Objection {
        about: fields.text("about"),
        response: fields.text("response"),
        evidence: fields.texts("evidence"),
        gap: fields.text("gap"),
    }
}
