//! The token, in a type that cannot be printed.

/// A connection's token.
///
/// It has neither `Debug` nor `Display`; only the request header and [`Token::redact`] see its text.
pub struct Token(String);

/// Replaces the token in texts.
const REDACTED: &str = "[redacted]";

impl Token {
    /// Trims the text of a token. `None` if it is empty or not valid in a header.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self(text.to_owned()))
    }

    /// Returns the value of the `Authorization` header.
    pub(super) fn bearer(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// Returns `text` without the token.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, REDACTED)
    }

    /// Returns `body` without the token; a body that does not contain it is not copied.
    pub(super) fn redact_body(&self, body: Vec<u8>) -> Vec<u8> {
        match std::str::from_utf8(&body) {
            Ok(text) if text.contains(&self.0) => self.redact(text).into_bytes(),
            _ => body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_header_is_a_token() {
        assert!([" ", "ntn_\n1234567", "ntn_é1234567", "short"].iter().all(|text| Token::new(text).is_none()));
        let token = Token::new(" ntn_12345678\n").unwrap();
        assert_eq!(token.redact("a ntn_12345678 b"), "a [redacted] b");
        assert_eq!(token.redact_body(b"\xFF".to_vec()), b"\xFF");
    }
}
