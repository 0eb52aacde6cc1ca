//! The baseline: faults that a site decided to live with for a while.
//!
//! In go findings and the text of a baseline, out come the findings that are new, and what is wrong with the baseline
//! itself. An entry has an effect only for a fault that was there all the time: one that is gone is an error, so that the
//! baseline cannot be left with it, and under `--since` a fault that comes back is reported like any other.

mod apply;
mod entry_findings;
mod judged_entry;
mod known;
mod terms_of_use;

pub use apply::UseOfBaseline;
pub use known::{Baseline, BaselineEntry, SCHEMA, Terms};
pub use terms_of_use::{BaselineUse, GoneEntries};
