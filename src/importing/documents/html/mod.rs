//! HTML as blocks: parsed as a browser does, then read element by element.

mod blocks;
mod inlines;
mod parse;
mod tables;
mod tree;

pub(super) use blocks::{HtmlReader, Links, raw_text};
pub(super) use parse::{find, parse, text_of};
