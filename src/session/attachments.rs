//! The limit for attachments.

/// The largest attachment that is published, in bytes.
pub(super) const LARGEST_ATTACHMENT: u64 = 256 << 20;
