//! Archives, among them office documents: ZIP with the parts of the document as XML.

use super::found::{Collection, Unread, inner_name};
use super::packed::unpack;
use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most parts of one archive that are read.
const MOST_PARTS: usize = 10_000;

/// Returns every part of the archive `bytes` with its name, and adds the names as a text.
pub(super) fn archive_parts(collection: &mut Collection, name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        collection.leave(name, Unread::Damaged);
        return parts;
    };
    let names: Vec<String> = archive.file_names().flatten().map(Into::into).collect();
    collection.add(&inner_name(name, "names of its parts"), names.join("\n"));
    if archive.len() > MOST_PARTS {
        collection.leave(name, Unread::TooLarge);
    }
    for index in 0..archive.len().min(MOST_PARTS) {
        let part = match archive.by_index(index) {
            Ok(part) if part.is_dir() => continue,
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                collection.leave(name, Unread::Encrypted);
                continue;
            }
            Err(_) => {
                collection.leave(name, Unread::Damaged);
                continue;
            }
        };
        let part_name = part.name().map_or_else(|_| format!("part {index}"), Into::into);
        let part_name = inner_name(name, &part_name);
        match unpack(part, collection.left) {
            Err(why) => collection.leave(&part_name, why),
            Ok(unpacked) => {
                collection.left -= unpacked.len();
                parts.push((part_name, unpacked));
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::file_text::{Unread, file_text};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn shown(bytes: &[u8]) -> (Vec<String>, Vec<(String, Unread)>) {
        let found = file_text(bytes);
        (found.parts.into_iter().map(|part| format!("{}: {}", part.name, part.text.trim_end())).collect(), found.unread)
    }

    #[test]
    fn documents_archives_and_what_is_in_them() {
        let document = b"<w:p><w:r><w:t>pass</w:t></w:r><w:r><w:t>word</w:t></w:r></w:p>";
        let inner = zip(&[("b.txt", b"inner"), ("c.bin", b"\x00\x01\x02\x03\x04\x05")]);
        let outer = zip(&[("word/document.xml", document), ("a.zip", &inner), ("d.txt.gz", &gzip(b"packed"))]);
        let (parts, unread) = shown(&outer);
        assert_eq!(
            parts,
            [
                "names of its parts: word/document.xml\na.zip\nd.txt.gz",
                "word/document.xml: password",
                "a.zip/names of its parts: b.txt\nc.bin",
                "a.zip/b.txt: inner",
                "a.zip/c.bin/printable characters: ",
                "d.txt.gz/unpacked: packed",
            ]
        );
        assert_eq!(unread, [("a.zip/c.bin".to_owned(), Unread::Binary)]);
    }

    #[test]
    fn of_old_documents_and_unknown_files_the_printable_characters_are_read() {
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0words\0";
        let part = "printable characters: words".to_owned();
        assert_eq!(shown(old), (vec![part.clone()], vec![(String::new(), Unread::Compound)]));
        assert_eq!(shown(b"\0\x01\x02words\0"), (vec![part], vec![(String::new(), Unread::Binary)]));
    }

    #[test]
    fn depth_and_size_are_bounded_and_damage_is_said() {
        let mut nested = gzip(b"text");
        for _ in 0..3 {
            nested = gzip(&nested);
        }
        assert_eq!(shown(&nested).1, [("unpacked/unpacked/unpacked/unpacked".to_owned(), Unread::TooDeep)]);
        let large = gzip(&vec![b'x'; (64 << 20) + 1]);
        assert_eq!(shown(&large), (Vec::new(), vec![(String::new(), Unread::TooLarge)]));
        assert_eq!(shown(b"\x1f\x8bnot gzip").1, [(String::new(), Unread::Damaged)]);
        assert_eq!(shown(b"PK\x03\x04not a zip").1, [(String::new(), Unread::Damaged)]);
    }
}
