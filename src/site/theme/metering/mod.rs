//! Counts what the templates of a site make, since the template engine counts nothing.
//!
//! In goes the text of a template, out comes the same template with calls to counters in every place where a value or a
//! text is made: assignments, arguments of components, shown values, filters, loops and literal text. The counters stop
//! a page whose budget is used up. What one tag makes before its counter is reached is limited when it is read.
//!
//! Only themes with templates of the site's own are counted; the embedded templates contain no assignment.

mod allowance;
mod counters;
mod read;
mod rewrite;
mod size;

pub(super) use allowance::{begin_page, is_used_up};
pub(super) use counters::register;
pub(super) use rewrite::{Counted, Uncounted, counted};
