//! Digests of opportunities: what to know of one deal in half a minute, made from recorded facts alone.
//!
//! In go the part of a library that the readers may see, one opportunity and a period; out comes a
//! [`Digest`](crate::opportunity::Digest) in its fixed form. Knows neither pages nor the terminal. What is owed comes first: open
//! to-dos, unanswered comments, promises and dates that have passed.

mod competitor;
mod digest_maker;
mod gap;
mod owed;
mod paper;
mod papers;
mod period;
mod phrase;

pub use competitor::{ChallengedClaim, challenged_line};
pub use digest_maker::{DigestMaker, DigestSubject};
pub use papers::DealPapers;
pub use period::Period;
