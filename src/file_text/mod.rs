//! The text in a file of any kind: plain text in several encodings, the parts of office documents and archives, packed
//! text, the text of PDF files, and what images carry beside the picture.
//!
//! In go bytes, out come texts and what could not be read, with the reason. Bounded in size and depth, so that an archive
//! that unpacks to very much is an answer too. Knows neither sites nor findings.

mod archive;
mod decode;
mod extract;
mod found;
mod image;
mod packed;
mod pdf;
mod printable;
mod xml;

pub use extract::file_text;
pub use found::{FileText, TextPart, Unread};
