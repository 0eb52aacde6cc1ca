//! What makes a card usable in ten minutes.

pub(super) mod claim_without_proof;
pub(super) mod missing_section;
pub(super) mod too_few_questions;
pub(super) mod too_long_front;
