//! What a customer asks for, mapped to the answer, gap or claim that the library has for it.

use super::kind_fields::fit_word;
use super::link::LinkView;
use super::parts::{claim_href, reference};
use super::state::StateView;
use crate::entry::{Entry, KindFields, Requirement};
use crate::kinds::Kind;
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many claims are named for one capability.
const CLAIMS: usize = 3;

/// Something that the customer asks for.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AskedView {
    text: String,
    fit: Option<&'static str>,
    /// What the library has for it; empty if nothing.
    matches: Vec<MatchView>,
}

/// An answer, gap or claim, with its state.
#[derive(Debug, Clone, Serialize)]
struct MatchView {
    /// `answer`, `gap`, `claim` or the kind of another entry; `missing` for an id that leads nowhere.
    kind: &'static str,
    link: LinkView,
    state: Option<StateView>,
}

/// Everything that is requested.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct AskedList {
    rows: Vec<AskedView>,
    /// How many have neither an answer, a gap nor a claim.
    unmapped: usize,
}

/// Maps the requirements of the `papers` about a deal, and the features that `opportunity` asks for.
pub(super) fn asked(
    catalogue: &Catalogue<'_>,
    from: &Address,
    opportunity: &Opportunity,
    papers: &[&Arc<Entry>],
) -> AskedList {
    let mut rows = Vec::new();
    for paper in papers {
        let requirements: &[Requirement] = match &paper.kind_fields {
            KindFields::Winplan(plan) => &plan.requirements,
            KindFields::Qualification { requirements } => requirements,
            _ => &[],
        };
        rows.extend(requirements.iter().map(|requirement| of_requirement(catalogue, from, requirement)));
    }
    let named = opportunity.competitors.iter().filter_map(|name| catalogue.input.library.competitor(name));
    let competitors: BTreeSet<&str> = named.map(|competitor| competitor.id.as_str()).collect();
    rows.extend(opportunity.features.iter().map(|feature| of_feature(catalogue, from, feature, &competitors)));
    let unmapped = rows.iter().filter(|row| row.matches.iter().all(|found| found.kind == "missing")).count();
    AskedList { rows, unmapped }
}

fn of_requirement(catalogue: &Catalogue<'_>, from: &Address, requirement: &Requirement) -> AskedView {
    let text =
        requirement.text.as_ref().map_or_else(|| "Requirement without words".to_owned(), |text| text.value.clone());
    let named = requirement.answered_by.as_ref().map(|name| {
        let link = reference(catalogue, from, &name.value);
        let Some((entry, anchor)) = catalogue.target(&name.value) else {
            return MatchView { kind: "missing", link, state: None };
        };
        let claim = anchor.and_then(|anchor| catalogue.claims(&entry).find(|(claim, _)| claim.id.value == anchor));
        let (kind, timeline) = match claim {
            Some((_, timeline)) => ("claim", Some(timeline)),
            None => (entry.kind.word(), catalogue.age(&entry)),
        };
        let state = timeline.map(|timeline| StateView::new(timeline, catalogue.input.as_of));
        MatchView { kind, link, state }
    });
    let fit = requirement.fit.as_ref().map(|fit| fit_word(fit.value));
    AskedView { text, fit, matches: named.into_iter().collect() }
}

/// Finds gaps and claims with the capability, and answers with it among their tags or topics. Claims about a competitor count
/// only if the opportunity names it.
fn of_feature(catalogue: &Catalogue<'_>, from: &Address, feature: &str, competitors: &BTreeSet<&str>) -> AskedView {
    let library = catalogue.input.library;
    let is_it = |name: &str| name.eq_ignore_ascii_case(feature);
    let found = |kind: &'static str, entry: &Arc<Entry>| MatchView {
        kind,
        link: LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) },
        state: catalogue.age(entry).map(|timeline| StateView::new(timeline, catalogue.input.as_of)),
    };
    let has_tag = |entry: &&Arc<Entry>| {
        let topics = if let KindFields::Answer(answer) = &entry.kind_fields { &answer.topics[..] } else { &[] };
        entry.tags.iter().chain(topics).any(|tag| is_it(&tag.value))
    };
    let is_missing = |entry: &&Arc<Entry>| matches!(&entry.kind_fields, KindFields::Gap(gap) if gap.capability.as_ref().is_some_and(|own| is_it(&own.value)));
    let answers = library.of_kind(Kind::Answer).filter(has_tag).map(|entry| found("answer", entry));
    let gaps = library.of_kind(Kind::Gap).filter(is_missing).map(|entry| found("gap", entry));
    let is_near = |entry: &&Arc<Entry>| {
        library.competitor_of(entry).is_none_or(|competitor| competitors.contains(competitor.id.as_str()))
    };
    let entries = library.entries().iter().filter(is_near);
    let claims = entries.flat_map(|entry| catalogue.claims(entry).map(move |claim| (entry, claim)));
    let of_it = claims.filter(|(_, (claim, _))| claim.capability.as_ref().is_some_and(|own| is_it(&own.value)));
    let claims = of_it.take(CLAIMS).map(|(entry, (claim, timeline))| {
        let href = Some(claim_href(catalogue, from, entry, &claim.id.value));
        let link = LinkView { text: claim.text.value.clone(), href };
        MatchView { kind: "claim", link, state: Some(StateView::new(timeline, catalogue.input.as_of)) }
    });
    AskedView { text: catalogue.capability(feature), fit: None, matches: gaps.chain(answers).chain(claims).collect() }
}
