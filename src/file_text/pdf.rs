//! The text of PDF files, as far as it is needed to search it: the strings of their streams and dictionaries, once for each
//! character map of the file (ISO 32000-1:2008: 7.3.4 strings, 7.3.8 streams, 9.10.3 `ToUnicode`).
//!
//! Which font shows a string is not resolved. A string of codes is decoded by every map, so that what was written in one
//! font is found whole in one of the texts.

use super::found::{Collection, Unread, inner_name};
use super::packed::unpack;
use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;

/// The most character maps of one file that are used.
const MOST_MAPS: usize = 32;

/// The most streams of one file that are read.
const MOST_STREAMS: usize = 5_000;
/// How many bytes before a stream its dictionary can begin.
const LONGEST_DICTIONARY: usize = 4096;
/// The most bytes that are decoded: those of the content, once for each map.
const MOST_DECODED: usize = 128 << 20;
/// The most codes of all ranges of one map that are read.
const MOST_CODES: usize = 1 << 20;

/// From a code to what it shows.
type CharacterMap = BTreeMap<u32, String>;

/// Reads the text of the file `bytes`.
pub(super) fn pdf_text(collection: &mut Collection, name: &str, bytes: &[u8]) {
    if find(bytes, b"/Encrypt", 0).is_some() {
        return collection.leave(name, Unread::Encrypted);
    }
    let streams = streams(bytes);
    if streams.len() == MOST_STREAMS {
        collection.leave(name, Unread::TooLarge);
    }
    let mut contents = vec![without_streams(bytes)];
    for stream in streams {
        match stream.content(collection.left) {
            Ok(None) => {}
            Ok(Some(content)) => {
                collection.left = collection.left.saturating_sub(content.len());
                contents.push(content);
            }
            Err(why) => collection.leave(name, why),
        }
    }
    let mut maps = Vec::new();
    contents.retain(|content| {
        let map = character_map(content);
        let is_text = map.is_none();
        maps.extend(map);
        is_text
    });
    let length: usize = contents.iter().map(Vec::len).sum();
    let most_maps = (MOST_DECODED / length.max(1)).clamp(1, MOST_MAPS);
    if maps.len() > most_maps {
        collection.leave(name, Unread::TooLarge);
        maps.truncate(most_maps);
    }
    let plain: String = contents.iter().map(|content| shown(content, None)).collect();
    let mapped: Vec<String> =
        maps.iter().map(|map| contents.iter().map(|content| shown(content, Some(map))).collect()).collect();
    let is_empty = |text: &String| !text.chars().any(char::is_alphanumeric);
    if is_empty(&plain) && mapped.iter().all(is_empty) {
        return collection.leave(name, Unread::NoText);
    }
    collection.add(name, plain);
    for (index, text) in mapped.into_iter().enumerate().filter(|(_, text)| !is_empty(text)) {
        collection.add(&inner_name(name, &format!("in its font {}", index + 1)), text);
    }
}

/// A stream with the dictionary before it.
struct Stream<'a> {
    dictionary: &'a [u8],
    bytes: &'a [u8],
}

impl Stream<'_> {
    /// Returns its content; `None` if it is a picture or a font.
    fn content(&self, most: usize) -> Result<Option<Vec<u8>>, Unread> {
        let has = |word: &[u8]| find(self.dictionary, word, 0).is_some();
        if [b"/Image".as_slice(), b"/Length1", b"/FontFile", b"/Type1C", b"/CIDFontType0C", b"/OpenType", b"/ICCBased"]
            .iter()
            .any(|word| has(word))
            || has(b"/N ") && has(b"/Alternate")
        {
            return Ok(None);
        }
        if !has(b"/Filter") {
            return Ok(Some(self.bytes.to_vec()));
        }
        let is_deflated_only = has(b"/FlateDecode") && !has(b"/ASCII85Decode") && !has(b"/ASCIIHexDecode");
        if !is_deflated_only {
            return Err(Unread::Damaged);
        }
        unpack(ZlibDecoder::new(self.bytes), most).map(Some)
    }
}

fn streams(bytes: &[u8]) -> Vec<Stream<'_>> {
    let mut streams = Vec::new();
    let mut at = 0;
    while streams.len() < MOST_STREAMS
        && let Some(word) = find(bytes, b"stream", at)
    {
        let after = word + b"stream".len();
        at = after;
        let start = match bytes.get(after..) {
            Some([b'\r', b'\n', ..]) => after + 2,
            Some([b'\n' | b'\r', ..]) => after + 1,
            _ => continue,
        };
        let end = find(bytes, b"endstream", start).unwrap_or(bytes.len());
        let before = bytes.get(word.saturating_sub(LONGEST_DICTIONARY)..word).unwrap_or_default();
        let dictionary = before.windows(4).rposition(|part| part == b" obj").unwrap_or_default();
        let dictionary = before.get(dictionary..).unwrap_or_default();
        streams.push(Stream { dictionary, bytes: bytes.get(start..end).unwrap_or_default() });
        at = end + b"endstream".len();
    }
    streams
}

/// Returns the file without its streams: dictionaries, with titles, addresses and notes.
fn without_streams(bytes: &[u8]) -> Vec<u8> {
    let mut rest = Vec::new();
    let mut at = 0;
    for _ in 0..MOST_STREAMS {
        let Some(word) = find(bytes, b"stream", at) else { break };
        rest.extend_from_slice(bytes.get(at..word).unwrap_or_default());
        at = find(bytes, b"endstream", word).map_or(bytes.len(), |end| end + b"endstream".len());
    }
    rest.extend_from_slice(bytes.get(at..).unwrap_or_default());
    rest
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr::memmem::find(rest, word).map(|found| from + found)
}

/// Returns what the strings in `content` show: by `map` those of codes, without one the others. Strings of one array are
/// joined; an operator that moves begins a line.
fn shown(content: &[u8], map: Option<&CharacterMap>) -> String {
    let mut text = String::new();
    let mut in_array = false;
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        match byte {
            b'(' => {
                let (bytes, end) = literal(content, at + 1);
                text.push_str(&decoded(&bytes, map));
                at = end;
                if !in_array {
                    text.push('\n');
                }
                continue;
            }
            b'<' if content.get(at + 1) != Some(&b'<') => {
                let end = content.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'>'));
                let end = end.map_or(content.len(), |end| at + end);
                let bytes = from_hex(content.get(at + 1..end).unwrap_or_default());
                text.push_str(&decoded(&bytes, map));
                at = end;
            }
            b'<' => at += 1,
            b'[' => in_array = true,
            b']' => {
                in_array = false;
                text.push('\n');
            }
            // A large step back between two strings is a blank.
            b'-' if in_array => {
                let digits = content.get(at + 1..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit());
                if digits.count() >= 3 {
                    text.push(' ');
                }
            }
            _ => {}
        }
        at += 1;
    }
    text
}

/// Returns the bytes of the literal string whose content begins at `start`, and where it ends.
fn literal(content: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let (mut depth, mut at) = (1, start);
    while let Some(byte) = content.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let escaped = content.get(at).copied().unwrap_or_default();
                at += 1;
                match escaped {
                    b'n' | b'r' => bytes.push(b'\n'),
                    b't' => bytes.push(b'\t'),
                    b'b' | b'f' | b'\n' => {}
                    b'0'..=b'7' => {
                        let digits = content.get(at - 1..(at + 2).min(content.len())).unwrap_or_default();
                        let digits = digits.iter().take_while(|byte| matches!(byte, b'0'..=b'7'));
                        let value = digits.clone().fold(0_u32, |value, digit| value * 8 + u32::from(digit - b'0'));
                        at += digits.count() - 1;
                        bytes.push(u8::try_from(value & 0xff).unwrap_or_default());
                    }
                    other => bytes.push(other),
                }
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        bytes.push(*byte);
    }
    (bytes, at)
}

fn from_hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .filter_map(|value| value.try_into().ok())
        .collect();
    values
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, value| byte << 4 | value) << if pair.len() == 1 { 4 } else { 0 })
        .collect()
}

/// Decodes a string: UTF-16 by its mark, codes of two bytes by `map`, else Latin-1.
fn decoded(bytes: &[u8], map: Option<&CharacterMap>) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let (pairs, _) = rest.as_chunks::<2>();
        return char::decode_utf16(pairs.iter().map(|pair| u16::from_be_bytes(*pair))).flatten().collect();
    }
    let Some(map) = map else {
        return bytes.iter().filter(|byte| **byte >= b' ' || **byte == b'\n').map(|byte| char::from(*byte)).collect();
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let two: String = pairs.iter().filter_map(|pair| map.get(&u32::from(u16::from_be_bytes(*pair)))).cloned().collect();
    if !two.is_empty() {
        return two;
    }
    bytes.iter().filter_map(|byte| map.get(&u32::from(*byte))).cloned().collect()
}

/// Reads a character map; `None` if `content` is not one.
fn character_map(content: &[u8]) -> Option<CharacterMap> {
    find(content, b"begincmap", 0)?;
    let mut map = CharacterMap::new();
    let text = String::from_utf8_lossy(content);
    let mut codes_left = MOST_CODES;
    for section in text.split("beginbfchar").skip(1) {
        let section = section.split("endbfchar").next().unwrap_or_default();
        let codes: Vec<&str> = codes(section).collect();
        for pair in codes.chunks_exact(2) {
            if let [code, shows] = pair {
                map.insert(number(code), unicode(shows));
            }
        }
    }
    for section in text.split("beginbfrange").skip(1) {
        let section = section.split("endbfrange").next().unwrap_or_default();
        for line in section.lines() {
            let codes: Vec<&str> = codes(line).collect();
            let [first, last, shows @ ..] = codes.as_slice() else { continue };
            let (first, last) = (number(first), number(last).min(number(first).saturating_add(0xffff)));
            for (index, code) in (first..=last).enumerate() {
                if codes_left == 0 {
                    return Some(map);
                }
                codes_left -= 1;
                let shown = if line.contains('[') {
                    shows.get(index).map(|shows| unicode(shows))
                } else {
                    following(shows, index)
                };
                map.extend(shown.map(|shown| (code, shown)));
            }
        }
    }
    (!map.is_empty()).then_some(map)
}

/// Returns what code number `index` of a range shows whose first shows `shows`.
fn following(shows: &[&str], index: usize) -> Option<String> {
    let first = unicode(shows.first()?);
    let last = first.chars().next_back()?;
    let next = char::from_u32(u32::from(last).checked_add(u32::try_from(index).ok()?)?)?;
    let kept = first.len() - last.len_utf8();
    Some(format!("{}{next}", first.get(..kept)?))
}

fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(code, _)| code))
}

fn number(hex: &str) -> u32 {
    u32::from_str_radix(hex.trim(), 16).unwrap_or_default()
}

fn unicode(hex: &str) -> String {
    let bytes = from_hex(hex.as_bytes());
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| u16::from_be_bytes(*pair))).flatten().collect()
}

#[cfg(test)]
mod tests {
    use crate::file_text::{FileText, TextPart, Unread, file_text};
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(content).unwrap();
        let head = format!("1 0 obj\n<< /Filter /FlateDecode {dictionary} >>\nstream\n");
        [head.as_bytes(), &packed.finish().unwrap(), b"\nendstream\nendobj\n"].concat()
    }

    fn text(parts: &[Vec<u8>]) -> FileText {
        file_text(&[b"%PDF-1.7\n".to_vec(), parts.concat()].concat())
    }

    fn part(name: &str, text: &str) -> TextPart {
        TextPart { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn strings_and_addresses_are_read() {
        let page = b"BT /F1 12 Tf [(to) -20 (ken) -250 (is)] TJ (a \\(b\\) \\101) Tj <6869> Tj ET";
        let info = b"2 0 obj << /URI (https://e.example/?a) /Title <FEFF00DC> >>\n".to_vec();
        let found = text(&[stream("", page), info]);
        let expected = "https://e.example/?a\nÜtoken is\na (b) A\nhi";
        assert_eq!(found, FileText { parts: vec![part("", expected)], unread: Vec::new() });
    }

    #[test]
    fn codes_are_decoded_by_each_map() {
        let map =
            b"begincmap 1 beginbfchar <0001> <0041> endbfchar 1 beginbfrange\n<0002> <0003> <0062>\nendbfrange endcmap";
        let page = b"BT <000100020003> Tj ET";
        let found = text(&[stream("", map), stream("", page)]);
        assert_eq!(found.parts.last(), Some(&part("in its font 1", "Abc")));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let unread = |parts: &[Vec<u8>]| text(parts).unread;
        assert_eq!(unread(&[b"trailer << /Encrypt 5 0 R >>".to_vec()]), [(String::new(), Unread::Encrypted)]);
        assert_eq!(unread(&[stream("/Subtype /Image", b"pixels")]), [(String::new(), Unread::NoText)]);
        let odd = b"1 0 obj << /Filter /LZWDecode >>\nstream\nx\nendstream (a title)".to_vec();
        assert_eq!(unread(&[odd]), [(String::new(), Unread::Damaged)]);
    }
}
