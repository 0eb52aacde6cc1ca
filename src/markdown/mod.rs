//! The one dialect of Markdown that everything here reads: `CommonMark` with GFM, footnotes, definition lists and
//! wikilinks.
//!
//! Input is a body, output are the parser's events with their bytes. Knows nothing of entries or HTML.

mod anchors;
mod folds;
mod located;
mod parser;
mod plain;
mod raw_html;

pub use anchors::{Anchors, OWN_MARK, slug};
pub use folds::{FoldMark, fold_marks};
pub use located::LocatedText;
pub use parser::Markdown;
pub use plain::plain_text;
pub use raw_html::{LostHtml, lost_html};
