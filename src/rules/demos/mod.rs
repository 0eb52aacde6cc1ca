//! What a demo needs to survive the day.

pub(super) mod no_fallback;
pub(super) mod single_presenter;
pub(super) mod too_long;
pub(super) mod unmapped_section;
