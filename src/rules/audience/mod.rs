//! Who may read what. The final sweep of a build finds what [`leaked`] words.

pub(super) mod deal_in_shared_root;
mod in_opportunities;
mod leaked_canary;
pub(super) mod link_to_stricter;
pub(super) mod other_customer;
pub(super) mod unknown_customers;

pub use leaked_canary::{LEAKED_CANARY, leaked};
pub use other_customer::in_text as names_in;
