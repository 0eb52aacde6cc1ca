//! What images carry beside the picture: comments, titles, descriptions, camera and author.
//!
//! PNG: W3C, Portable Network Graphics 3rd edition, chunks. JPEG: ITU-T T.81, segments `APPn` and `COM`. `GIF89a`: extensions. `WebP`:
//! chunks of RIFF.

use super::packed::unpack;
use super::printable::printable;
use flate2::read::ZlibDecoder;

/// The most bytes that a packed comment may unpack to.
const MOST_UNPACKED: usize = 1 << 20;

/// Returns the texts in an image; `None` if `bytes` is not an image that is known here.
pub(super) fn image_text(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(png(bytes))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(jpeg(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(printable(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(webp(bytes))
    } else if bytes.starts_with(b"\x00\x00\x01\x00") || bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        Some(String::new())
    } else {
        None
    }
}

fn png(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let (Some(length), Some(kind)) = (number(rest.get(..4)), rest.get(4..8)) {
        let content = rest.get(8..8 + length).or_else(|| rest.get(8..)).unwrap_or_default();
        match kind {
            b"tEXt" | b"eXIf" => text.push_str(&printable(content)),
            b"zTXt" | b"iTXt" => text.push_str(&(printable(content) + &packed_comment(content))),
            _ => {}
        }
        let Some(next) = rest.get(length.saturating_add(12)..) else { break };
        rest = next;
    }
    // Behind the end of the picture there should be nothing.
    text + &printable(rest)
}

/// Returns the packed text of a comment: what begins with the header of zlib.
fn packed_comment(content: &[u8]) -> String {
    let headers = content.windows(2).enumerate().filter(|(_, pair)| pair.first() == Some(&0x78));
    let unpacked = headers.filter_map(|(at, _)| unpack(ZlibDecoder::new(content.get(at..)?), MOST_UNPACKED).ok());
    unpacked.take(1).map(|text| printable(&text)).collect()
}

fn number(bytes: Option<&[u8]>) -> Option<usize> {
    let bytes: [u8; 4] = bytes?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

fn jpeg(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut at = 2;
    while let Some([0xff, kind, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if matches!(kind, 0xe0..=0xef | 0xfe) {
            text.push_str(&printable(bytes.get(at + 4..at + 2 + length).unwrap_or_default()));
        }
        // The picture itself follows a start of scan.
        if *kind == 0xda {
            break;
        }
        at += 2 + length.max(2);
    }
    let end = bytes.windows(2).rposition(|pair| pair == b"\xff\xd9").map_or(bytes.len(), |end| end + 2);
    text + &printable(bytes.get(end..).unwrap_or_default())
}

fn webp(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let (Some(kind), Some(length)) = (rest.get(..4), rest.get(4..8)) {
        let length: [u8; 4] = length.try_into().unwrap_or_default();
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
        if matches!(kind, b"EXIF" | b"XMP ") {
            text.push_str(&printable(rest.get(8..).unwrap_or_default().get(..length).unwrap_or_default()));
        }
        let Some(next) = rest.get(8_usize.saturating_add(length).saturating_add(length % 2)..) else { break };
        rest = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length, kind, content, &[0; 4]].concat()
    }

    #[test]
    fn comments_are_read_and_pixels_are_not() {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(b"packed words").unwrap();
        let packed = [b"Comment\0\0", packed.finish().unwrap().as_slice()].concat();
        let png = [
            b"\x89PNG\r\n\x1a\n".as_slice(),
            &chunk(b"IDAT", b"pixels that look like words"),
            &chunk(b"tEXt", b"Author\0Ann Example"),
            &chunk(b"zTXt", &packed),
            &chunk(b"IEND", b""),
            b"after the end",
        ];
        let text = image_text(&png.concat()).unwrap();
        for found in ["Ann Example", "packed words", "after the end"] {
            assert!(text.contains(found), "{text}");
        }
        assert!(!text.contains("pixels"), "{text}");
        let jpeg =
            [b"\xff\xd8\xff\xfe\x00\x0ca comment".as_slice(), b"\xff\xda\x00\x02pixels pixels\xff\xd9tail".as_slice()];
        assert_eq!(image_text(&jpeg.concat()).unwrap(), "a comment\ntail\n");
        let webp = [b"RIFF\0\0\0\0WEBPVP8 \x06\0\0\0pixels".as_slice(), b"XMP \x05\0\0\0words\0".as_slice()].concat();
        assert_eq!(image_text(&webp).unwrap(), "words\n");
        assert_eq!(image_text(b"text"), None);
    }

    #[test]
    fn cut_images_end_the_text() {
        for (bytes, expected) in [
            (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt".as_slice(), "tEXt\n"),
            (b"\xff\xd8\xff\xe1\xff", ""),
            (b"RIFF\0\0\0\0WEBPEXIF\xff\xff\xff\xff", ""),
        ] {
            assert_eq!(image_text(bytes).as_deref(), Some(expected));
        }
    }
}
