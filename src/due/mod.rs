//! What ends soon or is over: which claims and entries have to be checked again, by whom, and in which order.
//!
//! In go the library, the day, how far ahead to look and what open opportunities depend on; out comes one list. Pages,
//! `check --due` and `verify --due` show this list, and none of them decides again what is on it.

mod forecast;
mod horizon;
mod item;
mod judge;
mod order;
mod owner;
mod reason;
mod row;
mod source_page;

pub use forecast::{OwnerLoad, WEEKS, WeekLoad, forecast};
pub use horizon::Horizon;
pub use item::{DueItem, End, Need, Urgency};
pub use judge::{DueJudge, Judged};
pub use order::sort;
pub use owner::{Owner, OwnerDue, by_owner, owner_of};
pub use row::{DueRow, Ending, EndingKind};
pub use source_page::{SourcePage, by_page, page_key};
