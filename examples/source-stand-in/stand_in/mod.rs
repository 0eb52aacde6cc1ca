//! The pages that a site quotes, as they are on one day.

mod answer;
mod listener;
mod pages;
mod script;

pub(crate) use answer::{Answer, Fault, StandIn};
pub(crate) use listener::Listener;
pub(crate) use pages::quoted_pages;
pub(crate) use script::{Change, Script};
