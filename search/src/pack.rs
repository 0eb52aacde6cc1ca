//! Shards on their way to the browser: compressed whatever the server does, and as scripts where there is no server.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Beyond this the files shrink by another percent and take twice as long.
const LEVEL: u8 = 4;

/// The bytes to publish as `NAME.bin`: `bytes` compressed (RFC 1950), which browsers undo with `DecompressionStream`.
/// Many servers send unknown extensions uncompressed; this does not depend on them.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, LEVEL)
}

/// The script to publish as `NAME.js` for sites opened from `file://`, where nothing can be fetched: it hands `packed`
/// bytes over under `name`.
pub fn script(name: &str, packed: &[u8]) -> String {
    let mut script = String::with_capacity(packed.len() / 3 * 4 + name.len() + 40);
    script.push_str("fieldbookSearch.put(\"");
    script.push_str(name);
    script.push_str("\",\"");
    push_base64(&mut script, packed);
    script.push_str("\");\n");
    script
}

/// Appends base64 with padding (RFC 4648, section 4).
fn push_base64(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS.get((bits >> shift) & 63).filter(|_| place <= group.len());
            out.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_carry_base64() {
        let scripts = ["f", "fo", "foo"].map(|bytes| script("t1-0", bytes.as_bytes()));
        let expected = ["Zg==", "Zm8=", "Zm9v"].map(|digits| format!("fieldbookSearch.put(\"t1-0\",\"{digits}\");\n"));
        assert_eq!(scripts, expected);
    }

    #[test]
    fn packing_can_be_undone() {
        let bytes = b"vault vault vault".repeat(20);
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&packed(&bytes)).unwrap(), bytes);
    }
}
