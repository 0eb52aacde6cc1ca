//! An answer to a question of questionnaires, with its lengths and variants, and the answers of one file.

use super::context::FieldsContext;
use crate::entry;
use crate::site::pages::PageKind;
use crate::site::view::correction::CorrectionView;
use crate::site::view::hold::HoldsView;
use crate::site::view::link::LinkView;
use crate::site::view::parts::{RowView, reference, references, row, word, words};
use crate::source::Span;
use serde::Serialize;

/// An answer to a question of questionnaires.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AnswerView {
    /// The question, where it is not the title.
    question: Option<String>,
    /// The page, from the root of the site.
    path: String,
    tray: String,
    /// Why it must not be sent.
    holds: HoldsView,
    short_answer: Option<&'static str>,
    compliance: Option<&'static str>,
    workaround: Option<String>,
    lengths: Vec<LengthView>,
    alternates: Vec<String>,
    topics: Vec<String>,
    evidence: Vec<LinkView>,
    sme: Option<String>,
    gap: Option<LinkView>,
    frameworks: Vec<FrameworkView>,
    variants: Vec<VariantView>,
}

#[derive(Debug, Clone, Serialize)]
struct LengthView {
    title: &'static str,
    words: usize,
    text_html: String,
    correction: Option<CorrectionView>,
}

#[derive(Debug, Clone, Serialize)]
struct FrameworkView {
    name: String,
    href: String,
    controls: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct VariantView {
    scope: String,
    short_answer: Option<&'static str>,
    text: Option<String>,
}

/// The answers in the same file.
pub(super) fn answers_of(making: FieldsContext<'_, '_>) -> Vec<RowView> {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let answers = catalogue.answer_file(entry).map_or(&[][..], |file| file.answers.as_slice());
    answers.iter().map(|answer| row(catalogue, from, answer)).collect()
}

/// Shows an answer.
pub(super) fn answer(making: FieldsContext<'_, '_>, own: &entry::Answer) -> AnswerView {
    let FieldsContext { catalogue, from, .. } = making;
    let lengths = [
        length(making, own, "Short", own.lengths.short),
        length(making, own, "Standard", own.lengths.standard),
        length(making, own, "Detailed", own.lengths.detailed),
    ];
    let variant = |variant: &entry::Variant| VariantView {
        scope: [&variant.product, &variant.region, &variant.language]
            .into_iter()
            .flatten()
            .map(|part| part.value.as_str())
            .collect::<Vec<_>>()
            .join(" · "),
        short_answer: variant.short_answer.as_ref().map(|answer| answer.value.word()),
        text: word(variant.text.as_ref()),
    };
    AnswerView {
        question: word(own.question.as_ref()).filter(|question| *question != making.entry.title.value),
        path: from.file(),
        tray: from.link(&PageKind::Tray.address()),
        holds: HoldsView::new(catalogue, making.entry),
        short_answer: own.short_answer.as_ref().map(|answer| answer.value.word()),
        compliance: own.compliance.as_ref().map(|compliance| match compliance.value {
            entry::Compliance::Full => "full",
            entry::Compliance::Partial => "partial",
            entry::Compliance::None => "none",
        }),
        workaround: word(own.workaround.as_ref()),
        lengths: lengths.into_iter().flatten().collect(),
        alternates: words(&own.alternates),
        topics: words(&own.topics),
        evidence: references(catalogue, from, &own.evidence),
        sme: own.sme.as_ref().and_then(|sme| catalogue.person(&sme.value)),
        gap: own.gap.as_ref().map(|gap| reference(catalogue, from, &gap.value)),
        frameworks: own
            .frameworks
            .iter()
            .map(|(name, controls)| FrameworkView {
                href: catalogue
                    .frameworks
                    .get(name.value.as_str())
                    .map(|known| from.link(&known.address))
                    .unwrap_or_default(),
                name: name.value.clone(),
                controls: words(controls),
            })
            .collect(),
        variants: own.variants.iter().map(variant).collect(),
    }
}

fn length(
    making: FieldsContext<'_, '_>,
    own: &entry::Answer,
    title: &'static str,
    span: Option<Span>,
) -> Option<LengthView> {
    let (span, entry) = (span?, making.entry);
    let name = match title {
        "Short" => "short",
        "Standard" => "standard",
        _ => "detailed",
    };
    Some(LengthView {
        title,
        words: entry.file.slice(span).split_whitespace().count(),
        text_html: making.renderer.render(entry, span, making.references).html,
        correction: CorrectionView::of_length(making.catalogue, entry, own, name),
    })
}
