//! What a battlecard says in ten seconds.

use super::parts::claim_anchor;
use super::state::StateView;
use crate::entry::{Claim, Entry, Stance};
use crate::freshness::Timeline;
use crate::site::catalogue::Catalogue;
use crate::site::html::{Item, list_items};
use serde::Serialize;

/// How many points of a kind a glance takes in.
const POINTS: usize = 3;

/// The glance layer of a battlecard.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct GlanceView {
    /// Where we win.
    pub(crate) wins: Vec<PointView>,
    /// Where we lose.
    pub(crate) losses: Vec<PointView>,
    /// What to ask.
    pub(crate) questions: Vec<String>,
    /// What not to say.
    pub(crate) avoid: Option<PointView>,
}

/// One point, and the claims that it depends on.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PointView {
    /// The point in a few words.
    pub(crate) headline: String,
    /// The statement behind it.
    pub(crate) text: Option<String>,
    /// The anchor of the first claim that it cites.
    pub(crate) anchor: Option<String>,
    /// That claim's state.
    pub(crate) state: Option<StateView>,
}

/// Gathers the glance layer of the battlecard `entry` from its sections and the stances of its claims.
pub(crate) fn glance(catalogue: &Catalogue<'_>, entry: &Entry) -> GlanceView {
    let items =
        |heading: &str| entry.section(heading).map(|span| list_items(entry.file.slice(span))).unwrap_or_default();
    let points = |heading: &str, stance: Stance| {
        let mut points: Vec<_> = items(heading).iter().take(POINTS).map(|item| point(catalogue, entry, item)).collect();
        if points.is_empty() {
            let taken = catalogue.claims(entry).filter(|(claim, _)| is(claim, stance)).take(POINTS);
            points.extend(taken.map(|(claim, timeline)| claim_point(catalogue, claim, timeline)));
        }
        points
    };
    let landmines = items("Landmines");
    GlanceView {
        wins: points("Why we win", Stance::WeWin),
        losses: points("Why we lose", Stance::WeLose),
        questions: items("Questions to ask").into_iter().take(POINTS).map(|item| item.text).collect(),
        avoid: landmines.iter().find(|item| forbids(&item.text)).map(|item| point(catalogue, entry, item)),
    }
}

fn is(claim: &Claim, stance: Stance) -> bool {
    claim.stance.as_ref().is_some_and(|own| own.value == stance)
}

/// Returns whether a landmine is one for us.
fn forbids(text: &str) -> bool {
    let text = text.to_lowercase();
    ["do not", "don't", "don’t", "never", "avoid"].iter().any(|begin| text.starts_with(begin))
}

fn point(catalogue: &Catalogue<'_>, entry: &Entry, item: &Item) -> PointView {
    let cited = item.citations.iter().find_map(|id| catalogue.claims(entry).find(|(claim, _)| claim.id.value == *id));
    let headline = item.headline();
    let rest = item.text.strip_prefix(&headline).unwrap_or_default().trim_start_matches(['.', ':', ' ']);
    let text = cited.map(|(claim, _)| claim.text.value.clone()).or_else(|| (!rest.is_empty()).then(|| rest.to_owned()));
    PointView {
        text: text.filter(|text| *text != headline),
        headline,
        anchor: cited.map(|(claim, _)| claim_anchor(&claim.id.value)),
        state: cited.map(|(_, timeline)| StateView::new(timeline, catalogue.input.as_of)),
    }
}

fn claim_point(catalogue: &Catalogue<'_>, claim: &Claim, timeline: &Timeline) -> PointView {
    PointView {
        headline: claim.text.value.clone(),
        text: None,
        anchor: Some(claim_anchor(&claim.id.value)),
        state: Some(StateView::new(timeline, catalogue.input.as_of)),
    }
}
