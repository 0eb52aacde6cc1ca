//! What a value in base 64 says in clear.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Returns the printable text of at least four characters that `value` is in base 64, without the end of its line; `None` if
/// it is not.
pub(super) fn printable_base64(value: &[u8]) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let decode = |alphabet| GeneralPurpose::new(alphabet, config).decode(value).ok();
    let mut text = decode(&STANDARD).or_else(|| decode(&URL_SAFE))?;
    while matches!(text.last(), Some(b'\n' | b'\r')) {
        text.pop();
    }
    let is_printable = text.len() >= 4 && text.iter().all(|byte| (b' '..=b'~').contains(byte));
    is_printable.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_printable_text_is_read() {
        let read = |value: &str| printable_base64(value.as_bytes()).map(|text| String::from_utf8(text).unwrap());
        assert_eq!(read("YWRtaW46cGFzcw=="), Some("admin:pass".to_owned()));
        assert_eq!(read("YWRtaW46cGFzcwo"), Some("admin:pass".to_owned()));
        for value in ["k3Jd81mQzX0aPv7R", "YWI=", "not base 64", ""] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
