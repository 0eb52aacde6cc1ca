//! What ends soon or is over: which claims and entries have to be checked again, by whom, and in which order.
//!
//! In go the library, the day, how far ahead to look and what open opportunities depend on; out comes one list. Pages,
//! `check --due` and `verify --due` show this list, and none of them decides again what is on it.

mod by_owner;
mod course;
mod forecast;
mod horizon;
mod intervals;
mod item;
mod order;
mod owner;
mod reason;
mod row;
mod selection;
mod source_page;

pub use by_owner::{OwnerDue, by_owner};
pub use course::{DueCourse, DuePhase, place_courses};
pub use forecast::{OwnerLoad, WEEKS, WeekLoad, forecast};
pub use horizon::Horizon;
pub use intervals::{ClaimHistory, IntervalProposal, IntervalProposals, propose_intervals, wording};
pub use item::{DueItem, End, Need, Urgency};
pub use order::sort;
pub use owner::{Owner, owner_of};
pub use row::{DueRow, Ending, EndingKind};
pub use selection::{DueItems, DueSelection};
pub use source_page::{SourcePage, by_page, page_key};
