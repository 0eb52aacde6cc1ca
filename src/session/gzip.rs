//! Compressed siblings: what a server may send instead of a text.

use crate::publish::{Content, File};
use flate2::{Compression, GzBuilder};
use std::io::Write as _;

/// The endings of files that are compressed; pictures and the shards of the index are compressed already.
const TEXTS: [&str; 9] = ["html", "css", "js", "json", "svg", "txt", "xml", "csv", "wasm"];
/// The size in bytes below which compression saves nothing in transit.
const LEAST: usize = 512;

/// Returns the compressed sibling of `file` (RFC 1952, without a name and a time, so that equal texts stay equal); `None`
/// if it would not save a tenth.
pub(super) fn compressed(file: &File) -> Option<File> {
    let Content::Bytes(bytes) = &file.content else { return None };
    let end = file.path.rsplit_once('.').map(|(_, end)| end)?;
    if bytes.len() < LEAST || !TEXTS.contains(&end) {
        return None;
    }
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    // Writing to memory cannot fail; if it did, there would be no sibling, and the file itself serves.
    writer.write_all(bytes).ok()?;
    let compressed = writer.finish().ok()?;
    let is_smaller = compressed.len() < bytes.len() - bytes.len() / 10;
    is_smaller.then(|| File { path: format!("{}.gz", file.path), content: Content::Bytes(compressed) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read as _;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), content: Content::Bytes(text.as_bytes().to_vec()) }
    }

    #[test]
    fn texts_get_a_sibling_that_holds_them_and_nothing_else_does() {
        let text = "<p>words and words</p>\n".repeat(100);
        let made = compressed(&file("a/index.html", &text)).unwrap();
        assert_eq!(made.path, "a/index.html.gz");
        let Content::Bytes(bytes) = &made.content else { unreachable!("it is bytes") };
        let mut read = String::new();
        GzDecoder::new(bytes.as_slice()).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        assert_eq!(bytes.get(4..8), Some(&[0; 4][..]), "no time");
        for (path, text) in [("a/index.html", "<p>short</p>"), ("a/b.png", text.as_str()), ("name", text.as_str())] {
            assert!(compressed(&file(path, text)).is_none(), "{path}");
        }
    }
}
