//! Questionnaires: the files that customers send, the questions in them, the answers that match, and the cells that are
//! filled.
//!
//! In go the bytes of a file; out come its questions, and the same file with only the planned cells changed. The binary
//! uses it for `fieldbook rfp`, and the page of the tray as WebAssembly, so that both read and write a file alike. In the
//! page, nothing of a file or a question leaves the browser.
//!
//! Knows nothing of the disk, the calendar day, entries or people: whether an answer may be sent is decided before its
//! texts get here.

#[cfg(target_arch = "wasm32")]
mod abi;
pub mod answer_length;
mod answer_list;
pub mod decisions;
mod desk;
mod engine;
pub mod error;
pub mod files;
pub mod filling;
pub mod layout;
pub mod page;
mod reply;
pub mod short_answer;

pub use answer_list::{AnswerList, ListedAnswer, ListedHold, SCHEMA};
pub use desk::Desk;
pub use engine::Engine;
pub use reply::{QuestionReply, Reply};
