//! YAML with the place of every value.
//!
//! In goes the text of a document, out comes a tree of values, or why it is none. What almost all front matter is written in is
//! read by [`plain`], everything else and every fault by the library in [`read`].

mod limits;
mod plain;
mod read;

pub use read::parse_yaml;

#[cfg(test)]
mod tests;
