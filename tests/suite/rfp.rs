//! Questionnaires: what is understood, what is refused, and that filling changes nothing else.

mod archives;
mod bad_input;
mod decisions;
mod documents;
mod filling;
mod inspecting;
mod layouts;
mod placing;
mod producers;
mod reading;
mod refusals;
mod responding;
mod tables;
pub(crate) mod workbooks;
