//! For whom an answer holds, and whether two answers may meet.

use crate::entry::{Answer, Entry, KindFields, ShortAnswer};
use crate::kinds::Kind;
use crate::library::Library;
use crate::source::Spanned;
use std::sync::Arc;

/// Returns every answer that readers rely on, by id.
pub(super) fn live(library: &Library) -> Vec<(&Arc<Entry>, &Answer)> {
    let entries = library.of_kind(Kind::Answer).filter(|entry| entry.status.value <= crate::config::Status::Approved);
    let answer = |entry: &'_ Arc<Entry>| matches!(&entry.kind_fields, KindFields::Answer(_));
    let answers = entries.filter(|entry| answer(entry));
    answers
        .filter_map(|entry| match &entry.kind_fields {
            KindFields::Answer(answer) => Some((entry, answer.as_ref())),
            _ => None,
        })
        .collect()
}

/// Returns whether one questionnaire may meet both: no product, region or customer keeps them apart.
pub(super) fn overlap(one: &Entry, other: &Entry) -> bool {
    let meet = |one: &[Spanned<String>], other: &[Spanned<String>]| {
        let shares = |name: &Spanned<String>| other.iter().any(|known| known.value.eq_ignore_ascii_case(&name.value));
        one.is_empty() || other.is_empty() || one.iter().any(shares)
    };
    let of_one_customer = match (&one.customer, &other.customer) {
        (Some(one), Some(other)) => one.value == other.value,
        _ => true,
    };
    of_one_customer && meet(&one.products, &other.products) && meet(&one.regions, &other.regions)
}

/// Returns whether one says yes and the other no or not yet.
pub(super) fn oppose(one: &Answer, other: &Answer) -> bool {
    let side = |answer: &Answer| answer.short_answer.as_ref().map(|short| short.value);
    matches!(
        (side(one), side(other)),
        (Some(ShortAnswer::Yes), Some(ShortAnswer::No | ShortAnswer::Planned))
            | (Some(ShortAnswer::No | ShortAnswer::Planned), Some(ShortAnswer::Yes))
    )
}
