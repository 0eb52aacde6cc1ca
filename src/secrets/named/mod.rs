//! Values that only their names give away: `db_password = …`, `"apiToken": "…"`.
//!
//! In goes a match of such a name and value, out comes how surely the value is a credential, or `None` if the name means
//! something else, or the value is code. Knows neither the table nor the search.

mod code;
mod ending;
mod name;
mod rating;

pub(super) use ending::strict_end;
pub(super) use rating::rate;
