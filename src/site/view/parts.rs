//! Small views that several pages share.

use super::exposure::ExposureView;
use super::link::LinkView;
use super::state::StateView;
use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::markdown::{OWN_MARK, slug};
use crate::opportunity::{Opportunity, Timestamp};
use crate::site::address::{Address, encode_anchor};
use crate::site::catalogue::Catalogue;
use crate::source::Spanned;
use serde::Serialize;

/// An entry in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    /// The title.
    pub(crate) title: String,
    /// The link to its page.
    pub(crate) href: String,
    /// The kind's word.
    pub(crate) kind: &'static str,
    /// The summary, or the beginning of an answer.
    pub(crate) summary: Option<String>,
    /// Who owns it.
    pub(crate) owner: Option<String>,
    /// The owner's id, by which scripts choose.
    pub(crate) owner_id: Option<String>,
    /// The link to the owner's queue.
    pub(crate) owner_href: Option<String>,
    /// Its state.
    pub(crate) state: Option<StateView>,
    /// Its status, where it is not approved.
    pub(crate) status: Option<&'static str>,
    /// A word of its kind: a short answer, a severity.
    pub(crate) mark: Option<&'static str>,
    /// What depends on it.
    pub(crate) exposure: Option<ExposureView>,
    /// The day of its last check.
    pub(crate) checked: Option<String>,
}

/// Makes the row of `entry` in a list on the page at `from`.
pub(crate) fn row(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> RowView {
    let resting = if entry.kind.facts().shows_exposure { catalogue.resting_on(entry) } else { Vec::new() };
    let inside = entry.owner.as_ref().filter(|_| !catalogue.is_outside);
    RowView {
        title: entry.title.value.clone(),
        href: from.link(&catalogue.address(entry)),
        kind: entry.kind.word(),
        summary: entry.summary.as_ref().map(|summary| summary.value.clone()).or_else(|| beginning_of(entry)),
        owner: entry.owner.as_ref().and_then(|owner| catalogue.person(&owner.value)),
        owner_id: inside.map(|owner| catalogue.person_id(&owner.value)),
        owner_href: inside.and_then(|owner| catalogue.queue(&owner.value)).map(|address| from.link(address)),
        state: catalogue.age(entry).map(|timeline| StateView::new(timeline, catalogue.input.as_of)),
        status: unusual_status(entry.status.value),
        mark: mark(entry),
        exposure: ExposureView::new(catalogue, from, &resting),
        checked: Catalogue::last_check(entry).map(|day| day.to_string()),
    }
}

fn mark(entry: &Entry) -> Option<&'static str> {
    match &entry.kind_fields {
        KindFields::Answer(answer) => answer.short_answer.as_ref().map(|answer| answer.value.word()),
        KindFields::Gap(gap) => gap.severity.as_ref().map(|severity| severity.value.word()),
        _ => None,
    }
}

/// Takes an answer's first words, so that a list of answers already answers.
pub(crate) fn beginning_of(entry: &Entry) -> Option<String> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return None };
    let span = answer.lengths.short.or(answer.lengths.standard)?;
    let words: Vec<&str> = entry.file.slice(span).split_whitespace().take(32).collect();
    (!words.is_empty()).then(|| format!("{}{}", words.join(" "), if words.len() == 32 { " …" } else { "" }))
}

/// Returns the status where a reader has to know it.
pub(crate) fn unusual_status(status: Status) -> Option<&'static str> {
    match status {
        Status::Approved => None,
        Status::InReview => Some("in review"),
        other => Some(other.word()),
    }
}

/// An opportunity in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpportunityRow {
    /// What people call it.
    pub(crate) name: String,
    /// The customer, where it is not in the name.
    pub(crate) customer: Option<String>,
    /// The link to its page.
    pub(crate) href: Option<String>,
    /// The stage.
    pub(crate) stage: String,
    /// The amount, for readers who may see it.
    pub(crate) amount: Option<String>,
    /// The day it is expected to close.
    pub(crate) close_date: Option<String>,
    /// Who owns it.
    pub(crate) owner: Option<String>,
    /// The owner's id, by which scripts choose.
    pub(crate) owner_id: Option<String>,
    /// The link to the owner's queue.
    pub(crate) owner_href: Option<String>,
    /// The next step.
    pub(crate) next_step: Option<String>,
    /// The cards of its competitors, with their states.
    pub(crate) cards: Vec<CardLink>,
}

/// A competitor that an opportunity names, and our card about it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CardLink {
    /// The competitor's name.
    pub(crate) name: String,
    /// The link to the card, or to the competitor where there is no card.
    pub(crate) href: Option<String>,
    /// The card's state.
    pub(crate) state: Option<StateView>,
}

/// Makes the row of `opportunity` in a list on the page at `from`.
pub(crate) fn opportunity_row(catalogue: &Catalogue<'_>, from: &Address, opportunity: &Opportunity) -> OpportunityRow {
    let amount = opportunity.amount.filter(|_| catalogue.shows_amounts);
    OpportunityRow {
        name: opportunity.name.clone(),
        customer: opportunity.customer.clone().filter(|customer| *customer != opportunity.name),
        href: catalogue.opportunity_address(&opportunity.id).map(|address| from.link(address)),
        stage: opportunity.stage.clone(),
        amount: amount.map(|amount| crate::opportunity::format_amount(amount, opportunity.currency.as_deref())),
        close_date: opportunity.close_date.map(|day| day.to_string()),
        owner: opportunity.owner.as_ref().and_then(|owner| catalogue.person(owner)),
        owner_id: opportunity.owner.as_ref().map(|owner| catalogue.person_id(owner)),
        owner_href: opportunity
            .owner
            .as_ref()
            .and_then(|owner| catalogue.queue(owner))
            .map(|address| from.link(address)),
        next_step: opportunity.next_step.clone(),
        cards: card_links(catalogue, from, &opportunity.competitors),
    }
}

/// Finds the card about each competitor in `names`.
pub(crate) fn card_links(catalogue: &Catalogue<'_>, from: &Address, names: &[String]) -> Vec<CardLink> {
    let link = |name: &String| {
        let Some(competitor) = catalogue.input.library.competitor(name) else {
            return CardLink { name: name.clone(), href: None, state: None };
        };
        let shown = catalogue.cards_of(&competitor.id).first().copied().unwrap_or(competitor);
        CardLink {
            name: competitor.title.value.clone(),
            href: Some(from.link(&catalogue.address(shown))),
            state: catalogue.age(shown).map(|timeline| StateView::new(timeline, catalogue.input.as_of)),
        }
    };
    names.iter().map(link).collect()
}

/// Finds what `name`, the id of an entry or `entry#claim`, leads to; other words stay words.
pub(crate) fn reference(catalogue: &Catalogue<'_>, from: &Address, name: &str) -> LinkView {
    let Some((entry, anchor)) = catalogue.target(name) else {
        let outside = crate::site::html::safe_url(name).filter(|url| url.starts_with("https://"));
        return LinkView { text: name.to_owned(), href: outside };
    };
    let claim = anchor.as_ref().and_then(|anchor| entry.claim(anchor));
    let text = claim.map_or_else(|| entry.title.value.clone(), |claim| claim.text.value.clone());
    let mut href = from.link(&catalogue.address(&entry));
    if let Some(anchor) = anchor {
        let anchor = if claim.is_some() { claim_anchor(&anchor) } else { anchor };
        href = format!("{href}#{}", encode_anchor(&anchor));
    }
    LinkView { text, href: Some(href) }
}

/// Follows every reference in `names`.
pub(crate) fn references(catalogue: &Catalogue<'_>, from: &Address, names: &[Spanned<String>]) -> Vec<LinkView> {
    names.iter().map(|name| reference(catalogue, from, &name.value)).collect()
}

/// Returns the link to a claim: its own page where it has one, its evidence on its entry's page otherwise.
pub(crate) fn claim_href(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry, claim: &str) -> String {
    match catalogue.claim_page(&entry.id, claim) {
        Some(page) => from.link(&page.address),
        None => {
            format!("{}#{}", from.link(&catalogue.address(entry)), encode_anchor(&claim_anchor(claim)))
        }
    }
}

/// Returns the anchor of the claim called `id` on its entry's page.
pub(crate) fn claim_anchor(id: &str) -> String {
    format!("{OWN_MARK}claim-{}", safe_anchor(id))
}

/// Returns a name for anchors that holds neither blanks nor marks.
pub(crate) fn safe_anchor(name: &str) -> String {
    slug(name)
}

/// Says a point in time the way people read it: `2026-11-20 09:12 UTC`.
pub(crate) fn moment(time: Timestamp) -> String {
    let text = time.to_string().replace('T', " ");
    format!("{} UTC", text.get(..16).unwrap_or(&text))
}

/// Takes the words out of spanned values.
pub(crate) fn words(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|value| value.value.clone()).collect()
}

/// Takes the words out of a spanned value.
pub(crate) fn word(value: Option<&Spanned<String>>) -> Option<String> {
    value.map(|value| value.value.clone())
}
