//! What makes an answer fit for a questionnaire.

mod buried_answer;
mod compound_question;
mod contradiction;
mod duplicate_alternate;
mod full_with_workaround;
mod missing_short_answer;
mod near_duplicate;
mod no_evidence;
mod off_topic;
mod overlapping_variants;
mod question;
mod scope;
mod terms;
mod too_long;
mod unresolved_placeholder;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 12] = [
    Unit::entry(&buried_answer::RULE, buried_answer::check),
    Unit::entry(&compound_question::RULE, compound_question::check),
    Unit::library(&contradiction::RULE, contradiction::check),
    Unit::library(&duplicate_alternate::RULE, duplicate_alternate::check),
    Unit::entry(&full_with_workaround::RULE, full_with_workaround::check),
    Unit::entry(&missing_short_answer::RULE, missing_short_answer::check),
    Unit::library(&near_duplicate::RULE, near_duplicate::check),
    Unit::entry(&no_evidence::RULE, no_evidence::check),
    Unit::entry(&off_topic::RULE, off_topic::check),
    Unit::entry(&overlapping_variants::RULE, overlapping_variants::check),
    Unit::entry(&too_long::RULE, too_long::check),
    Unit::entry(&unresolved_placeholder::RULE, unresolved_placeholder::check),
];
