//! What makes an answer fit for a questionnaire.

pub(super) mod buried_answer;
pub(super) mod compound_question;
pub(super) mod contradiction;
pub(super) mod duplicate_alternate;
pub(super) mod full_with_workaround;
pub(super) mod inconsistent_response;
pub(super) mod missing_short_answer;
pub(super) mod mixed_polarity;
pub(super) mod near_duplicate;
pub(super) mod no_evidence;
pub(super) mod off_topic;
pub(super) mod overlapping_variants;
mod question;
mod scope;
mod terms;
pub(super) mod too_long;
pub(super) mod unresolved_placeholder;
