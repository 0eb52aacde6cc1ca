//! Rules about suppressions. `apply_settings` and the baseline find what they report.

mod expired;
mod gone;
mod longer_than_180_days;
mod other_salt;
mod unused;
mod without_fingerprint;
mod without_reason;

pub(super) use expired::EXPIRED;
pub(super) use gone::GONE;
pub(super) use longer_than_180_days::LONGER_THAN_180_DAYS;
pub(super) use other_salt::OTHER_SALT;
pub(super) use unused::UNUSED;
pub(super) use without_fingerprint::WITHOUT_FINGERPRINT;
pub(super) use without_reason::WITHOUT_REASON;
