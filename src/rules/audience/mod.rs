//! Who may read what. What outsiders could see in the output of a build is swept for elsewhere.

mod deal_in_shared_root;
mod link_to_stricter;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 2] = [
    Unit::entry(&deal_in_shared_root::RULE, deal_in_shared_root::check),
    Unit::entry(&link_to_stricter::RULE, link_to_stricter::check),
];
