//! `fieldbook evidence`: whether the words that claims quote are still on their pages. One file per command.

mod command;
mod digest;
mod network;
mod refresh;
mod refresh_text;
mod text;

pub(super) use command::{EvidenceCommand, run};
