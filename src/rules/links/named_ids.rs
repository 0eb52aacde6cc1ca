//! Ids in front matter.

use crate::entry::{Entry, KindFields};
use crate::source::Spanned;

/// Ids of other entries that the front matter names, with the field each is in.
pub(super) fn named_ids(entry: &Entry) -> Vec<(&'static str, &Spanned<String>)> {
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
