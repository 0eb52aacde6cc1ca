//! Claims: checkable statements with their evidence.

use super::written_fields::WrittenFields;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{Interval, Spanned};
use crate::values::{Choice, Fields, Shape, Value};
use chrono::NaiveDate;

/// One statement that a person can check.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its name within the entry; `entry#id` names it everywhere.
    pub id: Spanned<String>,
    /// The statement. For a footnote claim, the sentence that cites it.
    pub text: Spanned<String>,
    /// Whom it favours.
    pub stance: Option<Spanned<Stance>>,
    /// The capability it is about.
    pub capability: Option<Spanned<String>>,
    /// What it is about; decides how long a verification holds.
    pub topic: Option<Spanned<Topic>>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// When a person last checked it.
    pub verified: Option<Verification>,
    /// Its own interval.
    pub review_every: Option<Spanned<Interval>>,
    /// Its hard end.
    pub expires: Option<Spanned<NaiveDate>>,
    /// Who disputes it.
    pub challenged: Option<Challenge>,
    /// Where its fields have a value, readable or not.
    pub written: WrittenFields,
}

/// A page that states what the claim states.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its address.
    pub url: Spanned<String>,
    /// The words of the page that carry the claim.
    pub quote: Option<Spanned<String>>,
    /// When the quote was taken.
    pub captured: Option<Spanned<NaiveDate>>,
}

/// A check against its source.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The day.
    pub on: Spanned<NaiveDate>,
    /// Who checked.
    pub by: Option<Spanned<String>>,
    /// With what or whom: a product version, a second presenter.
    pub with: Option<Spanned<String>>,
    /// How.
    pub method: Option<Spanned<String>>,
    /// What was verified, as `v1:` and a hash of the text.
    pub hash: Option<Spanned<String>>,
}

/// A reader's doubt.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// The day.
    pub on: Option<Spanned<NaiveDate>>,
    /// Who doubts.
    pub by: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
}

/// Whom a claim favours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Us.
    WeWin,
    /// Neither side.
    Parity,
    /// The competitor.
    WeLose,
    /// It only informs.
    Context,
}

impl Choice for Stance {
    const WORDS: &'static [(&'static str, Self)] =
        &[("we-win", Self::WeWin), ("parity", Self::Parity), ("we-lose", Self::WeLose), ("context", Self::Context)];
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A price.
    Pricing,
    /// Something a product can or cannot do.
    Capability,
    /// A number that a product does not go beyond.
    Limit,
    /// A certificate or a law.
    Compliance,
    /// A speed or a size.
    Performance,
    /// What a customer reached.
    CustomerResult,
}

impl Choice for Topic {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("pricing", Self::Pricing),
        ("capability", Self::Capability),
        ("limit", Self::Limit),
        ("compliance", Self::Compliance),
        ("performance", Self::Performance),
        ("customer-result", Self::CustomerResult),
    ];
}

impl Topic {
    /// Returns the word that authors and `freshness.intervals` use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, topic)| *topic == self).map_or("capability", |(word, _)| word)
    }
}

/// Two entries, or two claims of one entry, share an id.
pub static DUPLICATE_ID: Rule = Rule {
    id: "schema/duplicate-id",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Two entries, or two claims of one entry, share an id.",
    help: "Give one of them another id.",
    page: include_str!("rules/duplicate_id.md"),
};

/// Reads `claims:`.
pub(crate) fn read_claims(fields: &Fields<'_>) -> Vec<Claim> {
    let claims = fields.maps("claims", read_claim);
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let mut seen = std::collections::BTreeMap::new();
    for claim in claims.into_iter().flatten() {
        if let Some(first) = seen.get(&claim.id.value) {
            let file = fields.reading().file;
            let message = format!("two claims of this entry are called `{}`", claim.id.value);
            let finding = Finding::new(&DUPLICATE_ID, Place::new(file, claim.id.span), message);
            fields.reading().push(finding.see(Place::new(file, *first), "first defined here"));
            continue;
        }
        seen.insert(claim.id.value.clone(), claim.id.span);
        kept.push(claim);
    }
    kept
}

fn read_claim(fields: &Fields<'_>) -> Option<Claim> {
    let id = fields.text("id");
    let text = fields.text("text");
    let claim = Claim {
        stance: fields.choice("stance"),
        capability: fields.text("capability"),
        topic: fields.choice("topic"),
        sources: read_sources(fields),
        verified: read_verification(fields),
        review_every: fields.interval("review_every"),
        expires: fields.date("expires"),
        challenged: read_challenge(fields),
        written: WrittenFields::of(fields),
        id: id.clone().unwrap_or_else(|| Spanned::new(String::new(), fields.span())),
        text: text.clone().unwrap_or_else(|| Spanned::new(String::new(), fields.span())),
    };
    if id.is_none() {
        fields.missing("id", "the body cites a claim as `[^id]`");
    } else if text.is_none() {
        fields.missing("text", "a claim is one sentence that can be checked");
    }
    (id.is_some() && text.is_some()).then_some(claim)
}

/// Reads `sources:`, or the short form `source:` with `quote:` and `captured:` beside it.
fn read_sources(fields: &Fields<'_>) -> Vec<Source> {
    let listed = fields.maps("sources", |fields| {
        let url = fields.text("url");
        let (quote, captured) = (fields.text("quote"), fields.date("captured"));
        if url.is_none() {
            fields.missing("url", "a source is a page that a reader can open");
        }
        Some(Source { url: url?, quote, captured })
    });
    let mut sources: Vec<Source> = listed.into_iter().flatten().collect();
    let (url, quote, captured) = (fields.text("source"), fields.text("quote"), fields.date("captured"));
    sources.extend(url.map(|url| Source { url, quote, captured }));
    sources
}

/// Reads `verified:`, a day or a map that begins with `on`.
pub(crate) fn read_verification(fields: &Fields<'_>) -> Option<Verification> {
    let is_map = matches!(fields.node("verified", Shape::Map).map(|node| &node.value), Some(Value::Map(_)));
    if !is_map {
        let on = fields.date("verified");
        if fields.reading().shapes.is_none() {
            return Some(Verification { on: on?, by: None, with: None, method: None, hash: None });
        }
    }
    let read = fields.map("verified", |fields| {
        let on = fields.date("on");
        let rest = (fields.text("by"), fields.text("with"), fields.text("method"), fields.text("hash"));
        if on.is_none() {
            fields.missing("on", "a verification happened on a day");
        }
        let (by, with, method, hash) = rest;
        Some(Verification { on: on?, by, with, method, hash })
    });
    read.flatten()
}

/// Reads `challenged:`.
pub(crate) fn read_challenge(fields: &Fields<'_>) -> Option<Challenge> {
    fields.map("challenged", |fields| Challenge {
        on: fields.date("on"),
        by: fields.text("by"),
        reason: fields.text("reason"),
    })
}
