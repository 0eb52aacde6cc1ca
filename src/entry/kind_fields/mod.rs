//! What each kind adds to the common fields, one file per kind or pair of kinds.

mod answer;
mod competitor;
mod deal;
mod demo;
mod gap;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod kind_fields;
mod release;
mod technical;

pub(crate) use answer::Length;
pub use answer::{Answer, Compliance, Lengths, Variant};
pub use competitor::{Battlecard, Competitor};
pub use deal::{Fit, Poc, PocEnvironment, Requirement, Risk, Winplan};
pub use demo::{Demo, DemoEnvironment, DemoSection};
pub use fieldbook_questionnaire::short_answer::ShortAnswer;
pub use gap::{Gap, GapState, Objection, Severity};
pub use kind_fields::KindFields;
pub(crate) use kind_fields::read_kind_fields;
pub use release::{AnyRelease, FeedRelease, Release};
pub use technical::{Architecture, Component, IntegrationPoint};
