//! From bytes to texts, by what the bytes are and not by the name.

use super::archive::archive_parts;
use super::decode::{Decoded, decode};
use super::found::{Collection, FileText, Unread, inner_name};
use super::image::image_text;
use super::packed::gunzip;
use super::pdf::pdf_text;
use super::printable::printable;
use super::xml::{is_xml, xml_text};

/// How many files within files are opened.
const DEEPEST: usize = 3;
/// The most bytes that all parts of one file may unpack to.
const MOST_UNPACKED: usize = 64 << 20;

/// Returns the texts in `bytes`.
pub fn file_text(bytes: &[u8]) -> FileText {
    let mut collection = Collection { found: FileText::default(), left: MOST_UNPACKED };
    read(&mut collection, "", bytes, 0);
    collection.found
}

/// Reads the part `name` with `bytes`, which is within `depth` other files.
fn read(collection: &mut Collection, name: &str, bytes: &[u8], depth: usize) {
    if depth > DEEPEST {
        collection.leave(name, Unread::TooDeep);
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        for (part_name, bytes) in archive_parts(collection, name, bytes) {
            match decode(&bytes) {
                Decoded::Text(xml) if is_xml(&part_name) => collection.add(&part_name, xml_text(&xml)),
                _ => read(collection, &part_name, &bytes, depth + 1),
            }
        }
    } else if bytes.starts_with(b"\x1f\x8b") {
        match gunzip(bytes, collection.left) {
            Ok(unpacked) => {
                collection.left -= unpacked.len();
                read(collection, &inner_name(name, "unpacked"), &unpacked, depth + 1);
            }
            Err(why) => collection.leave(name, why),
        }
    } else if bytes.starts_with(b"%PDF-") {
        pdf_text(collection, name, bytes);
    } else if let Some(text) = image_text(bytes) {
        collection.add(name, text);
    } else {
        match decode(bytes) {
            Decoded::Text(text) => collection.add(name, text),
            Decoded::Media => collection.leave(name, Unread::Media),
            other @ (Decoded::Compound | Decoded::Binary) => {
                collection.add(&inner_name(name, "printable characters"), printable(bytes));
                collection.leave(name, if other == Decoded::Compound { Unread::Compound } else { Unread::Binary });
            }
        }
    }
}
