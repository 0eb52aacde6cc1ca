//! May this answer go out? One function decides it for questionnaires, rules, the answer's page and the tray.
//!
//! In go an answer, its timeline and for whom a response is written; out come the reasons against sending it, each with
//! its place and with the days on which it holds. Knows nothing of matching, of files to fill or of pages.

mod approval;
mod context;
mod customers;
mod elements;
mod judgement;
mod placeholder;
mod reason;

pub use approval::{MissingApproval, missing_approvals};
pub use context::{HoldContext, Recipient};
pub use judgement::{Hold, hold_reasons, holds};
pub use placeholder::{AnswerPlaceholder, answer_placeholders, is_only_placeholder, resolve};
pub use reason::HoldReason;
