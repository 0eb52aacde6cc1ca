//! Values without a prefix, which only their exact form near the vendor's name gives away; by area.

mod analytics;
mod cloud;
mod code;
mod content;
mod crm;
mod facts;
mod mail;
mod models;
mod money;
mod observability;
mod row;
mod security;
mod talk;
mod vendors_table;
mod work;

pub(super) use vendors_table::AREAS;
