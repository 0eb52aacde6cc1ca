//! How far the library covers a framework: each control with its answers, and what has none.

use super::frame::{Frame, Heading, Place};
use super::parts::{RowView, row};
use crate::entry::Entry;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::frameworks::Framework;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The coverage of one framework.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FrameworkCoverageView {
    frame: Frame,
    name: String,
    /// How many controls have an answer that may be relied on, one that may not, or none; on the day of the build.
    covered: usize,
    weak: usize,
    missing: usize,
    total: usize,
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
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let is_trusted = |entry: &&Arc<Entry>| catalogue.age(entry).is_none_or(|age| age.on(day).state.is_trusted());
    let answers = |id: &str| framework.controls.get(id).map_or(&[][..], Vec::as_slice);
    let covered = controls.iter().filter(|(id, _)| answers(id).iter().any(&is_trusted)).count();
    let missing = controls.iter().filter(|(id, _)| answers(id).is_empty()).count();
    let control = |(id, title): &(&str, Option<&str>)| ControlView {
        id: (*id).to_owned(),
        title: title.map(str::to_owned),
        answers: answers(id).iter().map(|entry| row(catalogue, &address, entry)).collect(),
    };
    let view = FrameworkCoverageView {
        frame: Frame::new(catalogue, assets, &place, &heading),
        name: framework.name.to_owned(),
        covered,
        weak: controls.len() - covered - missing,
        missing,
        total: controls.len(),
        is_known: !listed.is_empty(),
        is_outside: catalogue.is_outside,
        rows: controls.iter().map(control).collect(),
    };
    (address, view)
}
