//! How far the library covers a framework: each control with its answers, and what has none.

use super::ageing::{Tally, TurnsView, numbers};
use super::frame::{Frame, Heading, Place};
use super::parts::{RowView, row};
use crate::config::Status;
use crate::entry::Entry;
use crate::freshness::Timeline;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::frameworks::Framework;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The coverage of one framework.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FrameworkCoverageView {
    frame: Frame,
    name: String,
    /// How many controls have an approved answer that may be relied on, only others, or none; on the day of the build.
    covered: usize,
    weak: usize,
    missing: usize,
    /// These three numbers, and those that follow, each after its first day.
    steps: String,
    /// The day of the first numbers.
    day: String,
    /// The controls that are counted: those of the list, or without a list those that answers name.
    total: usize,
    /// Controls that answers name and the list does not have; they are shown and not counted.
    unlisted: usize,
    /// Whether the controls of the framework are listed.
    is_known: bool,
    /// Whether the page is for readers outside: what has no answer is internal.
    is_outside: bool,
    rows: Vec<ControlView>,
}

#[derive(Debug, Clone, Serialize)]
struct ControlView {
    id: String,
    title: Option<String>,
    answers: Vec<RowView>,
}

/// Makes the page of each framework.
pub(crate) fn framework_views(catalogue: &Catalogue<'_>, assets: &Assets) -> Vec<(Address, FrameworkCoverageView)> {
    catalogue.frameworks.iter().map(|(id, framework)| coverage(catalogue, assets, id, framework)).collect()
}

fn coverage(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
    id: &str,
    framework: &Framework<'_>,
) -> (Address, FrameworkCoverageView) {
    let address = framework.address.clone();
    let place = Place::of(PageKind::Framework, address.clone());
    let heading = Heading {
        title: format!("Coverage of {}", framework.name),
        description: "Each control with the answers that meet it, and what has none.".to_owned(),
    };
    let known = catalogue.input.library.lists.frameworks.iter().find(|known| known.id.value == id);
    let listed: &[crate::library::Control] = known.map_or(&[], |known| &known.controls);
    let mut controls: Vec<(&str, Option<&str>)> =
        listed.iter().map(|control| (control.id.value.as_str(), control.title.as_deref())).collect();
    let in_list: BTreeSet<&str> = controls.iter().map(|(id, _)| *id).collect();
    controls.extend(framework.controls.keys().filter(|id| !in_list.contains(*id)).map(|id| (*id, None)));
    controls.retain(|(id, _)| !catalogue.is_outside || framework.controls.contains_key(id));
    let answers = |id: &str| framework.controls.get(id).map_or(&[][..], Vec::as_slice);
    let is_counted = |id: &str| listed.is_empty() || in_list.contains(id);
    let counted: BTreeSet<&str> = controls.iter().map(|(id, _)| *id).filter(|id| is_counted(id)).collect();
    let mut tally = Tally::<3>::new(catalogue.span.first);
    for id in &counted {
        tally.add(coverage_course(catalogue, answers(id)));
    }
    let turns = tally.turns();
    let [covered, weak, missing] = turns.first().map_or([0; 3], |(_, counts)| *counts);
    let all: BTreeSet<&str> = controls.iter().map(|(id, _)| *id).collect();
    let control = |(id, title): &(&str, Option<&str>)| ControlView {
        id: (*id).to_owned(),
        title: title.map(str::to_owned),
        answers: answers(id).iter().map(|entry| row(catalogue, &address, entry)).collect(),
    };
    let view = FrameworkCoverageView {
        frame: Frame::new(catalogue, assets, &place, &heading),
        name: framework.name.to_owned(),
        covered,
        weak,
        missing,
        steps: TurnsView::new(turns.into_iter().map(|(day, counts)| (day, numbers(&counts)))).steps,
        day: catalogue.span.first.to_string(),
        total: counted.len(),
        unlisted: all.len() - counted.len(),
        is_known: !listed.is_empty(),
        is_outside: catalogue.is_outside,
        rows: controls.iter().map(control).collect(),
    };
    (address, view)
}

/// Returns from each day on whether a control with these answers is covered (0), has only others (1) or none (2).
fn coverage_course(catalogue: &Catalogue<'_>, answers: &[&Arc<Entry>]) -> Vec<(NaiveDate, Option<usize>)> {
    let ages = answers.iter().filter_map(|answer| catalogue.age(answer));
    let days: BTreeSet<NaiveDate> =
        ages.flat_map(Timeline::steps).map(|step| step.from).chain([catalogue.span.first]).collect();
    let group = |day: NaiveDate| match answers {
        [] => 2,
        answers => usize::from(!answers.iter().any(|answer| is_current(catalogue, answer, day))),
    };
    days.into_iter().map(|day| (day, Some(group(day)))).collect()
}

/// Returns whether `answer` is approved and may be relied on, on `day`.
fn is_current(catalogue: &Catalogue<'_>, answer: &Entry, day: NaiveDate) -> bool {
    let is_trusted = catalogue.age(answer).is_none_or(|age| age.on(day).state.is_trusted());
    answer.status.value == Status::Approved && is_trusted
}
