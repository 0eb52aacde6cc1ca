//! One opportunity, joined with what the library knows about them.

use super::ageing::{AgeingList, Course};
use super::asked::{AskedList, asked};
use super::deal::DealView;
use super::digest::digest_text;
use super::frame::{Frame, Heading, Place};
use super::glance::{PointView, glance};
use super::link::LinkView;
use super::opportunity_source::{SourceView, source};
use super::parts::{OpportunityRow, RowView, claim_anchor, opportunity_row, row};
use super::state::StateView;
use super::submitted::{SubmittedView, submitted};
use crate::digest::challenged_line;
use crate::entry::{Claim, Entry, KindFields};
use crate::evidence::host_of;
use crate::freshness::{State, source_looks};
use crate::kinds::Kind;
use crate::opportunity::Opportunity;
use crate::site::address::{Address, encode_anchor};
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many claims that need a check are on paper, so that an opportunity is one sheet; `50-print.css` hides the others.
const PRINTED_WEAK: usize = 4;

/// One opportunity.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpportunityView {
    frame: Frame,
    row: OpportunityRow,
    is_open: bool,
    products: Vec<String>,
    /// What the customer asks for, and what the library has for it.
    asked: AskedList,
    /// What was answered to the customer.
    submitted: Vec<SubmittedView>,
    url: Option<String>,
    /// What the cards of the competitors that it names say in ten seconds.
    cards: Vec<CardGlance>,
    gaps: Vec<GapRow>,
    objections: Vec<RowView>,
    deals: Vec<RowView>,
    /// What those papers record.
    deal: DealView,
    /// The deal in half a minute; a closed one needs none.
    digest: Option<DigestText>,
    /// Claims of its cards that may not be relied on, or will not for long.
    weak: AgeingList<WeakClaim>,
    /// How many of them are on paper, if there are more.
    printed_weak: Option<usize>,
    /// The day for which the digest was made.
    day: String,
    source: SourceView,
}

/// A digest, parted at the claim that it names and links.
#[derive(Debug, Clone, Serialize)]
struct DigestText {
    before: String,
    /// The first claim that is challenged by its source.
    challenged: Option<LinkView>,
    after: String,
}

/// The glance layer of a card, as another page shows it.
#[derive(Debug, Clone, Serialize)]
struct CardGlance {
    card: LinkView,
    state: Option<StateView>,
    wins: Vec<CardPoint>,
    losses: Vec<CardPoint>,
    questions: Vec<String>,
    avoid: Option<CardPoint>,
}

/// A point of a card, linked to its evidence there.
#[derive(Debug, Clone, Serialize)]
struct CardPoint {
    point: LinkView,
    state: Option<StateView>,
}

#[derive(Debug, Clone, Serialize)]
struct GapRow {
    row: RowView,
    workaround: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct WeakClaim {
    claim: LinkView,
    card: String,
    state: StateView,
    /// What the last look at a source found, if that speaks against it.
    changed: Option<String>,
}

impl OpportunityView {
    /// Makes the page of `opportunity`.
    pub(crate) fn new(
        catalogue: &Catalogue<'_>,
        assets: &Assets,
        opportunity: &Opportunity,
    ) -> Option<(Address, Self)> {
        let address = catalogue.opportunity_address(&opportunity.id)?.clone();
        let place = Place::of(PageKind::Opportunity, address.clone());
        let heading =
            Heading { title: opportunity.name.clone(), description: format!("Opportunity in {}", opportunity.stage) };
        let library = catalogue.input.library;
        let named = opportunity.competitors.iter().filter_map(|name| library.competitor(name));
        let ids: BTreeSet<&str> = named.map(|competitor| competitor.id.as_str()).collect();
        let cards: Vec<&Arc<Entry>> = ids.iter().flat_map(|id| catalogue.cards_of(id).iter().copied()).collect();
        let gaps = catalogue.exposures.gaps_of(&opportunity.id);
        let papers = catalogue.deals_of(opportunity);
        let is_open = catalogue.exposures.is_open(&opportunity.id);
        let weak = weak_claims(catalogue, &address, &cards);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            row: opportunity_row(catalogue, &address, opportunity),
            is_open,
            products: opportunity.products.clone(),
            asked: asked(catalogue, &address, opportunity, papers),
            submitted: submitted(catalogue, &address, opportunity),
            url: opportunity.url.as_ref().and_then(|url| safe_url(url)).filter(|url| url.contains("://")),
            cards: cards.iter().map(|card| card_glance(catalogue, &address, card)).collect(),
            gaps: gaps.iter().filter_map(|id| library.find(id)).map(|gap| gap_row(catalogue, &address, gap)).collect(),
            objections: objections(catalogue, &address, &ids),
            deals: papers.iter().map(|paper| row(catalogue, &address, paper)).collect(),
            deal: DealView::new(catalogue, &address, papers),
            digest: is_open.then(|| linked_digest(catalogue, &address, opportunity)),
            printed_weak: (weak.all_rows().count() > PRINTED_WEAK).then_some(PRINTED_WEAK),
            weak,
            day: catalogue.span.first.to_string(),
            source: source(catalogue),
        };
        Some((address, view))
    }
}

/// Makes the digest of `opportunity` with a link to the challenged claim in it.
fn linked_digest(catalogue: &Catalogue<'_>, from: &Address, opportunity: &Opportunity) -> DigestText {
    let text = digest_text(catalogue, opportunity);
    let parted = || {
        let challenged = catalogue.digests.challenged(opportunity);
        let first = challenged.first()?;
        let card = catalogue.input.library.find(&first.entry)?;
        let (name, line) = (first.line(), challenged_line(&challenged)?);
        let end = text.find(&line)? + line.len();
        let (start, after) = (text.get(..end)?.strip_suffix(&name)?, text.get(end..)?);
        let href = format!("{}#{}", from.link(&catalogue.address(card)), encode_anchor(&claim_anchor(&first.claim)));
        let link = LinkView { text: name, href: Some(href) };
        Some(DigestText { before: start.to_owned(), challenged: Some(link), after: after.to_owned() })
    };
    parted().unwrap_or_else(|| DigestText { before: text, challenged: None, after: String::new() })
}

fn card_glance(catalogue: &Catalogue<'_>, from: &Address, card: &Entry) -> CardGlance {
    let page = from.link(&catalogue.address(card));
    let point = |point: PointView| {
        let href = point.anchor.map(|anchor| format!("{page}#{}", encode_anchor(&anchor)));
        CardPoint { point: LinkView { text: point.headline, href }, state: point.state }
    };
    let own = glance(catalogue, card);
    CardGlance {
        card: LinkView { text: card.title.value.clone(), href: Some(page.clone()) },
        state: catalogue.age(card).map(|timeline| StateView::new(timeline, catalogue.input.as_of)),
        wins: own.wins.into_iter().map(point).collect(),
        losses: own.losses.into_iter().map(point).collect(),
        questions: own.questions,
        avoid: own.avoid.map(point),
    }
}

fn gap_row(catalogue: &Catalogue<'_>, from: &Address, gap: &Entry) -> GapRow {
    let workaround = match &gap.kind_fields {
        KindFields::Gap(own) => own.usable_workaround().map(str::to_owned),
        _ => None,
    };
    GapRow { row: row(catalogue, from, gap), workaround }
}

fn objections(catalogue: &Catalogue<'_>, from: &Address, competitors: &BTreeSet<&str>) -> Vec<RowView> {
    let library = catalogue.input.library;
    let is_about = |entry: &&Arc<Entry>| {
        let mut named = entry.competitors.iter().filter_map(|name| library.competitor(&name.value));
        named.any(|competitor| competitors.contains(competitor.id.as_str()))
    };
    library.of_kind(Kind::Objection).filter(is_about).map(|entry| row(catalogue, from, entry)).collect()
}

fn weak_claims(catalogue: &Catalogue<'_>, from: &Address, cards: &[&Arc<Entry>]) -> AgeingList<WeakClaim> {
    let mut weak = Vec::new();
    for card in cards {
        for (index, (claim, timeline)) in catalogue.claims(card).enumerate() {
            let is_weak = |state: State| !state.is_trusted() || state == State::Due;
            let key = |state: State| is_weak(state).then(|| (Reverse(state), card.id.clone(), index));
            let places = timeline.steps().map(|step| (step.from, key(step.state))).collect();
            weak.push(((*card, claim, timeline), places));
        }
    }
    let courses = Course::ordered(weak);
    let shown = courses.len();
    AgeingList::new(courses, catalogue.span, shown, |(card, claim, timeline)| {
        let page = from.link(&catalogue.address(card));
        let href = format!("{page}#{}", encode_anchor(&claim_anchor(&claim.id.value)));
        WeakClaim {
            claim: LinkView { text: claim.text.value.clone(), href: Some(href) },
            card: card.title.value.clone(),
            state: StateView::new(timeline, catalogue.input.as_of),
            changed: changed(catalogue, card, claim),
        }
    })
}

/// Returns what the last look at a source found, if that speaks against `claim`.
fn changed(catalogue: &Catalogue<'_>, card: &Entry, claim: &Claim) -> Option<String> {
    let mut looks = source_looks(claim, card, catalogue.input.library).filter(|look| look.challenges(claim));
    let (record, _) = looks.next()?.recorded?;
    Some(format!("On {}: {}", host_of(&record.url)?, record.words()))
}
