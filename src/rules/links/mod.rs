//! Links and ids that lead somewhere.

mod broken_anchor;
mod broken_internal;
mod orphan;
mod respelling;
mod superseded_target;
mod unpublished_file;

use super::unit::Unit;
use crate::entry::{Entry, KindFields};
use crate::source::Spanned;

/// The family's rules.
pub(super) static UNITS: [Unit; 5] = [
    Unit::entry(&broken_anchor::RULE, broken_anchor::check),
    Unit::entry(&broken_internal::RULE, broken_internal::check),
    Unit::library(&orphan::RULE, orphan::check),
    Unit::entry(&superseded_target::RULE, superseded_target::check),
    Unit::entry(&unpublished_file::RULE, unpublished_file::check),
];

/// Ids of other entries that the front matter names, with the field each is in.
fn named_ids(entry: &Entry) -> Vec<(&'static str, &Spanned<String>)> {
    let mut ids: Vec<_> = entry.related.iter().map(|id| ("related", id)).collect();
    match &entry.kind_fields {
        KindFields::Answer(answer) => ids.extend(answer.gap.iter().map(|id| ("gap", id))),
        KindFields::Objection(objection) => ids.extend(objection.gap.iter().map(|id| ("gap", id))),
        KindFields::Winplan(plan) => ids.extend(answered(&plan.requirements)),
        KindFields::Qualification { requirements } => ids.extend(answered(requirements)),
        _ => {}
    }
    ids
}

fn answered(requirements: &[crate::entry::Requirement]) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    requirements.iter().filter_map(|requirement| Some(("answered_by", requirement.answered_by.as_ref()?)))
}
