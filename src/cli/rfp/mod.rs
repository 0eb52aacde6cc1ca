//! `fieldbook rfp`: from a customer's questionnaire to the customer's own file, filled. One file per command.

mod answered;
mod arguments;
mod as_of;
mod assign;
mod check;
mod editor;
mod export;
mod fill;
mod harvest;
mod history;
mod import_answers;
mod inspect;
mod paths;
mod proposals;
mod review;
mod review_card;
mod run;
mod stale;

pub(super) use arguments::RfpCommand;
pub(super) use run::run;
