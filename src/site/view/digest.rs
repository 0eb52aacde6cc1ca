//! The digest of each open opportunity, made from what is recorded and from nothing else.

use super::frame::{Frame, Heading, Place};
use super::left_out::LeftOutView;
use super::link::LinkView;
use super::opportunity_source::{SourceView, source};
use super::parts::{words, workaround};
use crate::entry::{Entry, KindFields};
use crate::freshness::State;
use crate::kinds::Kind;
use crate::opportunity::{Digest, Facts, Opportunity};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::sync::Arc;

/// All digests.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DigestPageView {
    frame: Frame,
    /// The day for which states are shown.
    day: String,
    digests: Vec<DigestView>,
    /// Open opportunities beyond those shown.
    more: usize,
    /// Rows that could not be read as an opportunity, with the reason.
    left_out: LeftOutView,
    source: SourceView,
}

#[derive(Debug, Clone, Serialize)]
struct DigestView {
    opportunity: LinkView,
    text: String,
}

/// The number of digests on the page: the first to close.
const SHOWN: usize = 60;
/// How many days an opportunity counts as new.
const NEW_DAYS: u64 = 7;

impl DigestPageView {
    /// Makes the page.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Digest.address();
        let place = Place::of(PageKind::Digest, address.clone());
        let heading = Heading::of(PageKind::Digest, "A short summary of each open deal, from recorded facts only.");
        let open = catalogue.exposures.open();
        let digest = |one: &&Opportunity| DigestView {
            opportunity: LinkView {
                text: one.name.clone(),
                href: catalogue.opportunity_address(&one.id).map(|to| address.link(to)),
            },
            text: digest_text(catalogue, one),
        };
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            day: catalogue.input.as_of.unwrap_or(catalogue.input.built.day).to_string(),
            digests: open.iter().take(SHOWN).map(digest).collect(),
            more: open.len().saturating_sub(SHOWN),
            left_out: LeftOutView::new(catalogue, &address),
            source: source(catalogue),
        };
        (address, view)
    }
}

/// Writes the digest of `opportunity` for the day of the build.
pub(super) fn digest_text(catalogue: &Catalogue<'_>, opportunity: &Opportunity) -> String {
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let deals = catalogue.deals_of(opportunity);
    let mut facts = Facts::default();
    facts.tldr.extend(opportunity.close_date.map(|close| closes(close, day)));
    facts.todo.extend(opportunity.next_step.clone());
    for name in &opportunity.competitors {
        competitor_facts(catalogue, name, day, &mut facts);
    }
    gap_facts(catalogue, opportunity, &mut facts);
    for deal in deals {
        deal_facts(deal, day, &mut facts);
    }
    let is_new = opportunity.created.is_some_and(|created| {
        let begin = day.checked_sub_days(Days::new(NEW_DAYS)).unwrap_or(day);
        created.to_string().get(..10).is_some_and(|created| created > begin.to_string().as_str())
    });
    let stage = Some(opportunity.stage.as_str()).filter(|_| !is_new);
    Digest::new(opportunity.customer_or_name(), stage, facts).to_text()
}

/// Says the day alone: how far it is away is another tomorrow.
fn closes(close: NaiveDate, day: NaiveDate) -> String {
    if close < day { format!("Should have closed on {close}") } else { format!("Closes on {close}") }
}

/// What the cards about a competitor say of themselves.
fn competitor_facts(catalogue: &Catalogue<'_>, name: &str, day: NaiveDate, facts: &mut Facts) {
    let Some(competitor) = catalogue.input.library.competitor(name) else {
        facts.know.push(format!("Competitor {name}: there is no card"));
        return;
    };
    let (mut claims, mut weak) = (0, 0);
    for card in catalogue.cards_of(&competitor.id) {
        for (claim, timeline) in catalogue.claims(card) {
            let state = timeline.on(day).state;
            claims += 1;
            if !state.is_trusted() {
                weak += 1;
                facts.todo.push(format!("Check before saying it: {}", claim.text.value));
            } else if state == State::Due {
                facts.know.push(format!("Has to be checked soon: {}", claim.text.value));
            }
        }
    }
    let title = &competitor.title.value;
    let is_carded = !catalogue.cards_of(&competitor.id).is_empty();
    facts.tldr.push(match (is_carded, claims, weak) {
        (false, _, _) => format!("Against {title}; there is no card"),
        (true, 0, _) => format!("Against {title}; its card makes no claim"),
        (true, 1, 0) => format!("Against {title}; its 1 claim holds"),
        (true, claims, 0) => format!("Against {title}; all {claims} claims hold"),
        (true, claims, 1) => format!("Against {title}; 1 of {claims} claims needs a check"),
        (true, claims, weak) => format!("Against {title}; {weak} of {claims} claims need a check"),
    });
}

fn gap_facts(catalogue: &Catalogue<'_>, opportunity: &Opportunity, facts: &mut Facts) {
    let ids = catalogue.exposures.gaps_of(&opportunity.id);
    let gaps: Vec<&Arc<Entry>> = ids.iter().filter_map(|id| catalogue.input.library.find(id)).collect();
    if let Some(first) = gaps.first() {
        let others = if gaps.len() > 1 { format!(" and {} more", gaps.len() - 1) } else { String::new() };
        facts.tldr.push(format!("Misses {}{others}", first.title.value));
    }
    for gap in gaps {
        let KindFields::Gap(own) = &gap.kind_fields else { continue };
        let workaround =
            workaround(own).map_or_else(|| "there is no workaround".to_owned(), |words| format!("meanwhile: {words}"));
        facts.know.push(format!("Gap: {}; {workaround}", gap.title.value));
    }
}

/// What the papers about the deal record.
fn deal_facts(deal: &Entry, day: NaiveDate, facts: &mut Facts) {
    match &deal.kind_fields {
        KindFields::Winplan(plan) => {
            facts.todo.extend(words(&plan.commitments));
            let risks = plan.risks.iter().filter_map(|risk| risk.risk.as_ref());
            facts.know.extend(risks.map(|risk| format!("Risk: {}", risk.value)));
        }
        KindFields::Poc(trial) => {
            let decision = trial.decision_on.as_ref().filter(|decision| decision.value >= day);
            facts.todo.extend(decision.map(|decision| format!("Decide the trial on {}", decision.value)));
        }
        _ => {}
    }
    if deal.kind == Kind::Qualification {
        facts.know.push(format!("Qualified: {}", deal.title.value));
    }
}
