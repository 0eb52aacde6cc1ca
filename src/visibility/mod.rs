//! Who may see it: the part of a site that the readers of one build may see, made once per build.
//!
//! In go the whole library, the opportunities, the findings and the scope of a build; out come a [`VisibleLibrary`],
//! from which everything that is published is made, and a [`HiddenPart`], which only the final sweep takes, to look for
//! it in the output. [`VisibleLibrary::new`] is the only place that filters; a function that takes a [`VisibleLibrary`]
//! cannot be handed the whole library.

mod findings;
mod hidden;
mod hidden_ids;
mod hidden_patterns;
mod hidden_reason;
mod nothing_visible;
mod open_questions;
mod opportunities;
mod readers;
mod shown_entry;
mod submitted;
mod synonyms;
mod visible_library;

pub use hidden::HiddenPart;
pub use hidden_reason::HiddenReason;
pub use nothing_visible::nothing_visible;
pub use opportunities::visible_opportunities;
pub use readers::Readers;
pub use submitted::SubmittedResponse;
pub use visible_library::{Unfiltered, VisibleLibrary};
