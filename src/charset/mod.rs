//! The text in bytes of web pages and feeds: which encoding they have, and how sure that is.
//!
//! In go bytes and what is declared of them; out comes [`Decoded`]. A byte-order mark decides, then that the bytes are
//! UTF-8, then the declarations in the order of the caller: servers often declare another encoding for UTF-8, and hardly
//! any other text is UTF-8 by chance. The names are those of the WHATWG encoding standard.

mod declaration;
mod decode;

pub use declaration::{in_content_type, in_html, in_xml};
pub use decode::{Decoded, decoded};
