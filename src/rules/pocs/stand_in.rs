//! Placeholders for a value.

use crate::hold::is_only_placeholder;

/// Words that say that there is nothing yet, besides placeholders.
const EMPTY: [&str; 6] = ["none", "n/a", "na", "open", "to be defined", "to be decided"];

/// Returns whether `text` is only a placeholder.
pub(super) fn is_stand_in(text: &str) -> bool {
    let bare = text.trim().trim_end_matches('.').to_lowercase();
    is_only_placeholder(text) || EMPTY.contains(&bare.as_str())
}
