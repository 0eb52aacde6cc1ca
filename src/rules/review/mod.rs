//! Approvals of entries.

pub(super) mod approval_older_than_text;
mod same_person;
pub(super) mod self_approved;
pub(super) mod unapproved;
pub(super) mod unattested;
