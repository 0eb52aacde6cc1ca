//! The page of recurring objections, for those who decide about the product.

use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::{RowView, row};
use crate::entry::KindFields;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::recurring::{RecurringObjection, recurring};
use crate::site::theme::Assets;
use serde::Serialize;
use std::cmp::Reverse;

/// The most places of one kind that an objection names.
const NAMED: usize = 8;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RecurringView {
    frame: Frame,
    day: String,
    rows: Vec<ObjectionRow>,
    /// The number of objections that no entry answers.
    unanswered: usize,
    /// Whether the build has opportunities, and how many responses to questionnaires were read.
    has_opportunities: bool,
    responses: usize,
}

/// One objection.
#[derive(Debug, Clone, Serialize)]
struct ObjectionRow {
    words: String,
    /// The entry that answers it, with its state and last check.
    answer: Option<RowView>,
    /// Whether the entry has a reply.
    has_reply: bool,
    /// The gap that makes the objection true.
    gap: Option<LinkView>,
    count: usize,
    cards: Vec<PlaceRow>,
    said: Vec<PlaceRow>,
    questions: Vec<QuestionRow>,
    more: usize,
    exposure: Option<ExposureView>,
}

/// A place where it was said, with the words there.
#[derive(Debug, Clone, Serialize)]
struct PlaceRow {
    place: LinkView,
    words: String,
}

/// A question of customers that raises it.
#[derive(Debug, Clone, Serialize)]
struct QuestionRow {
    words: String,
    responses: usize,
    last: String,
}

impl RecurringView {
    /// Lists the objections: those that no entry answers first, then by the open opportunities that they affect and the
    /// places where they were said.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Recurring.address();
        let place = Place::of(PageKind::Recurring, address.clone());
        let heading =
            Heading::of(PageKind::Recurring, "The same objection across cards, opportunities and questionnaires.");
        let mut groups: Vec<_> = recurring(catalogue)
            .into_iter()
            .map(|group| {
                let exposed = group.exposed(catalogue).len();
                ((group.answer.is_some(), Reverse(exposed), Reverse(group.count()), group.words.clone()), group)
            })
            .collect();
        groups.sort_by(|(one, _), (other, _)| one.cmp(other));
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            day: catalogue.span.first.to_string(),
            unanswered: groups.iter().filter(|(_, group)| group.answer.is_none()).count(),
            has_opportunities: catalogue.snapshot.is_some(),
            responses: catalogue.input.library.open_questions().responses,
            rows: groups.iter().map(|(_, group)| objection_row(catalogue, &address, group)).collect(),
        };
        (address, view)
    }
}

fn objection_row<'a>(catalogue: &Catalogue<'a>, from: &Address, group: &RecurringObjection<'a>) -> ObjectionRow {
    let own = group.answer.and_then(|answer| match &answer.kind_fields {
        KindFields::Objection(own) => Some(own),
        _ => None,
    });
    let gap = own.and_then(|own| own.gap.as_ref()).and_then(|gap| catalogue.target(&gap.value));
    let cards = group.cards.iter().map(|(card, words)| PlaceRow {
        place: LinkView { text: card.title.value.clone(), href: Some(from.link(&catalogue.address(card))) },
        words: words.clone(),
    });
    let said = group.said.iter().map(|(opportunity, words)| PlaceRow {
        place: LinkView {
            text: opportunity.name.clone(),
            href: catalogue.opportunity_address(&opportunity.id).map(|address| from.link(address)),
        },
        words: words.clone(),
    });
    let questions = group.questions.iter().map(|question| QuestionRow {
        words: question.question.clone(),
        responses: question.responses,
        last: question.last.clone(),
    });
    let more = [group.cards.len(), group.said.len(), group.questions.len()];
    ObjectionRow {
        words: group.words.clone(),
        answer: group.answer.map(|answer| row(catalogue, from, answer)),
        has_reply: own.is_some_and(|own| own.response.is_some()),
        gap: gap.map(|(gap, _)| LinkView {
            text: gap.title.value.clone(),
            href: Some(from.link(&catalogue.address(&gap))),
        }),
        count: group.count(),
        cards: cards.take(NAMED).collect(),
        said: said.take(NAMED).collect(),
        questions: questions.take(NAMED).collect(),
        more: more.into_iter().map(|count| count.saturating_sub(NAMED)).sum(),
        exposure: ExposureView::new(catalogue, from, &group.exposed(catalogue)),
    }
}
