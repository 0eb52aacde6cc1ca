//! Answers to the questions of questionnaires.

use crate::source::{Span, Spanned};
use crate::values::{Choice, Fields, Value};
use fieldbook_questionnaire::short_answer::ShortAnswer;
use serde::{Deserialize, Serialize};

/// What an answer adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The question, in our words.
    pub question: Option<Spanned<String>>,
    /// The same question in other words.
    pub alternates: Vec<Spanned<String>>,
    /// The answer in one word.
    pub short_answer: Option<Spanned<ShortAnswer>>,
    /// How far a requirement is met.
    pub compliance: Option<Spanned<Compliance>>,
    /// What to do instead.
    pub workaround: Option<Spanned<String>>,
    /// What it is about; decides whose approval is required.
    pub topics: Vec<Spanned<String>>,
    /// The gap behind a no or a partial.
    pub gap: Option<Spanned<String>>,
    /// Documents, policies and claims behind a yes.
    pub evidence: Vec<Spanned<String>>,
    /// Who knows.
    pub sme: Option<Spanned<String>>,
    /// Controls of frameworks that it answers, by framework.
    pub frameworks: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// Other answers by product, region or language.
    pub variants: Vec<Variant>,
    /// Names that the text holds as `{{name}}`.
    pub placeholders: Vec<Spanned<String>>,
    /// Where each length of the text is.
    pub lengths: Lengths,
}

/// The parts of an answer's body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lengths {
    /// At most 40 words.
    pub short: Option<Span>,
    /// At most 150 words; a text without headings counts as this.
    pub standard: Option<Span>,
    /// At most 400 words.
    pub detailed: Option<Span>,
}

/// The names of an answer's lengths, as headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Length {
    Short,
    Standard,
    Detailed,
}

/// Another answer within a scope.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Variant {
    /// The product it is for.
    pub product: Option<Spanned<String>>,
    /// The region it is for.
    pub region: Option<Spanned<String>>,
    /// The language it is in.
    pub language: Option<Spanned<String>>,
    /// Its short answer.
    pub short_answer: Option<Spanned<ShortAnswer>>,
    /// Its text.
    pub text: Option<Spanned<String>>,
}

impl Choice for ShortAnswer {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}

/// How far a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compliance {
    /// Wholly.
    Full,
    /// In part.
    Partial,
    /// Not at all.
    None,
}

impl Choice for Compliance {
    const WORDS: &'static [(&'static str, Self)] =
        &[("full", Self::Full), ("partial", Self::Partial), ("none", Self::None)];
}

/// Reads an answer's fields; its lengths follow from the body, which the caller knows.
pub(crate) fn read_answer(fields: &Fields<'_>) -> Answer {
    let question = fields.text("question");
    if question.is_none() {
        fields.missing("question", "an answer is found by the question that it answers");
    }
    Answer {
        question,
        alternates: fields.texts("alternates"),
        short_answer: fields.choice("short_answer"),
        compliance: fields.choice("compliance"),
        workaround: fields.text("workaround"),
        topics: fields.names("topics"),
        gap: fields.text("gap"),
        evidence: fields.texts("evidence"),
        sme: fields.text("sme"),
        frameworks: read_frameworks(fields),
        variants: fields.maps("variants", |fields| Variant {
            product: fields.text("product"),
            region: fields.text("region"),
            language: fields.text("language"),
            short_answer: fields.choice("short_answer"),
            text: fields.text("text"),
        }),
        placeholders: fields.names("placeholders"),
        lengths: Lengths::default(),
    }
}

fn read_frameworks(fields: &Fields<'_>) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
    let controls = |node: &crate::values::Node| match &node.value {
        Value::Text(text) | Value::Number(text) => vec![Spanned::new(text.clone(), node.span)],
        Value::List(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Text(text) | Value::Number(text) => Some(Spanned::new(text.clone(), item.span)),
                _ => None,
            })
            .collect(),
        _ => {
            fields.misfit("frameworks", node, "lists of control ids by framework");
            Vec::new()
        }
    };
    fields.open("frameworks").iter().map(|(name, node)| (name.clone(), controls(node))).collect()
}
