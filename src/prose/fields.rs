//! Fields of front matter in which an entry speaks in its own voice.

use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::source::Spanned;

/// Returns the fields in which the entry speaks in its own voice, in the order of the file.
pub(super) fn fields(entry: &Entry) -> Vec<&Spanned<String>> {
    let mut fields: Vec<&Spanned<String>> = entry.summary.iter().collect();
    fields.extend(entry.claims.iter().map(|claim| &claim.text).filter(|text| text.span.end <= entry.body.span.start));
    match &entry.kind_fields {
        KindFields::Objection(own) => fields.extend(&own.response),
        KindFields::Brief { outcomes } => fields.extend(outcomes),
        KindFields::Answer(own) => {
            fields.extend(&own.workaround);
            fields.extend(own.variants.iter().filter_map(|variant| variant.text.as_ref()));
        }
        KindFields::Guide { steps, limits, .. } => fields.extend(steps.iter().chain(limits)),
        _ => {}
    }
    let speaks = !matches!(entry.kind, Kind::Answer | Kind::Objection | Kind::Competitor);
    fields.extend(Some(&entry.title).filter(|title| speaks && title.span.end <= entry.body.span.start));
    fields.sort_by_key(|field| field.span);
    fields
}
