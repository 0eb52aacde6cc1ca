//! Matches the questions of a customer with the answers of a site, in the page of the tray.
//!
//! In goes the list of answers that the site publishes, `api/answers.json`, and then questions; out come the proposals of
//! the same matcher that `fieldbook rfp match` uses, with the same words for what differs. It does no I/O, and nothing of
//! a question leaves the page.

#[cfg(target_arch = "wasm32")]
mod abi;
mod answer_list;
mod engine;
mod reply;

pub use answer_list::{AnswerList, ListedAnswer, SCHEMA};
pub use engine::Engine;
pub use reply::Reply;
