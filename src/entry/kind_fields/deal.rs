//! Papers about one deal: proof-of-concept plans, win plans, qualifications.

use crate::source::Spanned;
use crate::values::{Choice, Fields};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a proof-of-concept plan adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Poc {
    /// What counts as success, three to five.
    pub success_criteria: Vec<Spanned<String>>,
    /// When it ends early.
    pub exit_criteria: Vec<Spanned<String>>,
    /// First day.
    pub start: Option<Spanned<NaiveDate>>,
    /// Last day.
    pub end: Option<Spanned<NaiveDate>>,
    /// The day of the decision.
    pub decision_on: Option<Spanned<NaiveDate>>,
    /// How the decision is made.
    pub decision_framework: Option<Spanned<String>>,
    /// When the customer agreed.
    pub agreed: Option<Spanned<String>>,
    /// Where it runs.
    pub environment: Option<PocEnvironment>,
    /// Recorded changes of scope.
    pub changes: Vec<Spanned<String>>,
    /// What came out.
    pub results: Vec<Spanned<String>>,
}

/// Where a proof of concept runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PocEnvironment {
    /// What it is called.
    pub name: Option<Spanned<String>>,
    /// What is in it; never production data.
    pub contents: Option<Spanned<String>>,
}

/// What a win plan adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Winplan {
    /// What has to be true to win.
    pub win_criteria: Vec<Spanned<String>>,
    /// The risks, greatest first.
    pub risks: Vec<Risk>,
    /// The customer's requirements.
    pub requirements: Vec<Requirement>,
    /// What was decided.
    pub decisions: Vec<Spanned<String>>,
    /// What was promised.
    pub commitments: Vec<Spanned<String>>,
    /// What the next team needs.
    pub handoff: Option<Spanned<String>>,
}

/// A risk and what is done about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Risk {
    /// The risk.
    pub risk: Option<Spanned<String>>,
    /// What is done about it.
    pub mitigation: Option<Spanned<String>>,
    /// Who does it.
    pub owner: Option<Spanned<String>>,
}

/// A requirement and what meets it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Requirement {
    /// The customer's words.
    pub text: Option<Spanned<String>>,
    /// How it is met.
    pub fit: Option<Spanned<Fit>>,
    /// The answer, claim or gap that answers it.
    pub answered_by: Option<Spanned<String>>,
}

/// How a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fit {
    /// As delivered.
    Native,
    /// In part.
    Partial,
    /// Not.
    Gap,
    /// Not known yet.
    Unknown,
}

impl Choice for Fit {
    const WORDS: &'static [(&'static str, Self)] =
        &[("native", Self::Native), ("partial", Self::Partial), ("gap", Self::Gap), ("unknown", Self::Unknown)];
}

pub(crate) fn read_poc(fields: &Fields<'_>) -> Poc {
    let poc = Poc {
        success_criteria: fields.texts("success_criteria"),
        exit_criteria: fields.texts("exit_criteria"),
        start: fields.date("start"),
        end: fields.date("end"),
        decision_on: fields.date("decision_on"),
        decision_framework: fields.text("decision_framework"),
        agreed: fields.text("agreed"),
        environment: fields
            .map("environment", |fields| PocEnvironment { name: fields.text("name"), contents: fields.text("data") }),
        changes: fields.texts("changes"),
        results: fields.texts("results"),
    };
    let required = [
        ("success_criteria", poc.success_criteria.is_empty(), "three to five, each with a number or pass/fail"),
        ("exit_criteria", poc.exit_criteria.is_empty(), "when it ends early"),
        ("decision_on", poc.decision_on.is_none(), "the day of the decision"),
        ("decision_framework", poc.decision_framework.is_none(), "how the decision is made"),
    ];
    for (key, _, why) in required.into_iter().filter(|(_, is_missing, _)| *is_missing) {
        fields.missing(key, why);
    }
    poc
}

pub(crate) fn read_winplan(fields: &Fields<'_>) -> Winplan {
    let win_criteria = fields.texts("win_criteria");
    if win_criteria.is_empty() {
        fields.missing("win_criteria", "what has to be true to win, agreed with the account team");
    }
    Winplan {
        win_criteria,
        risks: fields.maps("risks", |fields| Risk {
            risk: fields.text("risk"),
            mitigation: fields.text("mitigation"),
            owner: fields.text("owner"),
        }),
        requirements: read_requirements(fields),
        decisions: fields.texts("decisions"),
        commitments: fields.texts("commitments"),
        handoff: fields.text("handoff"),
    }
}

pub(crate) fn read_requirements(fields: &Fields<'_>) -> Vec<Requirement> {
    fields.maps("requirements", |fields| Requirement {
        text: fields.text("text"),
        fit: fields.choice("fit"),
        answered_by: fields.text("answered_by"),
    })
}
