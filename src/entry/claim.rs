//! Claims: checkable statements with their evidence.

use super::written_fields::WrittenFields;
use crate::evidence::quote_key;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{Interval, Span, Spanned};
use crate::values::{Choice, Fields, Shape, Value, WRONG_TYPE};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// One statement that a person can check.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// Its address.
    pub url: Spanned<String>,
    /// The words of the page that carry the claim.
    pub quote: Option<Spanned<String>>,
    /// When the quote was taken.
    pub captured: Option<Spanned<NaiveDate>>,
    /// The key of the quote in records, see [`quote_key`].
    #[serde(skip)]
    key: OnceLock<String>,
}

impl Source {
    /// Makes a source.
    pub fn new(url: Spanned<String>, quote: Option<Spanned<String>>, captured: Option<Spanned<NaiveDate>>) -> Self {
        Self { url, quote, captured, key: OnceLock::new() }
    }

    /// Returns the key of its quote in records, which is computed once; `None` without a quote.
    pub fn key(&self) -> Option<&str> {
        let quote = self.quote.as_ref()?;
        Some(self.key.get_or_init(|| quote_key(&quote.value)))
    }
}

/// A check against its source.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Verification {
    /// The day.
    pub on: Spanned<NaiveDate>,
    /// Who checked.
    pub by: Option<Spanned<String>>,
    /// With what or whom: a product version, a second presenter.
    pub with: Option<Spanned<String>>,
    /// How.
    pub method: Option<Spanned<String>>,
    /// What was verified, as a form such as `v2:` and a hash of the text.
    pub hash: Option<Spanned<String>>,
}

/// A reader's doubt.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Challenge {
    /// The day.
    pub on: Option<Spanned<NaiveDate>>,
    /// Who doubts.
    pub by: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
}

/// Whom a claim favours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

impl Stance {
    /// Returns the word that authors use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, stance)| *stance == self).map_or("context", |(word, _)| word)
    }
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// Reads `sources:`, or the short form `source:` with `quote:` and `captured:` beside it, which belong to the only source
/// if `sources:` lists one. Beside several, nothing says which source they belong to, so they are reported.
fn read_sources(fields: &Fields<'_>) -> Vec<Source> {
    let listed = fields.maps("sources", |fields| {
        let url = fields.text("url");
        let (quote, captured) = (fields.text("quote"), fields.date("captured"));
        if url.is_none() {
            fields.missing("url", "a source is a page that a reader can open");
        }
        Some(Source::new(url?, quote, captured))
    });
    let mut sources: Vec<Source> = listed.into_iter().flatten().collect();
    let (url, quote, captured) = (fields.text("source"), fields.text("quote"), fields.date("captured"));
    if let Some(url) = url {
        sources.push(Source::new(url, quote, captured));
        return sources;
    }
    let several = if sources.len() > 1 { Some("several sources") } else { None };
    if let Some(quote) = quote {
        match sources.as_mut_slice() {
            [only] if only.quote.is_none() => only.quote = Some(quote),
            [] => {}
            _ => misplaced(fields, "quote", quote.span, several.unwrap_or("a source with a quote of its own")),
        }
    }
    if let Some(captured) = captured {
        match sources.as_mut_slice() {
            [only] if only.captured.is_none() => only.captured = Some(captured),
            [] => {}
            _ => misplaced(fields, "captured", captured.span, several.unwrap_or("a source with a day of its own")),
        }
    }
    sources
}

/// Reports that `key` is beside `sources:`, where it belongs to no source.
fn misplaced(fields: &Fields<'_>, key: &str, span: Span, beside: &str) {
    let message = format!("`{}` is beside {beside}, so it belongs to none", fields.path_of(key));
    let help = format!("Write `{key}` below the `url` of its source.");
    let finding = Finding::new(&WRONG_TYPE, Place::new(fields.reading().file, span), message);
    fields.reading().push(finding.help(help).subject(fields.path_of(key)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    /// Reads a claim with `fields`, and returns each quote and day of capture by source, and the findings.
    fn read(fields: &str) -> (Vec<String>, Vec<String>) {
        let text = format!("---\ntitle: T\nclaims:\n  - id: a\n    text: B is 5.\n{fields}---\nB.[^a]\n");
        let files = read_content(&[("content/pages/p.md", &text)]);
        let quote = |source: &Source| source.quote.as_ref().map_or("-", |quote| &quote.value).to_owned();
        let day = |source: &Source| source.captured.as_ref().map_or("-".to_owned(), |day| day.value.to_string());
        let sources = files
            .iter()
            .flat_map(|file| &file.entries)
            .flat_map(|entry| &entry.claims)
            .flat_map(|claim| &claim.sources);
        let shown = sources.map(|source| format!("{} {} {}", source.url.value, quote(source), day(source)));
        (shown.collect(), files.iter().flat_map(|file| &file.findings).map(|finding| finding.message.clone()).collect())
    }

    #[test]
    fn a_quote_belongs_to_the_only_source_or_is_reported() {
        let cases: [(&str, &[&str], &[&str]); 6] = [
            ("    source: u\n    quote: q\n    captured: 2026-11-01\n", &["u q 2026-11-01"], &[]),
            ("    sources:\n      - url: u\n    quote: q\n    captured: 2026-11-01\n", &["u q 2026-11-01"], &[]),
            (
                "    sources:\n      - url: u\n        quote: p\n    quote: q\n",
                &["u p -"],
                &["`claims[0].quote` is beside a source with a quote of its own, so it belongs to none"],
            ),
            (
                "    sources:\n      - url: u\n      - url: v\n    quote: q\n    captured: 2026-11-01\n",
                &["u - -", "v - -"],
                &[
                    "`claims[0].quote` is beside several sources, so it belongs to none",
                    "`claims[0].captured` is beside several sources, so it belongs to none",
                ],
            ),
            ("    sources:\n      - url: u\n    source: v\n    quote: q\n", &["u - -", "v q -"], &[]),
            // A claim without a source is reported by a rule.
            ("    quote: q\n", &[], &[]),
        ];
        for (fields, sources, findings) in cases {
            let (read_sources, read_findings) = read(fields);
            assert_eq!((read_sources, read_findings), (strings(sources), strings(findings)), "{fields}");
        }
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }
}
