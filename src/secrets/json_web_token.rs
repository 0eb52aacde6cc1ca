//! What the claims of a JSON Web Token say about it (RFC 7519).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::collections::BTreeMap;

/// Claims of the JSON Web Tokens that documents show: the subject and name of the token of jwt.io and of RFC 7519, and issuers
/// and audiences in domains reserved for examples (RFC 2606).
const CLAIMS: &[&str] = &[
    "\"1234567890\"",
    "john doe",
    "jane doe",
    "example.com",
    "example.org",
    ".example\"",
    "supabase-demo",
    "\"iss\":\"joe\"",
];

/// Claims of which every token that gives access has one: the registered ones, and whom it is for.
const ACCESS: &[&str] = &[
    "\"iss\"", "\"sub\"", "\"aud\"", "\"exp\"", "\"nbf\"", "\"iat\"", "\"jti\"", "\"email", "\"role", "\"scope",
    "\"user", "\"name",
];

/// Returns whether `value` is a JSON Web Token with the claims of an example.
pub(super) fn is_sample_token(value: &[u8]) -> bool {
    claims(value).is_some_and(|claims| CLAIMS.iter().any(|claim| claims.contains(claim)))
}

/// Returns whether `value` is a JSON Web Token that gives no access, such as a signed link.
pub(super) fn is_token_without_claims(value: &[u8]) -> bool {
    let is_object = |claims: &String| serde_json::from_str::<BTreeMap<String, serde_json::Value>>(claims).is_ok();
    claims(value).filter(is_object).is_some_and(|claims| !ACCESS.iter().any(|claim| claims.contains(claim)))
}

/// Returns the claims of `value` in lower case, if it is a JSON Web Token.
fn claims(value: &[u8]) -> Option<String> {
    let mut parts = value.split(|byte| *byte == b'.');
    let header = parts.next().filter(|header| header.starts_with(b"eyJ"));
    let claims = URL_SAFE_NO_PAD.decode(header.and(parts.next())?).ok()?;
    let claims = String::from_utf8_lossy(&claims).to_ascii_lowercase();
    Some(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_with_claims_of_examples() {
        let token = |claims: &str| format!("eyJhbGciOiJIUzI1NiJ9.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
        for claims in
            [r#"{"sub":"1234567890","name":"x"}"#, r#"{"name":"John Doe"}"#, r#"{"iss":"https://id.example.com"}"#]
        {
            assert!(is_sample_token(token(claims).as_bytes()), "{claims}");
        }
        for claims in [r#"{"sub":"12345678901","name":"x"}"#, r#"{"iss":"https://id.acme.test"}"#] {
            assert!(!is_sample_token(token(claims).as_bytes()), "{claims}");
        }
        assert!(!is_sample_token(b"eyJ") && !is_sample_token(b""));
        let gives_no_access = |claims: &str| is_token_without_claims(token(claims).as_bytes());
        assert!(gives_no_access(r#"{"link":1,"url":"https://x.test"}"#) && gives_no_access("{}"));
        assert!(
            !gives_no_access(r#"{"exp":1}"#) && !gives_no_access(r#"{"user_id":1}"#) && !gives_no_access("no json")
        );
    }
}
