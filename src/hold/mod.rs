//! May this answer go out? One function decides it for questionnaires, rules, the answer's page and the tray.
//!
//! In go an answer, its timeline and for whom a response is written; out come the reasons against sending it, each with
//! its place and with the days on which it holds. What must not be said to customers is found here in entries of every
//! kind, and rules report it. Knows nothing of matching, of files to fill or of pages.

mod answer_digest;
mod answer_wordings;
mod approval;
mod clean_answers;
mod commitments;
mod context;
mod dated_reason;
mod disclosure;
mod elements;
mod evidence;
mod exposure;
mod judgement;
mod library_answer;
mod placeholder;
mod reason;
mod sendable_text;
mod typed_texts;

pub(crate) use answer_digest::answer_digest;
pub use answer_wordings::AnswerWordings;
pub use approval::{MissingApproval, is_approved_by_legal, missing_approvals};
pub use commitments::Commitment;
pub(crate) use commitments::{
    PlacedCommitment, Statements, guarantees, price_terms, roadmap_promises, unavailable_capabilities,
};
pub use context::{HoldContext, Recipient};
pub use dated_reason::Hold;
pub use evidence::{Evidence, EvidenceLookup, LeftEvidence};
pub use exposure::ExposedKind;
pub(crate) use exposure::{Exposed, ExposedPlace, exposed_addresses, exposed_in, prose_in_markdown};
pub use judgement::{hold_reasons, holds};
pub use library_answer::{LibraryAnswer, ResponseScope, library_answers};
pub use placeholder::{AnswerPlaceholder, answer_placeholders, is_only_placeholder, resolve};
pub use reason::HoldReason;
pub use sendable_text::SendableText;
pub use typed_texts::TypedTexts;
