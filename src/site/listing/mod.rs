//! Lists of any size: one way for all of them.
//!
//! A list is a [`ListPlan`] (what is in it, by what readers narrow and sort it) and a [`List`], which makes a row and a
//! page. From both follow the pages of a hundred rows, a part with pages of its own for each owner, topic and so on, for
//! readers without scripts, and one file with all rows, which the browser fetches when a reader narrows or sorts the list.
//! Each row is rendered once, as the first page shows it; elsewhere its relative links are moved.

mod facet;
mod list;
mod plan;
mod record;
mod row_html;
mod rows_file;
mod shape;
mod thousands;
mod tools;

pub(crate) use facet::Facet;
pub(crate) use list::List;
pub(crate) use plan::{ListPage, ListPlan};
pub(crate) use record::Record;
pub(crate) use rows_file::{RowsFile, rows_file};
pub(crate) use shape::{ListShape, Sort};
pub(crate) use tools::ListPageView;
