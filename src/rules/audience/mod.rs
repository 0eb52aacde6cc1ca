//! Who may read what. The final sweep of a build finds what [`leaked`] words.

mod deal_in_shared_root;
mod leaked_canary;
mod link_to_stricter;

use super::unit::Unit;

pub use leaked_canary::{LEAKED_CANARY, leaked};

/// The family's rules.
pub(super) static UNITS: [Unit; 3] = [
    Unit::entry(&deal_in_shared_root::RULE, deal_in_shared_root::check),
    Unit::elsewhere(&LEAKED_CANARY),
    Unit::entry(&link_to_stricter::RULE, link_to_stricter::check),
];
