//! Slides (`.pptx`, ECMA-376 part 1, 19 and 21) as blocks.
//!
//! The title of a slide becomes a heading, its other texts follow in the order in which they are read, then its notes.
//! Hidden slides are there too, and say that they are hidden.

mod notes;
mod reader;
mod shapes;
mod text;

pub(super) use reader::read_slides;
