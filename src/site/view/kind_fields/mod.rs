//! What each kind shows beyond what all entries show.

mod answer;
mod competitor;
mod context;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod kind_fields;

pub(super) use context::FieldsContext;
pub(super) use kind_fields::{KindFieldsView, RiskView, fit_word, kind_fields_view, risk_view};
