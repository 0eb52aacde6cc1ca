//! What a win plan needs so that it is more than hope.

pub(super) mod fewer_than_three_risks;
pub(super) mod not_agreed;
pub(super) mod risk_without_mitigation;
